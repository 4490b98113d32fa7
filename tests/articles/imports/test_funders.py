from decimal import Decimal

from django.test import SimpleTestCase

from articles.imports.funders import read_chain


def parties(text):
    return [(party.name, party.role) for party in read_chain(text).funders]


class ChainTests(SimpleTestCase):
    def test_an_intermediary_extends_what_a_ministry_funds(self):
        chain = read_chain(
            "“We wil write” is a project co-financed by Bridges Fund within the framework of "
            "Ruritanian aid of the Ministry of Culture and Sport of the Republic of Ruritania in "
            "the amount of PLN 180,000."
        )
        self.assertEqual(
            [(party.name, party.role) for party in chain.funders],
            [
                ("Ministry of Culture and Sport of the Republic of Ruritania", "funding"),
                ("Bridges Fund", "extending"),
            ],
        )
        self.assertEqual((chain.project, chain.framework), ("We wil write", "Ruritanian aid"))
        self.assertEqual((chain.amount, chain.currency), (Decimal(180000), "PLN"))

    def test_who_pays_with_others_is_cofunding(self):
        self.assertEqual(
            parties("The project is co-financed by the Open Fund."), [("Open Fund", "cofunding")]
        )

    def test_who_passes_money_on_is_extending(self):
        chain = read_chain(
            "The project is co-financed by the Governments of Czechia, Hungary, Poland and "
            "Slovakia through Visegrad Grants from International Visegrad Fund. The fund is …"
        )
        self.assertEqual(
            [(party.name, party.role) for party in chain.funders],
            [
                ("Governments of Czechia, Hungary, Poland and Slovakia", "funding"),
                ("International Visegrad Fund", "extending"),
            ],
        )
        self.assertEqual(chain.framework, "Visegrad Grants")

    def test_who_carries_the_project_out_is_implementing(self):
        self.assertEqual(
            parties("A project implemented by Borderland Society, funded by the Open Fund."),
            [("Open Fund", "funding"), ("Borderland Society", "implementing")],
        )

    def test_several_funders_are_told_apart_but_one_name_is_not_cut(self):
        self.assertEqual(
            parties(
                "Funded by the Ministry of Culture and National Heritage, the Anna Nowak Stiftung "
                "and the Open Fund."
            ),
            [
                ("Ministry of Culture and National Heritage", "funding"),
                ("Anna Nowak Stiftung", "funding"),
                ("Open Fund", "funding"),
            ],
        )

    def test_an_abbreviation_in_brackets_belongs_to_the_name(self):
        self.assertEqual(
            parties("Supported by the Agency for Open Borders (AOB)."),
            [("Agency for Open Borders (AOB)", "funding")],
        )

    def test_two_sums_are_no_amount(self):
        chain = read_chain(
            "Funded by the Open Fund with EUR 5,000 and the Town Fund with EUR 1,000."
        )
        self.assertIsNone(chain.amount)

    def test_what_a_sentence_does_not_say_stays_empty(self):
        chain = read_chain("This article was made by volunteers.")
        self.assertEqual(
            (chain.funders, chain.project, chain.framework, chain.amount, chain.currency),
            ([], "", "", None, ""),
        )
