"""Which grants a piece discloses, by what coverage, and which of two rows wins."""

from datetime import UTC, date, datetime, timedelta

from django.test import TestCase
from django.utils import timezone

from articles.disclosure.resolve import Resolution, resolve
from articles.models import Coverage
from articles.models.choices import Funding, Hides, Role
from articles.publishing.perform import perform
from funding.models import Grant, Statement
from tests import factories
from tests.articles.disclosure.resolving import (
    SPECIFICITY,
    TARGETS,
    ResolveTestCase,
    exclude,
    put,
    undisclosed,
)
from tests.factories import (
    cover,
    make_article,
    make_author,
    make_grant,
    make_publisher,
    make_section,
    say,
)


class CoverageTests(ResolveTestCase):
    def test_a_grant_covers_a_piece_by_each_target_and_says_by_which(self):
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

    def test_a_grant_that_covers_another_target_does_not_cover_the_piece(self):
        article, grant = undisclosed(), make_grant()
        other = undisclosed(section=make_section(), tags=["Rails"])
        for target in ("article", "tag", "section", "author"):
            put(other, grant, target)
        self.assertEqual(self.grants(article), [])

    def test_a_piece_without_a_section_is_not_covered_by_the_coverage_of_sections(self):
        article = undisclosed(section=None)
        Coverage.objects.create(grant=make_grant(), section=make_section())
        self.assertEqual(self.grants(article), [])

    def test_a_grant_that_covers_a_piece_in_many_ways_is_named_once_by_the_most_specific(self):
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

    def test_an_author_who_only_translated_is_covered_too(self):
        article, grant, translator = undisclosed(), make_grant(), make_author()
        article.bylines.create(author=translator, role=Role.TRANSLATOR, position=1)
        Coverage.objects.create(grant=grant, author=translator)
        self.assertEqual(self.grants(article), [(grant, f"author: {translator.name}")])


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
        statement = say(None, "Views are the author’s.", kind=Statement.Kind.VIEWS).statement
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


class NowTests(TestCase):
    def test_without_a_moment_an_embargo_is_judged_by_the_clock(self):
        for hours, hidden in ((1, {Hides.NAME}), (-1, set())):
            moment = timezone.now() + timedelta(hours=hours)
            (covered,) = resolve(make_article(grants=[make_grant(embargoed_until=moment)])).grants
            with self.subTest(hours=hours):
                self.assertEqual(covered.hidden, hidden)

    def test_what_was_not_resolved_says_nothing_and_finds_nothing(self):
        self.assertEqual(Resolution(), Resolution(grants=[], disclosures=[], problems=[]))
