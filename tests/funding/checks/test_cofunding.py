from django.test import SimpleTestCase

from funding.checks.cofunding import funding_words, says_cofunded

SAID = {
    "en": ("Funded by the European Union.", "The project is co-financed by the Fund."),
    "pl": ("Sfinansowane ze środków UE.", "Projekt współfinansowany przez Fundusz."),
    "uk": ("Профінансовано Фондом.", "Проєкт співфінансується Фондом."),
    "be": ("Прафінансавана Фондам.", "Праект сафінансуецца Фондам."),
    "ru": ("Профинансировано Фондом.", "Проект софинансируется Фондом."),
    "de": ("Von der Europäischen Union finanziert.", "Von der Union kofinanziert."),
}


class FundingWordsTests(SimpleTestCase):
    def test_funded_and_co_funded_are_told_apart_in_every_language(self):
        for language, (funded, cofunded) in SAID.items():
            with self.subTest(language):
                self.assertEqual(
                    (says_cofunded(funded, language), says_cofunded(cofunded, language)),
                    (False, True),
                )

    def test_other_ways_of_sharing_are_co_funding(self):
        for language, text in (
            ("pl", "Dofinansowane ze środków UE."),
            ("en", "Partly funded by the Fund."),
            ("en-GB", "COFUNDED BY THE EUROPEAN UNION"),
            ("de", "Teilweise finanziert vom Fonds."),
        ):
            with self.subTest(text):
                self.assertIs(says_cofunded(text, language), True)

    def test_support_is_neither_and_other_languages_are_passed_over(self):
        for language, text in (
            ("en", "With the support of the Fund."),
            ("uk", "За фінансової підтримки Фонду."),
            ("ru", "При финансовой поддержке Фонда."),
            ("sk", "Spolufinancované Fondom."),
        ):
            with self.subTest(text):
                self.assertIs(says_cofunded(text, language), None)

    def test_a_text_that_contradicts_the_parties_is_told(self):
        for language, (funded, cofunded) in SAID.items():
            with self.subTest(language):
                told = [
                    [remark.code for remark in funding_words(text, language, parties_say)]
                    for text, parties_say in (
                        (funded, True),
                        (funded, False),
                        (cofunded, True),
                        (cofunded, False),
                    )
                ]
                self.assertEqual(told, [["says-funded"], [], [], ["says-co-funded"]])
