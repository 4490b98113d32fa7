from datetime import date

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from funding.checks import characters
from funding.ready_made import Refused, catalogue
from funding.ready_made.catalogue import Standing
from newsroom.kit.text import tidy

CATALOGUE = {ready_made.key: ready_made for ready_made in catalogue()}
EU = CATALOGUE["eu-funded"]


class CatalogueTests(SimpleTestCase):
    def test_what_the_desk_offers(self):
        self.assertEqual(
            {key: list(one.texts) for key, one in CATALOGUE.items()},
            {
                "eu-cofunded": ["en", "pl", "de"],
                "eu-funded": ["en", "pl", "de"],
                "visegrad-fund": ["en"],
                "polish-development-cooperation": ["en", "pl"],
                "polish-development-views": ["en", "pl"],
                "views-of-the-author": ["en", "pl", "uk", "be", "ru", "de"],
                "conflict-of-interest": ["en", "pl", "uk", "be", "ru", "de"],
                "use-of-ai": ["en", "pl", "uk", "be", "ru", "de"],
                "no-external-funding": ["en", "pl", "uk", "be", "ru", "de"],
            },
        )

    def test_every_text_cites_a_source_and_names_its_blanks(self):
        for key, ready_made in CATALOGUE.items():
            with self.subTest(key):
                self.assertGreater(len(ready_made.sources), 0)
                for source in ready_made.sources:
                    self.assertIsInstance(source.read, date)
                used = {slot for text in ready_made.texts.values() for slot in text.slots}
                self.assertEqual(used, set(ready_made.slots))
                self.assertLessEqual(set(ready_made.belongs_to), {"grant", "funder", "site"})

    def test_every_text_is_clean(self):
        for key, ready_made in CATALOGUE.items():
            for language, text in ready_made.texts.items():
                with self.subTest(key, language=language):
                    remarks = [*characters.spaces(text.text)]
                    remarks += characters.mixed_letters(text.text)
                    self.assertEqual((remarks, tidy(text.text)), ([], text.text))

    def test_only_the_prescribed_english_sentence_is_called_official(self):
        official = [
            (key, language)
            for key, ready_made in CATALOGUE.items()
            for language, text in ready_made.texts.items()
            if text.standing == Standing.OFFICIAL
        ]
        self.assertEqual(official, [("eu-funded", "en")])

    def test_the_sentence_of_article_17_3_is_letter_for_letter(self):
        self.assertEqual(
            EU.fill("en", granting_authority="the European Education and Culture Agency"),
            "Funded by the European Union. Views and opinions expressed are however those of the "
            "author(s) only and do not necessarily reflect those of the European Union or the "
            "European Education and Culture Agency. Neither the European Union nor the granting "
            "authority can be held responsible for them.",
        )

    def test_the_co_funded_text_differs_in_its_first_words_alone(self):
        for language, (funded, cofunded) in {
            "en": ("Funded by", "Co-funded by"),
            "pl": ("Sfinansowane", "Dofinansowane"),
            "de": ("Union finanziert", "Union kofinanziert"),
        }.items():
            with self.subTest(language):
                self.assertEqual(
                    CATALOGUE["eu-cofunded"].texts[language].text,
                    EU.texts[language].text.replace(funded, cofunded, 1),
                )

    def test_a_blank_that_stays_blank_is_refused(self):
        for slots in ({}, {"granting_authority": " \n"}):
            with self.subTest(slots), self.assertRaises(Refused) as refusal:
                EU.fill("en", **slots)
            self.assertEqual(
                str(refusal.exception),
                "“Granting authority, as the data sheet of the agreement names it” is left "
                "blank: fill it in.",
            )

    def test_a_language_without_a_text_is_refused(self):
        with self.assertRaisesMessage(Refused, "has no text in the language be"):
            EU.fill("be", granting_authority="EACEA")

    def test_what_cannot_be_printed_is_refused(self):
        with self.assertRaisesMessage(Refused, "Character 1 is U+0007 (BELL)"):
            EU.fill("en", granting_authority="\x07EACEA")

    @given(st.sampled_from(["{interest}", "{}", "{0}", "\\1", "\\g<0>", "%s", "$x"]))
    def test_what_fills_a_blank_is_never_read_as_a_blank(self, value):
        filled = CATALOGUE["conflict-of-interest"].fill("en", interest=value)
        self.assertEqual(filled, f"Readers should know of this interest: {value}.")
