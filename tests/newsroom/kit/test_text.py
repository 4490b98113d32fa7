import unicodedata

from django.core.exceptions import ValidationError
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from newsroom.kit.names.finding import find_names
from newsroom.kit.slugs import slug
from newsroom.kit.text import (
    LONGEST,
    name_key,
    normal,
    refuse_long,
    refuse_unprintable,
    tidy,
    tidy_line,
)

any_text = st.text(st.characters(), max_size=40)


class TidyTests(SimpleTestCase):
    def test_decomposed_letters_are_composed(self):
        self.assertEqual(tidy(unicodedata.normalize("NFD", "Łódź, Київ, Ў")), "Łódź, Київ, Ў")

    def test_every_kind_of_line_break_is_written_as_a_newline(self):
        self.assertEqual(tidy("a\r\nb\rc\u2028d\u2029e\nf"), "a\nb\nc\nd\ne\nf")

    def test_contract_text_keeps_its_quotes_its_spaces_and_its_misspelling(self):
        wording = "  The “Awakening’24” project\u00a0– with the suport of…\n\tthe Fund. "
        self.assertEqual(tidy(wording), wording)

    @given(any_text)
    def test_tidy_text_stays_as_it_is(self, text):
        self.assertEqual(tidy(tidy(text)), tidy(text))

    def test_a_title_broken_over_lines_becomes_one_line(self):
        self.assertEqual(
            tidy_line(" Russia\r\n turns\tto\u2029Belarus\n"), "Russia  turns to Belarus"
        )


class ImmenseTests(SimpleTestCase):
    # A megabyte of it took Python hours.
    MARKS = "a" + "\u0301\u0327" * 200_000

    def test_marks_without_end_take_the_time_of_their_number_in_whatever_reads_text(self):
        for read in (tidy, tidy_line, name_key, slug):
            with self.subTest(read.__name__):
                self.assertLessEqual(len(read(self.MARKS)), len(self.MARKS))
        self.assertEqual(find_names([("Anna", 1)], f"{self.MARKS} Anna", "en")[1].words, "Anna")

    @given(st.text(st.sampled_from("aeÅ한ệ\u0301\u0327\u0323ﬁ "), max_size=30))
    def test_a_text_that_can_be_stored_is_in_the_normal_form_of_unicode(self, text):
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            self.assertEqual(normal(form, text), unicodedata.normalize(form, text))

    def test_they_are_refused_with_their_place_and_thirty_are_not(self):
        refuse_unprintable("a" + "\u0301" * 30)
        with self.assertRaises(ValidationError) as refused:
            refuse_unprintable("abc" + "\u0301" * 31)
        self.assertEqual(
            refused.exception.messages,
            [
                "At character 4 there are 31 accents one upon another, which cannot be printed. "
                "Delete them."
            ],
        )

    def test_a_book_is_a_text_and_more_is_refused(self):
        refuse_long("a" * LONGEST)
        with self.assertRaises(ValidationError) as refused:
            refuse_long("a" * (LONGEST + 1))
        self.assertIn("500,001 characters", refused.exception.messages[0])


class RefuseUnprintableTests(SimpleTestCase):
    def refusal(self, text):
        with self.assertRaises(ValidationError) as refused:
            refuse_unprintable(text)
        return refused.exception.messages

    def test_a_bidi_override_is_refused_by_name_and_place(self):
        self.assertEqual(
            self.refusal("abc\u202egnp"),
            ["Character 4 is U+202E (RIGHT-TO-LEFT OVERRIDE), which cannot be printed. Delete it."],
        )

    def test_in_several_lines_the_line_is_named_too(self):
        self.assertEqual(
            self.refusal("one\ntwo\x0b\nthree"),
            [
                "Line 2, character 4 is U+000B (LINE TABULATION), "
                "which cannot be printed. Delete it."
            ],
        )

    def test_every_unprintable_character_is_refused(self):
        refused = [
            *(chr(n) for n in range(0x20) if n not in (0x09, 0x0A)),
            *map(chr, range(0x7F, 0xA0)),
            *map(chr, range(0x202A, 0x202F)),
            *map(chr, range(0x2066, 0x206A)),
            *map(chr, range(0xFDD0, 0xFDF0)),
            *(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)),
            "\ud800",
            "\udfff",
        ]
        for character in refused:
            with self.subTest(code=f"U+{ord(character):04X}"):
                self.assertIn(f"U+{ord(character):04X} (", self.refusal(f"a{character}b")[0])

    def test_text_of_every_script_with_its_joiners_and_marks_passes(self):
        for text in (
            "",
            "Tab\tand\nnewline",
            "نامه\u200cای",
            "שלום\u200f!",
            "👩\u200d🚒",
            "a\u00ad\u00a0b",
        ):
            with self.subTest(text=text):
                self.assertIsNone(refuse_unprintable(text))

    @given(any_text)
    def test_what_passes_can_be_stored_as_utf_8_and_printed_in_a_feed(self, text):
        text = tidy(text)
        try:
            refuse_unprintable(text)
        except ValidationError:
            return
        text.encode()
        controls = {c for c in text if unicodedata.category(c) in ("Cc", "Cs")}
        self.assertLessEqual(controls, {"\t", "\n"})


class NameKeyTests(SimpleTestCase):
    def test_spellings_of_one_name_share_a_key(self):
        for one, other in (
            ("Łódź", unicodedata.normalize("NFD", "ŁÓDŹ")),
            ("СВІТЛАНА Ціханоўская", "Світлана  ціханоўская"),
            ("Anne-Marie O’Brien", "anne marie o'brien"),
            ("Mark\u00a0Temnycky", " Mark\u200b Temnycky\n"),
            ("Straße Fund", "STRASSE FUND"),
            ("“Awakening’24”", "Awakening'24"),
            ("ﬁne", "FINE"),
            ("a\u2013b", "a-b"),
        ):
            with self.subTest(one=one, other=other):
                self.assertEqual(name_key(one), name_key(other))

    def test_a_key_reads_as_the_plain_name(self):
        self.assertEqual(name_key("  Kowalska-Nowak, Ż. "), "kowalska nowak ż")

    def test_different_names_have_different_keys(self):
        names = ["Мова", "Моваї", "Jan Kowalski", "Jan Kowalska", "Lodz", "Łódź"]
        self.assertEqual(len({name_key(name) for name in names}), len(names))

    def test_punctuation_alone_has_an_empty_key(self):
        self.assertEqual(name_key(" -…! "), "")

    @given(any_text)
    def test_any_string_has_a_key_and_a_key_is_its_own_key(self, text):
        self.assertEqual(name_key(name_key(text)), name_key(text))

    @given(any_text)
    def test_case_and_normal_form_never_change_the_key(self, text):
        for form in ("NFC", "NFD"):
            self.assertEqual(name_key(unicodedata.normalize(form, text)), name_key(text))
