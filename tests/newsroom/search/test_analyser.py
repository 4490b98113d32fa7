"""Words are found however they are written."""

from django.test import SimpleTestCase

from newsroom.search.analyser import (
    LONGEST_WORD,
    MOST_WORDS,
    fold,
    in_order,
    stems,
    terms,
    words,
    written,
)


class FoldTests(SimpleTestCase):
    def test_two_ways_to_write_one_word_are_one(self):
        for one, other in (
            ("ŁÓDŹ", "lodz"),
            ("Straße", "STRASSE"),
            ("ещё", "ЕЩЕ"),
            ("Їжак", "іжак"),
            ("ґанок", "Ганок"),
            ("ﬁlm", "film"),
            ("e\u0301tude", "étude"),
            ("Århus", "arhus"),
            ("άνθρωπος", "ανθρωποσ"),
            ("كِتَاب", "كتاب"),
        ):
            with self.subTest(one):
                self.assertEqual(fold(one), fold(other))

    def test_letters_that_are_others_stay(self):
        self.assertNotEqual(fold("мой"), fold("мои"))
        self.assertNotEqual(fold("कि"), fold("की"))

    def test_an_apostrophe_parts_no_word(self):
        for apostrophe in "'’ʼ":
            self.assertEqual(list(words(f"п{apostrophe}ять")), ["пять"])

    def test_what_is_no_word_is_left_out(self):
        text = "NEAR(\"a\" b*) -x ^c: {d} \x00 'quoted' \\ e_f"
        self.assertEqual(list(words(text)), ["near", "a", "b", "x", "c", "d", "quoted", "e", "f"])

    def test_no_term_holds_anything_that_a_database_could_take_for_a_command(self):
        for term in terms('NEAR("a" b*) OR \'; DROP TABLE x -- \\ & | ! <-> :*', "en"):
            self.assertTrue(term.isalnum(), term)


class InOrderTests(SimpleTestCase):
    def test_words_stand_in_their_order_and_their_stems_behind_them(self):
        self.assertEqual(
            in_order("Ports and the port’s mayors", "en").split(),
            ["ports", "and", "the", "ports", "mayors"]
            + ["port0stem", "and0stem", "the0stem", "port0stem", "mayor0stem"],
        )

    def test_of_a_text_of_any_length_no_more_than_so_many_bytes(self):
        kept = in_order("слово " * 1_000, "uk", 500)
        self.assertLessEqual(len(kept.encode()), 500)
        self.assertGreater(len(kept.encode()), 450)

    def test_where_words_stand_in_a_text_is_told_with_their_apostrophes(self):
        text = "'Quoted', об’єднань!"
        self.assertEqual([text[a:b] for a, b in written(text)], ["Quoted", "об’єднань"])


class TermTests(SimpleTestCase):
    def test_a_sign_that_stands_for_several_words_is_found_by_each(self):
        self.assertEqual(terms("\ufdfa"), ["صلي", "الله", "عليه", "وسلم"])

    def test_forms_of_a_word_share_a_stem_in_its_language(self):
        for language, one, other in (
            ("en", "running", "runs"),
            ("de", "Wahlen", "Wahl"),
            ("pl", "rzeki", "rzeka"),
            ("ru", "выборы", "выборов"),
            ("uk", "вибори", "виборів"),
            ("be", "рэкі", "рэка"),
            ("be", "выбараў", "выбары"),
        ):
            with self.subTest(language):
                self.assertTrue(stems(fold(one)) & set(terms(other, language)))

    def test_without_a_language_there_are_words_alone(self):
        self.assertEqual(terms("Running water"), ["running", "water"])

    def test_a_text_of_any_length_has_a_bounded_number_of_terms(self):
        text = " ".join(f"word{number}" for number in range(2 * MOST_WORDS)) + " " + "x" * 10_000
        found = terms(text, "en")
        self.assertLessEqual(len(found), MOST_WORDS + 1)
        self.assertEqual(terms("x" * 10_000), ["x" * LONGEST_WORD])
