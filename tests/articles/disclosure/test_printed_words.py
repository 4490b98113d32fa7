"""Which statements a piece makes, in which words, in which order, and each text once."""

import unicodedata

from django.test import TestCase

from articles.disclosure.choosing import choose_wording
from articles.disclosure.resolve import resolve
from articles.models.choices import Funding, Role
from funding.approval import retire
from funding.models import GrantParty, Statement, Wording
from tests import factories
from tests.articles.disclosure.resolving import ResolveTestCase, put, undisclosed
from tests.factories import (
    cover,
    make_article,
    make_author,
    make_funder,
    make_funding_manager,
    make_grant,
    make_statement,
    make_wording,
    say,
)

Kind = Statement.Kind


class PrintTests(ResolveTestCase):
    def test_disclosures_stand_in_the_order_of_their_kinds(self):
        article, grant = undisclosed(), make_grant(acknowledgement="")
        cover(article, grant)
        for kind in reversed(Kind.values):
            say(grant, f"About {kind}.", kind=kind)
        self.assertEqual(
            self.printed(article),
            [f"About {kind}." for kind in Kind.values if kind != Kind.NO_FUNDING],
        )

    def test_equal_texts_are_printed_once_and_every_grant_keeps_its_row(self):
        article, first = undisclosed(), make_grant("Łódź  paid\nfor this.")
        decomposed = unicodedata.normalize("NFD", "Łódź paid for this.")
        second = make_grant(decomposed)
        for grant in (first, second):
            cover(article, grant)
        found = resolve(article).disclosures
        self.assertEqual(
            [(disclosure.grant, disclosure.is_printed) for disclosure in found],
            [(first, True), (second, False)],
        )
        self.assertEqual(found[0].wording.text, "Łódź  paid\nfor this.")

    def test_texts_that_differ_in_a_letter_are_both_printed(self):
        article = undisclosed()
        for text in ("With the support of the Fund.", "With the suport of the Fund."):
            cover(article, make_grant(text))
        self.assertEqual(len(self.printed(article)), 2)

    def test_two_grants_of_one_funder_are_two_acknowledgements(self):
        article, funder = undisclosed(), make_funder()
        for text in ("Paid under one.", "Paid under two."):
            cover(article, make_grant(text, funders=[funder]))
        self.assertEqual(self.printed(article), ["Paid under one.", "Paid under two."])

    def test_a_statement_of_the_funder_is_made_for_each_grant_and_printed_once(self):
        funder, article = make_funder(), undisclosed()
        make_wording(make_statement(funder=funder), "The Fund supports us.")
        for _ in range(2):
            cover(article, make_grant(acknowledgement="", funders=[funder]))
        self.assertEqual(
            self.texts(article), [("The Fund supports us.", True), ("The Fund supports us.", False)]
        )
        self.assertEqual(self.codes(article), [])

    def test_a_funder_in_two_roles_speaks_once(self):
        funder, article = make_funder(), undisclosed()
        make_wording(make_statement(funder=funder), "The Fund supports us.")
        grant = make_grant(acknowledgement="", funders=[funder])
        grant.parties.create(funder=funder, role=GrantParty.Role.EXTENDING)
        cover(article, grant)
        self.assertEqual(self.texts(article), [("The Fund supports us.", True)])

    def test_a_party_that_only_carries_a_grant_out_says_nothing(self):
        implementing, article = make_funder(), undisclosed()
        make_wording(make_statement(funder=implementing), "We ourselves.")
        grant = make_grant("The Fund paid.")
        grant.parties.create(funder=implementing, role=GrantParty.Role.IMPLEMENTING)
        cover(article, grant)
        self.assertEqual(self.texts(article), [("The Fund paid.", True)])

    def test_a_statement_of_the_site_covers_pieces_without_a_grant(self):
        article = undisclosed(funding=Funding.NONE)
        statement = say(None, "Views are the author’s.", kind=Kind.VIEWS).statement
        put(article, statement, "whole_site")
        self.assertEqual(
            self.printed(article),
            ["Views are the author’s.", "Nobody outside paid for this piece."],
        )
        self.assertEqual(
            [disclosure.grant for disclosure in resolve(article).disclosures], [None] * 2
        )

    def test_a_statement_that_covers_twice_is_made_once(self):
        article, grant = undisclosed(), make_grant("The Fund paid.")
        cover(article, grant)
        put(article, grant.statements.get(), "whole_site")
        self.assertEqual(self.texts(article), [("The Fund paid.", True)])

    def test_the_sentence_of_no_funding_never_stands_on_a_funded_piece(self):
        article, grant = undisclosed(), make_grant("The Fund paid.")
        cover(article, grant)
        put(article, factories.say_no_funding().statement, "whole_site")
        self.assertEqual(self.texts(article), [("The Fund paid.", True)])


class WordingTests(ResolveTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.statement = make_statement(grant=make_grant(acknowledgement=""))

    def chosen(self, language="en", *, several=False):
        wordings = Wording.objects.approved().filter(statement=self.statement)
        wording = choose_wording(wordings, language, several=several)
        return wording and wording.text

    def test_the_exact_language_comes_before_its_base_and_no_other_serves(self):
        self.assertIsNone(self.chosen("pt-br"))
        make_wording(self.statement, "em português", language="pt")
        self.assertEqual(self.chosen("pt-br"), "em português")
        make_wording(self.statement, "no Brasil", language="pt-br")
        self.assertEqual(self.chosen("pt-br"), "no Brasil")
        self.assertEqual(self.chosen("pt"), "em português")
        self.assertEqual(self.chosen("pt-pt"), "em português")
        self.assertIsNone(self.chosen("pl"))

    def test_one_and_several_authors_have_wordings_of_their_own(self):
        make_wording(self.statement, "anybody")
        self.assertEqual((self.chosen(), self.chosen(several=True)), ("anybody", "anybody"))
        make_wording(self.statement, "the author", variant=Wording.Variant.ONE)
        make_wording(self.statement, "the authors", variant=Wording.Variant.SEVERAL)
        self.assertEqual((self.chosen(), self.chosen(several=True)), ("the author", "the authors"))

    def test_a_wording_for_one_author_does_not_serve_several(self):
        make_wording(self.statement, "the author", variant=Wording.Variant.ONE)
        self.assertIsNone(self.chosen(several=True))

    def test_the_language_counts_more_than_the_number_of_authors(self):
        make_wording(self.statement, "o autor", language="pt", variant=Wording.Variant.ONE)
        make_wording(self.statement, "no Brasil", language="pt-br")
        self.assertEqual(self.chosen("pt-br"), "no Brasil")

    def test_drafts_and_retired_wordings_are_never_chosen(self):
        make_wording(self.statement, "draft", approved=False)
        self.assertIsNone(self.chosen())
        wording = make_wording(self.statement, "retired")
        retire(wording, by=make_funding_manager(), note="A misprint.")
        self.assertIsNone(self.chosen())

    def test_the_authors_are_those_who_speak_in_the_piece(self):
        make_wording(self.statement, "the author", variant=Wording.Variant.ONE)
        make_wording(self.statement, "the authors", variant=Wording.Variant.SEVERAL)
        article = undisclosed()
        cover(article, self.statement.grant)
        article.bylines.create(author=make_author(), role=Role.TRANSLATOR)
        self.assertEqual(self.printed(article), ["the author"])
        article.bylines.create(author=make_author(), role=Role.INTERVIEWER)
        self.assertEqual(self.printed(article), ["the authors"])


class EqualTextsTests(TestCase):
    def test_of_equal_texts_the_one_that_has_to_stand_on_top_is_printed(self):
        first = make_grant("The Fund paid.", amount=9, currency="EUR")
        second = make_grant("The Fund paid.")
        second.statements.update(placement=Statement.Placement.TOP)
        found = resolve(make_article(grants=[first, second])).disclosures
        self.assertEqual(
            [(one.grant, one.is_printed) for one in found], [(first, False), (second, True)]
        )

    def test_of_equal_texts_that_both_stand_on_top_the_first_is_printed(self):
        first = make_grant("The Fund paid.", amount=9, currency="EUR")
        second = make_grant("The Fund paid.")
        Statement.objects.update(placement=Statement.Placement.TOP)
        found = resolve(make_article(grants=[second, first])).disclosures
        self.assertEqual(
            [(one.grant, one.is_printed) for one in found], [(first, True), (second, False)]
        )
