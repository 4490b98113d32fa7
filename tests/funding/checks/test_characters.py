from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from funding.checks.characters import mixed_letters, spaces


def messages(remarks):
    return [remark.message for remark in remarks]


class SpacesTests(SimpleTestCase):
    def test_an_unusual_space_is_named_with_its_place(self):
        for character, name in (
            ("\u00a0", "NO-BREAK SPACE (U+00A0)"),
            ("\u2009", "THIN SPACE (U+2009)"),
            ("\u202f", "NARROW NO-BREAK SPACE (U+202F)"),
            ("\u200b", "ZERO WIDTH SPACE (U+200B)"),
            ("\u2060", "WORD JOINER (U+2060)"),
            ("\ufeff", "ZERO WIDTH NO-BREAK SPACE (U+FEFF)"),
            ("\u00ad", "SOFT HYPHEN (U+00AD)"),
            ("\u200d", "ZERO WIDTH JOINER (U+200D)"),
            ("\t", "TAB (U+0009)"),
        ):
            with self.subTest(name):
                self.assertEqual(
                    messages(spaces(f"The{character}Fund")),
                    [f"{name} at character 4. Keep it only if the agreement has it."],
                )

    def test_a_kind_of_space_is_named_once_with_all_its_places(self):
        self.assertEqual(
            messages(spaces("A\u00a0b\nc d\u00a0e")),
            [
                "NO-BREAK SPACE (U+00A0) at line 1, character 2; line 2, character 4. "
                "Keep it only if the agreement has it."
            ],
        )

    def test_of_many_places_only_the_first_are_named(self):
        (message,) = messages(spaces("\u00a0".join("abcdefghi")))
        self.assertIn("character 10 and 3 more.", message)

    def test_double_spaces_and_spaces_at_an_edge_are_told(self):
        for text, expected in (
            ("The  Fund", ["More than one space at character 4."]),
            ("The Fund ", ["A space or an empty line at the edge of a line: character 9."]),
            ("The Fund\n", ["A space or an empty line at the edge of a line: character 9."]),
            (" The Fund", ["A space or an empty line at the edge of a line: character 1."]),
        ):
            with self.subTest(text):
                self.assertEqual(messages(spaces(text)), expected)

    def test_joiners_are_spelling_where_letters_join(self):
        self.assertEqual(messages(spaces("می\u200cخواهم")), [])

    @given(st.lists(st.text("abcЖü", min_size=1), min_size=1).map(" ".join))
    def test_words_with_single_spaces_draw_no_remark(self, text):
        self.assertEqual(list(spaces(text)), [])


class MixedLettersTests(SimpleTestCase):
    def test_a_letter_of_another_alphabet_within_a_word_is_named(self):
        self.assertEqual(
            messages(mixed_letters("The Euro\u0440ean Union")),
            [
                "“Euro\u0440ean” at character 5 mixes alphabets, most letters being LATIN: "
                "“\u0440” is CYRILLIC SMALL LETTER ER."
            ],
        )

    def test_greek_letters_are_told_as_well(self):
        self.assertEqual(len(messages(mixed_letters("\u039fpen Fund"))), 1)

    def test_words_of_one_alphabet_each_draw_no_remark(self):
        text = "Фонд Solidarity Fund PL, IT-компанія, COVID19, 5 µm, Łódź, Ελλάδα"
        self.assertEqual(messages(mixed_letters(text)), [])
