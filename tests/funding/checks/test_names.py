from django.test import SimpleTestCase

from funding.checks.names import kept_quiet, named

MINISTRY = ["Ministerstwo Spraw Zagranicznych", "MSZ"]


class NamesTests(SimpleTestCase):
    def test_a_name_counts_however_it_is_declined_or_broken_into_lines(self):
        for text, language, name in (
            ("ze środków Ministerstwa Spraw Zagranicznych RP", "pl", MINISTRY[0]),
            ("Sfinansowane przez Unię\nEuropejską.", "pl", "Unia Europejska"),
            ("by SOLIDARITY  FUND PL.", "en", "Solidarity Fund PL"),
            ("за підтримки Фонду Солідарності", "uk", "Фонд Солідарності"),
        ):
            with self.subTest(text):
                self.assertEqual(list(named(text, language, [[name]])), [])

    def test_a_part_of_a_name_does_not_count(self):
        for text, name in (
            ("by the Fund", "Solidarity Fund PL"),
            ("the Opening of a Fundament", "Open Fund"),
            ("by the Union of Europeans", "European Union"),
        ):
            with self.subTest(text):
                self.assertEqual(len(list(named(text, "en", [[name]]))), 1)

    def test_whoever_pays_and_is_not_named_is_told(self):
        payers = [MINISTRY, ["Fundusz"], ["Open Fund"]]
        self.assertEqual(
            [tuple(remark) for remark in named("Sfinansowano przez Fundusz.", "pl", payers)],
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

    def test_another_of_their_names_counts(self):
        self.assertEqual(list(named("Sfinansowano przez MSZ.", "pl", [MINISTRY])), [])

    def test_a_neutral_text_that_names_a_funder_is_told(self):
        remarks = kept_quiet("Z pomocą MSZ.", "pl", [MINISTRY, ["Open Fund"]])
        self.assertEqual(
            [remark.message for remark in remarks],
            ["This text is for when the grant may not be named, and it says “MSZ”."],
        )
