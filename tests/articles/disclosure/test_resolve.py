"""Which disclosures a piece prints, by what coverage, in which words, and what is missing."""

import unicodedata
from datetime import UTC, date, datetime, timedelta

from django.test import TestCase
from django.utils import timezone
from taggit.models import Tag

from articles.disclosure.models import coverage
from articles.disclosure.resolve import Resolution, choose_wording, resolve
from articles.models import Coverage, SealedCopy
from articles.models.choices import Funding, Hides, Role
from articles.publishing.perform import perform
from funding.approval import retire
from funding.models import Grant, GrantParty, Statement, Wording
from tests import factories
from tests.factories import (
    cover,
    make_article,
    make_author,
    make_funder,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_section,
    make_wording,
    say,
)

Kind = Statement.Kind


TARGETS = [target.column for target in coverage.TARGETS]
SPECIFICITY = {target.column: target.specificity for target in coverage.TARGETS}


def undisclosed(**fields):
    """An article that nothing covers yet, with one of every target that coverage can name."""
    fields = {"funding": Funding.FUNDED, "tags": ["Ports"], "authors": [make_author()], **fields}
    return make_article(**fields)


def target_of(article, name):
    return {
        "article": article,
        "tag": article.tags.first(),
        "section": article.section,
        "author": article.authors.first(),
        "whole_site": True,
    }[name]


def put(article, subject, target, mode=Coverage.Mode.INCLUDE, **fields):
    """Cover (or leave out) a grant or a statement by one of the article's own targets."""
    kind = "grant" if isinstance(subject, Grant) else "statement"
    reason = "" if mode == Coverage.Mode.INCLUDE else "Agreed with the funder."
    target = {target: target_of(article, target)}
    return Coverage.objects.create(
        **{kind: subject}, **target, **{"mode": mode, "reason": reason, **fields}
    )


def exclude(article, subject, target, **fields):
    return put(article, subject, target, Coverage.Mode.EXCLUDE, **fields)


class ResolveTestCase(TestCase):
    def grants(self, article, at=None):
        return [(covered.grant, covered.basis) for covered in resolve(article, at).grants]

    def codes(self, article, at=None):
        return [problem.code for problem in resolve(article, at).problems]

    def texts(self, article, at=None):
        """Every text that is made, with whether it is printed."""
        found = resolve(article, at).disclosures
        return [(disclosure.wording.text, disclosure.is_printed) for disclosure in found]

    def printed(self, article, at=None):
        return [text for text, is_printed in self.texts(article, at) if is_printed]


class CoverageTests(ResolveTestCase):
    def test_a_grant_reaches_a_piece_by_each_target_and_says_by_which(self):
        for target in TARGETS:
            article, grant = undisclosed(), make_grant()
            put(article, grant, target)
            name = {
                "article": article.title,
                "tag": "Ports",
                "section": article.section.name,
                "author": article.authors.get().name,
                "whole_site": "the whole site",
            }[target]
            with self.subTest(target=target):
                self.assertEqual(self.grants(article), [(grant, f"{target}: {name}")])
            Coverage.objects.all().delete()

    def test_a_grant_that_covers_another_target_does_not_reach_the_piece(self):
        article, grant = undisclosed(), make_grant()
        other = undisclosed(section=make_section(), tags=["Rails"])
        for target in ("article", "tag", "section", "author"):
            put(other, grant, target)
        self.assertEqual(self.grants(article), [])

    def test_a_piece_without_a_section_is_not_reached_by_the_coverage_of_sections(self):
        article = undisclosed(section=None)
        Coverage.objects.create(grant=make_grant(), section=make_section())
        self.assertEqual(self.grants(article), [])

    def test_a_grant_that_reaches_a_piece_in_many_ways_is_named_once_by_the_most_specific(self):
        article, grant = undisclosed(), make_grant("The Fund paid.")
        ways = [*reversed(TARGETS)]
        for target in ways:
            put(article, grant, target)
            with self.subTest(target=target):
                ((found, basis),) = self.grants(article)
                self.assertEqual((found, basis.split(":")[0]), (grant, target))
                self.assertEqual(self.texts(article), [("The Fund paid.", True)])

    def test_of_two_rows_as_specific_the_one_that_was_entered_first_is_named(self):
        article, grant = undisclosed(tags=["Ports", "Rails"]), make_grant()
        for tag in article.tags.order_by("-pk"):
            Coverage.objects.create(grant=grant, tag=tag)
        first = Coverage.objects.earliest("pk").tag
        self.assertEqual(self.grants(article), [(grant, f"tag: {first.name}")])
        self.assertNotEqual(first, article.tags.earliest("pk"))

    def test_an_author_who_only_translated_is_reached_too(self):
        article, grant, translator = undisclosed(), make_grant(), make_author()
        article.bylines.create(author=translator, role=Role.TRANSLATOR, position=1)
        Coverage.objects.create(grant=grant, author=translator)
        self.assertEqual(self.grants(article), [(grant, f"author: {translator.name}")])

    def test_grants_stand_by_amount_and_then_as_they_were_entered(self):
        article = undisclosed()
        small = make_grant(amount=10, currency="EUR")
        unknown, unknown_too = make_grant(), make_grant()
        large = make_grant(amount=1000, currency="EUR")
        for grant in (unknown_too, unknown, small, large):
            cover(article, grant)
        self.assertEqual(
            [grant for grant, _basis in self.grants(article)], [large, small, unknown, unknown_too]
        )


class ExclusionTests(ResolveTestCase):
    def test_an_exclusion_wins_only_over_what_is_less_specific(self):
        for included in TARGETS:
            for excluded in TARGETS:
                if included == excluded == "article":
                    continue  # The database holds one row of a grant and an article.
                article, grant = undisclosed(), make_grant()
                put(article, grant, included)
                exclude(article, grant, excluded)
                wins = SPECIFICITY[excluded] > SPECIFICITY[included]
                with self.subTest(included=included, excluded=excluded):
                    self.assertEqual(len(self.grants(article)), 0 if wins else 1)
                Coverage.objects.all().delete()

    def test_an_exclusion_of_one_grant_leaves_the_others(self):
        article, kept, left_out = undisclosed(), make_grant(), make_grant()
        for grant in (kept, left_out):
            put(article, grant, "section")
        exclude(article, left_out, "article")
        self.assertEqual([grant for grant, _basis in self.grants(article)], [kept])

    def test_an_exclusion_counts_only_inside_its_window(self):
        article, grant = undisclosed(), make_grant()
        put(article, grant, "section")
        exclude(article, grant, "tag", first_published_until=date(2024, 1, 31))
        inside, outside = (
            datetime(2024, 1, 31, 12, tzinfo=UTC),
            datetime(2024, 2, 1, 12, tzinfo=UTC),
        )
        self.assertEqual(self.grants(article, inside), [])
        self.assertEqual(len(self.grants(article, outside)), 1)

    def test_a_statement_is_left_out_by_the_same_rule(self):
        article = undisclosed(funding=Funding.NONE)
        statement = say(None, "Views are the author’s.", kind=Kind.VIEWS).statement
        put(article, statement, "whole_site")
        self.assertIn("Views are the author’s.", self.printed(article))
        exclude(article, statement, "author")
        self.assertNotIn("Views are the author’s.", self.printed(article))
        put(article, statement, "author")
        self.assertIn("Views are the author’s.", self.printed(article))


class WindowTests(ResolveTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.article, cls.grant = undisclosed(), make_grant()

    def reached(self, *moment):
        return bool(self.grants(self.article, datetime(*moment, tzinfo=UTC)))

    def test_both_days_of_a_window_count_whole_in_the_publications_time_zone(self):
        cover(
            self.article,
            self.grant,
            first_published_from=date(2024, 1, 10),
            first_published_until=date(2024, 1, 20),
        )
        # Warsaw is an hour ahead of UTC in January.
        self.assertFalse(self.reached(2024, 1, 9, 22, 59, 59, 999999))
        self.assertTrue(self.reached(2024, 1, 9, 23))
        self.assertTrue(self.reached(2024, 1, 20, 22, 59, 59, 999999))
        self.assertFalse(self.reached(2024, 1, 20, 23))

    def test_summer_time_moves_the_edge_of_a_day(self):
        cover(self.article, self.grant, first_published_from=date(2024, 7, 1))
        self.assertFalse(self.reached(2024, 6, 30, 21, 59, 59))
        self.assertTrue(self.reached(2024, 6, 30, 22))

    def test_a_window_without_an_end_is_open(self):
        cover(self.article, self.grant, first_published_until=date(2024, 1, 20))
        self.assertTrue(self.reached(1990, 1, 1))
        self.assertFalse(self.reached(2024, 1, 21, 12))

    def test_the_first_publication_decides_even_after_the_grant_has_ended(self):
        today = timezone.localdate()
        cover(self.article, self.grant, first_published_until=today)
        factories.publish(self.article)
        Grant.objects.filter(pk=self.grant.pk).update(status=Grant.Status.ENDED)
        next_year = timezone.now() + timedelta(days=365)
        self.assertEqual(len(self.grants(self.article, next_year)), 1)

    def test_a_first_publication_that_was_cancelled_decides_nothing(self):
        publisher, now = make_publisher(), timezone.now()
        soon = now + timedelta(days=30)
        cover(self.article, self.grant, first_published_from=timezone.localdate(soon))
        factories.move_to(self.article, "ready")
        perform("publish", self.article, by=publisher, at=soon, now=now)
        perform("unschedule", self.article, by=publisher, now=now + timedelta(days=1))
        self.assertEqual(self.codes(self.article, now + timedelta(days=2)), ["funding-unnamed"])


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

    def test_within_a_kind_the_larger_grant_comes_first_and_positions_are_kept(self):
        article = undisclosed()
        small, large = (
            make_grant("", amount=1, currency="EUR"),
            make_grant("", amount=9, currency="EUR"),
        )
        for grant in (small, large):
            cover(article, grant)
            say(grant, f"{grant.amount}, second.", position=2)
            say(grant, f"{grant.amount}, first.", position=1)
        self.assertEqual(
            self.printed(article), ["9, first.", "9, second.", "1, first.", "1, second."]
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
        make_wording(Statement.objects.create(funder=funder), "The Fund supports us.")
        for _ in range(2):
            cover(article, make_grant(acknowledgement="", funders=[funder]))
        self.assertEqual(
            self.texts(article), [("The Fund supports us.", True), ("The Fund supports us.", False)]
        )
        self.assertEqual(self.codes(article), [])

    def test_a_funder_in_two_roles_speaks_once(self):
        funder, article = make_funder(), undisclosed()
        make_wording(Statement.objects.create(funder=funder), "The Fund supports us.")
        grant = make_grant(acknowledgement="", funders=[funder])
        grant.parties.create(funder=funder, role=GrantParty.Role.EXTENDING)
        cover(article, grant)
        self.assertEqual(self.texts(article), [("The Fund supports us.", True)])

    def test_a_party_that_only_carries_a_grant_out_says_nothing(self):
        implementing, article = make_funder(), undisclosed()
        make_wording(Statement.objects.create(funder=implementing), "We ourselves.")
        grant = make_grant("The Fund paid.")
        grant.parties.create(funder=implementing, role=GrantParty.Role.IMPLEMENTING)
        cover(article, grant)
        self.assertEqual(self.texts(article), [("The Fund paid.", True)])

    def test_a_statement_of_the_site_reaches_pieces_by_coverage_without_a_grant(self):
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

    def test_a_statement_reached_twice_is_made_once(self):
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
        cls.statement = Statement.objects.create(grant=make_grant(acknowledgement=""))

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


class ProblemTests(ResolveTestCase):
    def test_a_piece_that_says_who_paid_has_no_problems(self):
        article = undisclosed()
        cover(article, make_grant())
        self.assertEqual(self.codes(article), [])
        self.assertEqual(self.codes(undisclosed(funding=Funding.NONE)), [])

    def test_a_wording_that_was_redacted_where_it_was_printed_is_refused(self):
        article = make_article(grants=[make_grant("Ms X paid.")])
        for table, codes in (
            ("articles_versioncorrection", []),
            ("articles_versiondisclosure", ["wording-redacted"]),
        ):
            SealedCopy.objects.create(
                table=table,
                key=1,
                columns={"text": "Ms X paid."},
                reason="Safety.",
                sealed_at=timezone.now(),
                sealed_by=make_funding_manager(),
            )
            with self.subTest(table=table):
                self.assertEqual(self.codes(article), codes)

    def test_silence_is_not_a_declaration(self):
        self.assertEqual(
            self.codes(undisclosed(funding=Funding.UNDECLARED)), ["funding-undeclared"]
        )

    def test_a_piece_declared_unfunded_yet_covered_is_refused_naming_the_grant_and_the_basis(self):
        article, grant = undisclosed(funding=Funding.NONE), make_grant(title="Awakening’24")
        put(article, grant, "tag")
        (problem,) = resolve(article).problems
        self.assertEqual(
            (problem.code, problem.blocks, str(problem)),
            (
                "funding-contradicted",
                True,
                "The piece is declared to have no external funding, yet it is covered by "
                "“Awakening’24” (tag: Ports).",
            ),
        )

    def test_a_grants_statement_contradicts_a_declaration_of_none_as_the_grant_does(self):
        article, grant = undisclosed(funding=Funding.NONE), make_grant()
        put(article, grant.statements.get(), "section")
        self.assertEqual(self.codes(article), ["funding-contradicted"])

    def test_a_funded_piece_names_its_grant(self):
        self.assertEqual(self.codes(undisclosed()), ["funding-unnamed"])

    def test_a_proposed_grant_has_to_be_confirmed(self):
        for reach in (lambda grant: grant, lambda grant: grant.statements.get()):
            article, grant = undisclosed(), make_grant(status=Grant.Status.PROPOSED)
            confirmed = make_grant()
            cover(article, confirmed)
            put(article, reach(grant), "tag")
            self.assertEqual(self.codes(article), ["grant-proposed"])
            Coverage.objects.all().delete()

    def test_no_other_status_of_a_grant_keeps_it_from_being_disclosed(self):
        for status in set(Grant.Status.values) - {Grant.Status.PROPOSED}:
            article, grant = undisclosed(), make_grant("The Fund paid.", status=status)
            cover(article, grant)
            with self.subTest(status=status):
                self.assertEqual(
                    (self.codes(article), self.printed(article)), ([], ["The Fund paid."])
                )

    def test_a_grant_without_a_statement_is_silent(self):
        article = undisclosed()
        cover(article, make_grant(acknowledgement=""))
        self.assertEqual(self.codes(article), ["grant-silent"])

    def test_a_missing_mandatory_wording_blocks_and_names_statement_and_language(self):
        article, grant = undisclosed(language="pl"), make_grant(title="Awakening’24")
        cover(article, grant)
        (problem,) = resolve(article).problems
        self.assertEqual((problem.code, problem.blocks), ("wording-missing", True))
        self.assertEqual(
            str(problem),
            "acknowledgement (Awakening’24) has no approved wording in “Polish”.",
        )

    def test_a_missing_optional_wording_only_warns(self):
        article, grant = undisclosed(), make_grant("The Fund paid.")
        Statement.objects.create(grant=grant, kind=Kind.VIEWS, mandatory=False)
        cover(article, grant)
        (problem,) = resolve(article).problems
        self.assertEqual((problem.code, problem.blocks), ("wording-missing-optional", False))

    def test_a_grant_whose_only_statement_is_optional_and_unworded_is_silent(self):
        article, grant = undisclosed(), make_grant(acknowledgement="")
        Statement.objects.create(grant=grant, mandatory=False)
        cover(article, grant)
        self.assertEqual(self.codes(article), ["wording-missing-optional", "grant-silent"])

    def test_each_silent_grant_is_named_though_another_speaks(self):
        article, silent = undisclosed(), make_grant(acknowledgement="", title="Silent")
        cover(article, make_grant())
        cover(article, silent)
        (problem,) = resolve(article).problems
        self.assertEqual(problem.code, "grant-silent")
        self.assertIn("“Silent”", str(problem))

    def test_without_its_own_sentence_no_funding_is_silent_whatever_else_is_printed(self):
        article = make_article(funding=Funding.FUNDED)
        article.funding = Funding.NONE
        article.save()
        self.assertEqual(self.codes(article), ["no-funding-silent"])
        statement = say(None, "Views are the author’s.", kind=Kind.VIEWS).statement
        put(article, statement, "whole_site")
        self.assertEqual(self.codes(article), ["no-funding-silent"])
        factories.say_no_funding()
        self.assertEqual(self.codes(article), [])

    def test_tags_are_matched_by_what_they_are_and_not_by_how_they_look(self):
        article, grant = undisclosed(tags=["Ports"]), make_grant()
        Coverage.objects.create(grant=grant, tag=Tag.objects.create(name="Port", slug="port"))
        self.assertEqual(self.grants(article), [])


class ExcludedStatementTests(TestCase):
    """A statement that comes with its grant can be left out where it does not belong."""

    @classmethod
    def setUpTestData(cls):
        cls.grant = make_grant("The Fund paid.", views="Views are the author’s.")
        cls.views = cls.grant.statements.get(kind=Statement.Kind.VIEWS)
        cls.article = make_article(tags=["Ports"])
        Coverage.objects.create(grant=cls.grant, tag=cls.article.tags.get())

    def texts(self):
        return [one.wording.text for one in resolve(self.article).disclosures]

    def exclude(self, **target):
        Coverage.objects.create(
            statement=self.views, mode=Coverage.Mode.EXCLUDE, reason="A table of data.", **target
        )

    def test_an_exclusion_more_specific_than_the_grants_coverage_leaves_it_out(self):
        self.article.funding = Funding.FUNDED
        self.article.save()
        self.assertEqual(self.texts(), ["The Fund paid.", "Views are the author’s."])
        self.exclude(article=self.article)
        self.assertEqual(self.texts(), ["The Fund paid."])

    def test_a_tie_goes_to_disclosure(self):
        self.article.funding = Funding.FUNDED
        self.article.save()
        self.exclude(tag=self.article.tags.get())
        self.assertEqual(self.texts(), ["The Fund paid.", "Views are the author’s."])


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

    def test_an_amount_that_is_not_known_comes_after_the_smallest_one_that_is(self):
        unknown = make_grant("Somebody paid.")
        smallest = make_grant("The Fund paid.", amount="0.50", currency="EUR")
        found = resolve(make_article(grants=[unknown, smallest])).grants
        self.assertEqual([covered.grant for covered in found], [smallest, unknown])


class NowTests(TestCase):
    def test_without_a_moment_an_embargo_is_judged_by_the_clock(self):
        for hours, hidden in ((1, {Hides.NAME}), (-1, set())):
            moment = timezone.now() + timedelta(hours=hours)
            (covered,) = resolve(make_article(grants=[make_grant(embargoed_until=moment)])).grants
            with self.subTest(hours=hours):
                self.assertEqual(covered.hidden, hidden)

    def test_what_was_not_resolved_says_nothing_and_finds_nothing(self):
        self.assertEqual(Resolution(), Resolution(grants=[], disclosures=[], problems=[]))
