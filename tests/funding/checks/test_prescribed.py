from django.test import SimpleTestCase

from funding.checks.prescribed import blanks, whole
from funding.ready_made import catalogue

EU = next(one for one in catalogue() if one.key == "eu-funded")
CLOSING = {"en": " for them", "pl": " odpowiedzialności", "de": " gemacht werden"}


class PrescribedTests(SimpleTestCase):
    def test_the_prescribed_sentence_draws_no_remark_in_any_language(self):
        for language in EU.texts:
            with self.subTest(language):
                text = EU.fill(language, granting_authority="EACEA")
                self.assertEqual([*whole(text, language), *blanks(text)], [])

    def test_the_sentence_without_its_last_words_is_told(self):
        for language, last in CLOSING.items():
            with self.subTest(language):
                text = EU.fill(language, granting_authority="EACEA")
                self.assertEqual(
                    [r.code for r in whole(text.replace(f"{last}.", "."), language)],
                    ["not-whole"],
                )

    def test_the_closing_words_are_told(self):
        text = EU.fill("en", granting_authority="EACEA").replace(" for them", "")
        self.assertEqual(
            [r.message for r in whole(text, "en")],
            [
                "“European Union, funded (article 17.3)” closes with “can be held responsible "
                "for them”; the text does not."
            ],
        )

    def test_an_authority_that_stands_for_itself_at_the_end_passes(self):
        text = EU.fill("en", granting_authority="EACEA")
        self.assertEqual(list(whole(text.replace("the granting authority", "EACEA"), "en")), [])

    def test_another_sentence_is_not_measured_by_it(self):
        self.assertEqual(list(whole("Funded by the European Union.", "en")), [])

    def test_a_blank_that_nobody_filled_in_is_told_once(self):
        text = "or [name of the granting authority]. {granting_authority}, {granting_authority}"
        self.assertEqual(
            [r.message for r in blanks(text)],
            [
                "“[name of the granting authority]” looks like a blank that was left to be "
                "filled in.",
                "“{granting_authority}” looks like a blank that was left to be filled in.",
            ],
        )
