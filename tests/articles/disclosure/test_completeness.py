"""Which wordings a grant lacks: by statement, language and number of authors."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.disclosure.completeness import sheets
from articles.disclosure.models.target import ROWS
from articles.disclosure.needed import PUBLISHED, Needed, in_order
from articles.models import Coverage
from articles.models.choices import Stage
from articles.publishing.gate import problems
from funding.models import Grant, GrantParty, Statement
from tests.factories import (
    cover,
    make_article,
    make_author,
    make_funder,
    make_grant,
    make_section,
    make_wording,
    publish,
    say,
    waive,
)

YESTERDAY = timezone.localdate() - timedelta(days=1)


def sheet_of(grant):
    (found,) = (one for one in sheets() if one.grant == grant)
    return found


def states(sheet):
    """{(kind, language, variant): state} of a sheet."""
    return {
        (line.statement.kind, cell.language, cell.variant): cell.state
        for line in sheet.lines
        for cells in line.cells
        for cell in cells
    }


class NeededTests(TestCase):
    """A section, a tag and an author with a live piece in Polish, and a grant for each."""

    @classmethod
    def setUpTestData(cls):
        cls.section, cls.author = make_section("Rivers"), make_author()
        cls.piece = make_article(
            stage=Stage.PUBLISHED,
            language="pl",
            section=cls.section,
            authors=[cls.author],
            tags=["Ports"],
        )

    def needed(self, **row):
        grant = make_grant("The Fund paid.")
        Coverage.objects.create(grant=grant, **row)
        return in_order(Needed.now().languages(grant.statements.get(), grant))

    def test_what_coverage_names_counts_in_the_languages_it_is_published_in(self):
        tag = self.piece.tags.get()
        for row in ({"section": self.section}, {"tag": tag}, {"author": self.author}):
            self.assertEqual(self.needed(**row), ["pl"])
        self.assertEqual(self.needed(whole_site=True), ["pl"])
        self.assertEqual(self.needed(section=make_section("Energy")), [])

    def test_every_target_of_coverage_is_thought_of(self):
        self.assertEqual({*PUBLISHED, "article"}, {target.column for target in ROWS})

    def test_a_piece_that_was_given_the_grant_by_itself_counts_from_its_first_draft_on(self):
        for stage, expected in ((Stage.DRAFT, ["uk"]), (Stage.REVIEW, ["uk"])):
            self.assertEqual(
                self.needed(article=make_article(stage=stage, language="uk")), expected
            )

    def test_drafts_that_are_only_filed_there_do_not_count(self):
        make_article(language="uk", section=self.section)
        self.assertEqual(self.needed(section=self.section), ["pl"])

    def test_what_leaves_pieces_out_and_what_is_past_asks_for_nothing(self):
        out = {"mode": Coverage.Mode.EXCLUDE, "reason": "Agreed."}
        self.assertEqual(self.needed(section=self.section, **out), [])
        self.assertEqual(self.needed(section=self.section, first_published_until=YESTERDAY), [])
        self.assertEqual(
            self.needed(section=self.section, first_published_until=timezone.localdate()), ["pl"]
        )

    def test_what_a_live_piece_prints_is_needed_for_as_long_as_it_is_live(self):
        grant = make_grant("")
        statement = say(grant, "Фонд.", language="uk").statement
        publish(make_article(language="uk", grants=[grant]))
        Coverage.objects.filter(grant=grant).delete()
        self.assertEqual(Needed.now().languages(statement, grant), {"uk"})
        self.assertEqual(Needed.now().languages(statement, make_grant()), set())

    def test_the_sentence_of_no_funding_is_needed_in_every_language_that_is_live(self):
        statement = Statement.objects.for_no_funding().get()
        self.assertEqual(Needed.now().languages(statement, None), {"pl"})


class StateTests(TestCase):
    def setUp(self):
        self.grant = make_grant("")
        self.statement = self.grant.statements.create(kind=Statement.Kind.ACKNOWLEDGEMENT)
        self.article = make_article(
            language="pl", section=make_section("Rivers"), grants=[self.grant]
        )

    def state(self, language="pl", variant="any"):
        return states(sheet_of(self.grant))["acknowledgement", language, variant]

    def test_red_is_what_the_gate_would_refuse(self):
        self.assertEqual(self.state(), "missing")
        self.assertEqual([p.code for p in problems(self.article)], ["wording-missing"])
        make_wording(self.statement, "Fundusz.", language="pl", approved=False)
        self.assertEqual(self.state(), "missing")
        make_wording(self.statement, "Fundusz.", language="pl")
        self.assertEqual(self.state(), "approved")
        self.assertEqual(problems(self.article), [])

    def test_a_statement_that_is_not_mandatory_is_not_red(self):
        Statement.objects.update(mandatory=False)
        self.assertEqual(self.state(), "optional")

    def test_a_fallback_that_has_words_is_not_red(self):
        Statement.objects.update(fallback_language="en", fallback_consent="A letter.")
        self.assertEqual(self.state(), "missing")
        make_wording(self.statement, "The Fund.")
        self.assertEqual(self.state(), "fallback")
        self.assertEqual(self.state("en"), "approved")

    def test_where_there_are_forms_each_number_of_authors_is_asked_for(self):
        make_wording(self.statement, "Autorka.", language="pl", variant="one")
        self.assertEqual(
            [self.state(variant="one"), self.state(variant="several")], ["approved", "missing"]
        )
        make_wording(self.statement, "Any.", language="pl")
        self.assertEqual(self.state(variant="several"), "approved")

    def test_what_was_retired_is_missing_again_where_a_live_piece_prints_it(self):
        wording = make_wording(self.statement, "Fundusz.", language="pl")
        publish(self.article)
        Coverage.objects.all().delete()
        self.assertEqual(self.state(), "approved")
        type(wording).objects.filter(pk=wording.pk).update(
            status="retired", retired_at=timezone.now()
        )
        self.assertEqual(self.state(), "missing")

    def test_what_is_written_and_not_needed_is_not_red(self):
        make_wording(self.statement, "Фонд.", language="uk", approved=False)
        self.assertEqual(self.state("uk"), "idle")

    def test_the_draft_that_would_fill_a_gap_is_told(self):
        draft = make_wording(self.statement, "Fundusz.", language="pl", approved=False)
        make_wording(self.statement, "Фонд.", language="uk", approved=False)
        ((_statement, cell),) = sheet_of(self.grant).missing
        self.assertEqual((cell.draft, cell.wording), (draft, None))

    def test_a_statement_of_the_payer_is_on_the_sheet_of_each_of_its_grants(self):
        funder = make_funder()
        paying, carrying = make_grant("", funders=[funder]), make_grant("", funders=[])
        carrying.parties.create(funder=funder, role=GrantParty.Role.IMPLEMENTING)
        statement = Statement.objects.create(funder=funder, kind=Statement.Kind.ACKNOWLEDGEMENT)
        cover(self.article, paying)
        self.assertEqual([line.statement for line in sheet_of(paying).lines], [statement])
        self.assertEqual(states(sheet_of(paying))["acknowledgement", "pl", "any"], "missing")
        self.assertEqual(sheet_of(carrying).lines, [])


class SilenceTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.grant = make_grant("")
        cls.article = make_article(grants=[cls.grant])

    def test_a_grant_that_covers_pieces_and_says_nothing_lacks_something(self):
        self.assertTrue(sheet_of(self.grant).is_silent)
        self.assertFalse(sheet_of(make_grant("")).lacks_something)
        say(self.grant, "The Fund.")
        self.assertFalse(sheet_of(self.grant).lacks_something)

    def test_neutral_words_are_asked_for_while_a_grant_may_not_be_named(self):
        say(self.grant, "The Fund.")
        self.grant.statements.create(kind="views", occasion="neutral")
        self.assertEqual(states(sheet_of(self.grant))["acknowledgement", "en", "any"], "approved")
        self.assertFalse(sheet_of(self.grant).lacks_something)
        waive(self.grant, hides="name")
        self.assertEqual(states(sheet_of(self.grant))["views", "en", "any"], "missing")

    def test_under_an_embargo_a_grant_without_neutral_words_is_silent(self):
        say(self.grant, "The Fund.")
        later = timezone.now() + timedelta(days=1)
        Grant.objects.filter(pk=self.grant.pk).update(embargoed_until=later)
        self.assertTrue(sheet_of(self.grant).is_silent)
        say(self.grant, "A fund.", occasion="neutral")
        self.assertFalse(sheet_of(self.grant).lacks_something)


class CostTests(TestCase):
    def test_it_costs_the_same_for_one_grant_and_for_thirty(self):
        for number in (1, 29):
            for _ in range(number):
                grant = make_grant("", views="The author’s views.")
                make_article(language="pl", grants=[grant])
                Coverage.objects.create(grant=grant, section=make_section())
            with self.assertNumQueries(12):
                found = sheets()
            self.assertEqual(len(found), Grant.objects.count() + 1)

    def test_the_site_comes_last(self):
        make_grant()
        self.assertIsNone(sheets()[-1].grant)
