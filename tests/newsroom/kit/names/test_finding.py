"""Finding names in a text."""

import time
from random import Random

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from newsroom.kit.names.finding import find_names

# A name, and how a text says it.
DECLINED = {
    ("pl", "Fundacja Solidarności Międzynarodowej"): [
        "Fundacji Solidarności Międzynarodowej",
        "FUNDACJĘ SOLIDARNOŚCI MIĘDZYNARODOWEJ",
        "Fundacją Solidarnosci Miedzynarodowej",
    ],
    ("pl", "Fundusz Wyszehradzki"): ["Funduszu Wyszehradzkiego", "Funduszem Wyszehradzkim"],
    ("pl", "Ministerstwo Kultury"): ["Ministerstwa Kultury", "ministerstwie kultury"],
    ("uk", "Міністерство культури"): ["Міністерства культури", "міністерством культури"],
    ("uk", "Міжнародний фонд «Відродження»"): [
        "Міжнародного фонду «Відродження»",
        "міжнародним фондом “Відродження”",
    ],
    ("be", "Беларускі фонд культуры"): ["Беларускага фонду культуры", "беларускім фондам культуры"],
    ("ru", "Европейский фонд за демократию"): [
        "Европейского фонда за демократию",
        "европейским фондом за демократию",
    ],
    ("de", "Auswärtiges Amt"): ["Auswärtigen Amts", "Auswärtigem Amt", "Auswärtigen Amtes"],
    ("de", "Konrad-Adenauer-Stiftung"): ["Konrad-Adenauer-Stiftung", "Konrad Adenauer Stiftung"],
    ("en", "The Open Society Foundations"): [
        "Open Society Foundation’s",
        "the open society foundations",
    ],
    ("en", "European Union"): ["European Union’s", "European\u00a0Union", "Euro\u00adpean Union"],
}
SAID = [(*key, form) for key, forms in DECLINED.items() for form in forms]
# Words that no name above holds, and words that some hold, on their own.
STRANGERS = [
    "lorem",
    "wczoraj",
    "реформа",
    "сьогодні",
    "учора",
    "gestern",
    "1989",
    "–",
    "a,",
    "і.",
    "“за”",
    "(und)",
    "x",
]
PIECES = [
    "Fundacja",
    "Fundusz",
    "фонд",
    "Міністерство",
    "культура",
    "Amt",
    "Union",
    "Society",
    "Open",
    "European",
]


def names(text, *given, language="en"):
    return {what: str(passage.words) for what, passage in find_names(given, text, language).items()}


class NamesInTextTests(SimpleTestCase):
    @given(
        st.sampled_from(SAID),
        st.lists(st.sampled_from(STRANGERS + PIECES)),
        st.lists(st.sampled_from(STRANGERS + PIECES)),
    )
    def test_a_name_is_found_however_it_is_declined_and_wherever_it_stands(
        self, said, before, after
    ):
        language, name, form = said
        text = " ".join([*before, form, *after])
        found = find_names([(name, "it")], text, language)
        self.assertEqual(list(found), ["it"])

    @given(st.lists(st.sampled_from(STRANGERS + PIECES)), st.sampled_from(list(DECLINED)))
    def test_a_text_without_the_name_does_not_name_it(self, words, named):
        """Two words of one name never stand side by side here: PIECES are kept apart."""
        language, name = named
        text = " wcale ".join(words)
        self.assertEqual(find_names([(name, "it")], text, language), {})

    @given(st.text(), st.text(max_size=40), st.sampled_from(["en", "pl", "uk", "ru", "zz"]))
    def test_any_text_can_be_searched_for_any_name(self, text, name, language):
        for passage in find_names([(name, "it")], text, language).values():
            self.assertTrue(passage.words)

    @given(st.sampled_from(SAID), st.sampled_from(["x", "ж", "9"]))
    def test_a_name_inside_another_word_is_not_a_name(self, said, letter):
        language, name, form = said
        form = form.removeprefix("the ").strip("«»“”")
        text = f"{letter}{form} {form}{letter}{letter}{letter}{letter}"
        self.assertEqual(find_names([(name, "it")], text, language), {})

    def test_a_name_does_not_span_two_lines(self):
        self.assertEqual(names("The European\nUnion", ("European Union", 1)), {})

    def test_a_name_is_found_across_quotes_hyphens_and_breaks_in_a_word(self):
        text = "Grupa „Stefan-Batory” i Fun\u00addacja"
        self.assertEqual(
            names(text, ("Stefan Batory", 1), ("Fundacja", 2), language="pl"),
            {1: "Stefan-Batory", 2: "Fundacja"},
        )

    def test_stress_marks_do_not_hide_a_name(self):
        self.assertEqual(
            names("про Фо\u0301нд Відро\u0301дження", ("фонд «Відродження»", 1), language="uk"),
            {1: "Фонд Відродження"},
        )

    def test_a_short_abbreviation_is_found_only_letter_for_letter(self):
        for text, found in [
            ("Paid by NED.", {1: "NED"}),
            ("NED-owi zawdzięczamy", {1: "NED"}),
            ("Ned paid; ned did not; NEDs", {}),
            ("PINNED", {}),
        ]:
            with self.subTest(text):
                self.assertEqual(names(text, ("NED", 1), language="pl"), found)

    def test_letters_with_stops_are_an_abbreviation(self):
        self.assertEqual(names("The U.S. Agency.", ("US Agency", 1)), {1: "U.S. Agency"})
        self.assertEqual(
            names("The US Agency.", ("U.S.A. Fund", 1), ("U.S. Agency", 2)), {2: "US Agency"}
        )

    def test_a_name_of_one_word_is_found_only_with_its_capital(self):
        self.assertEqual(
            names("Internews and an opened door", ("Internews", 1), ("Open", 2)), {1: "Internews"}
        )
        self.assertEqual(names("We use iMEdD and imedd", ("iMEdD", 1)), {1: "iMEdD"})

    def test_of_two_names_that_begin_alike_the_longer_counts(self):
        given = ("Ministry of Culture", "ours"), ("Ministry of Culture of Poland", "theirs")
        self.assertEqual(
            names("The Ministry of Culture of Poland said", *given),
            {"theirs": "Ministry of Culture of Poland"},
        )
        self.assertEqual(
            names("The Ministry of Culture of Spain said", *given), {"ours": "Ministry of Culture"}
        )

    def test_a_name_inside_a_longer_one_counts_as_well(self):
        given = ("Delegation of the European Union", 1), ("European Union", 2)
        self.assertEqual(
            names("The Delegation of the European Union", *given),
            {1: "Delegation of the European Union", 2: "European Union"},
        )

    def test_the_first_passage_is_told_with_what_stands_around_it(self):
        text = "One line.\n" + "word " * 30 + "European Union" + " word" * 30 + " European Union"
        (passage,) = find_names([("European Union", 1)], text, "en").values()
        self.assertEqual(
            (passage.before, passage.words, passage.after),
            ("…" + "word " * 11, "European Union", " word" * 11 + "…"),
        )

    def test_a_name_of_punctuation_alone_is_never_found(self):
        self.assertEqual(names("— ! “”", ("—", 1), ("", 2), ("The", 3)), {})

    def test_a_text_ten_times_as_long_takes_about_ten_times_as_long(self):
        random = Random(1)
        words = ["Fundacja", "na", "rzecz", *(f"słowo{n}" for n in range(300))]
        funders = [(f"Fundacja na rzecz słowo{n} razem", n) for n in range(500)]

        def seconds(length):
            text = " ".join(random.choices(words, k=length))
            started = time.process_time()
            find_names(funders, text, "pl")
            return time.process_time() - started

        seconds(1000)
        self.assertLess(min(seconds(50_000) for _ in range(2)), 30 * max(seconds(5_000), 0.01))
