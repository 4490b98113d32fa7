from django.test import SimpleTestCase

from funding.checks.names import kept_quiet, mentions, named

MINISTRY = ["Ministerstwo Spraw Zagranicznych", "MSZ"]


class NamesTests(SimpleTestCase):
    def test_a_name_is_found_inflected_and_spelled_otherwise(self):
        for text, name in (
            ("ze środków Ministerstwa Spraw Zagranicznych RP", MINISTRY[0]),
            ("Sfinansowane przez Unię Europejską.", "Unia Europejska"),
            ("opinii Unii Europejskiej", "Unia Europejska"),
            ("by SOLIDARITY  FUND PL.", "Solidarity Fund PL"),
            ("за підтримки Фонду Солідарності", "Фонд Солідарності"),
        ):
            with self.subTest(text):
                self.assertIs(mentions(text, name), True)

    def test_a_name_is_not_found_in_part_or_in_longer_words(self):
        for text, name in (
            ("by the Fund", "Solidarity Fund PL"),
            ("the Opening of a Fundament", "Open Fund"),
            ("by the Union of Europeans", "European Union"),
            ("paid", "…"),
        ):
            with self.subTest(text):
                self.assertIs(mentions(text, name), False)

    def test_whoever_pays_and_is_not_named_is_told(self):
        remarks = named("Sfinansowano przez Fundusz.", [MINISTRY, ["Fundusz"], ["Open Fund"]])
        self.assertEqual(
            [tuple(remark) for remark in remarks],
            [
                (
                    "funder-not-named",
                    "The text does not name Ministerstwo Spraw Zagranicznych, nor says MSZ.",
                ),
                (
                    "funder-not-named",
                    "The text does not name Open Fund. If it does so in other words, "
                    "add them to the funder.",
                ),
            ],
        )

    def test_another_name_does(self):
        self.assertEqual(list(named("Sfinansowano przez MSZ.", [MINISTRY])), [])

    def test_a_neutral_text_that_names_a_funder_is_told(self):
        self.assertEqual(
            [r.message for r in kept_quiet("Z pomocą MSZ.", [MINISTRY, ["Open Fund"]])],
            ["This text is for when the grant may not be named, and it names MSZ."],
        )
