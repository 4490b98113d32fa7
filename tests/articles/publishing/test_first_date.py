"""A piece of the back catalogue has its true first date, and proves nothing of before it came."""

from datetime import UTC, date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.test import override_settings

from articles.models import Article, PublishedVersion
from articles.models.choices import Funding, Stage
from articles.publishing.first_date import dated
from articles.publishing.gate import problems
from articles.publishing.perform import perform
from newsroom.models import LedgerEntry
from tests.articles.publishing.test_perform import HOUR, NOON, PerformTestCase, make_holder
from tests.factories import (
    cover,
    live_version,
    make_article,
    make_funding_manager,
    make_grant,
    make_wording,
    publish,
)

TRUE = date(2024, 10, 9)
# Warsaw keeps summer time in October.
THAT_NOON = datetime(2024, 10, 9, 10, tzinfo=UTC)


class BackCatalogueTestCase(PerformTestCase):
    def publish(self, article, **context):
        context = {"by": self.publisher, "now": NOON, "first_published": TRUE, **context}
        return perform("publish", article, **context)


class FirstDateTests(BackCatalogueTestCase):
    def test_address_and_first_publication_are_of_the_true_date_and_the_plan_is_not(self):
        article = self.publish(make_article(stage=Stage.READY, title="The port"))
        version = live_version(article, NOON)
        for piece in (article, version):
            self.assertEqual(
                (piece.path, piece.first_published_at, piece.served_since),
                ("/2024/10/09/the-port/", THAT_NOON, NOON),
            )
        self.assertEqual(
            (version.live_from, version.printed_at, version.true_date), (NOON, NOON, TRUE)
        )
        self.assertEqual((version.is_updated, version.changed_at), (False, THAT_NOON))

    def test_what_was_live_before_it_came_testifies_to_nothing(self):
        self.publish(make_article(stage=Stage.READY))
        for moment in (THAT_NOON, THAT_NOON + 24 * HOUR, NOON - HOUR):
            self.assertEqual(PublishedVersion.objects.live(moment).count(), 0)
        self.assertEqual(PublishedVersion.objects.live(NOON).count(), 1)

    def test_the_database_refuses_a_page_that_was_served_before_it_was_first_published_or_here(
        self,
    ):
        article = self.publish(make_article(stage=Stage.READY))
        version = article.versions.get()
        version.pk, version.number = None, 2
        version.live_until = version.live_from = NOON + HOUR
        for column, moment in (
            ("first_published_at", NOON + HOUR / 2),
            ("served_since", NOON + 2 * HOUR),
        ):
            stood = getattr(version, column)
            setattr(version, column, moment)
            with self.subTest(column), self.assertRaises(IntegrityError), transaction.atomic():
                version.save(force_insert=True)
            setattr(version, column, stood)
        late = Article.objects.filter(pk=article.pk)
        for moments in ({"served_since": None}, {"served_since": THAT_NOON - HOUR}):
            with self.subTest(moments), self.assertRaises(IntegrityError), transaction.atomic():
                late.update(**moments)

    def test_the_true_date_decides_which_grants_cover_the_piece(self):
        then, now = make_grant("Then."), make_grant("Now.")
        cover(None, then, whole_site=True, first_published_until=date(2024, 12, 31))
        cover(None, now, whole_site=True, first_published_from=date(2025, 1, 1))
        article = self.publish(make_article(stage=Stage.READY, funding=Funding.FUNDED))
        (version,) = article.versions.all()
        self.assertEqual([row.text for row in version.disclosures.all()], ["Then."])

    def test_a_later_version_keeps_both_dates_and_is_an_update_from_then_on(self):
        article = self.publish(make_article(stage=Stage.READY))
        self.retitle(article, "Second")
        perform("publish", article, by=self.publisher, now=NOON + HOUR)
        version = live_version(article, NOON + HOUR)
        self.assertEqual(
            (version.path, version.true_date, version.served_since, version.is_updated),
            (article.path, TRUE, NOON, True),
        )
        self.assertEqual(version.changed_at, NOON + HOUR)

    def test_a_reissue_keeps_both_dates(self):
        grant = make_grant()
        article = self.publish(make_article(stage=Stage.READY, grants=[grant]), now=None)
        since = article.served_since
        make_wording(grant.statements.get(), "The Fund has paid.")
        perform("reissue", article, by=make_funding_manager(), note="Again.")
        version = live_version(article)
        self.assertEqual(
            (version.number, version.true_date, version.served_since), (2, TRUE, since)
        )

    def test_what_is_scheduled_and_frozen_anew_keeps_both_dates(self):
        grant = make_grant()
        ready = make_article(stage=Stage.READY, grants=[grant])
        # By the clock, as the wording that comes after it.
        article = self.publish(ready, now=None, at=NOON + HOUR)
        make_wording(grant.statements.get(), "The Fund has paid.")
        version = live_version(article, NOON + HOUR)
        self.assertEqual(
            (version.number, version.path, version.true_date, version.served_since),
            (2, article.path, TRUE, NOON + HOUR),
        )

    def test_every_other_piece_has_one_first_date(self):
        version = live_version(publish(make_article()))
        self.assertEqual(version.first_published_at, version.served_since)
        self.assertEqual((version.true_date, version.changed_at), (None, version.printed_at))
        self.assertEqual(version.first_published, version.first_published_at)

    def test_the_ledger_keeps_the_date_that_was_told_and_of_others_none(self):
        article = self.publish(make_article(stage=Stage.READY))
        self.assertEqual(LedgerEntry.objects.first().facts["first_published"], "2024-10-09")
        self.retitle(article, "Second")
        perform("publish", article, by=self.publisher, now=NOON + HOUR)
        self.assertNotIn("first_published", LedgerEntry.objects.first().facts)


class RefusedTests(BackCatalogueTestCase):
    """What has no such date, in sentences."""

    def refuse(self, words, article, **context):
        context = {"first_published": TRUE, **context}
        self.assert_refused(words, "publish", article, **context)

    def test_nobody_may_without_the_permission_of_its_own(self):
        holder = make_holder("publish_article", "edit_any_article")
        article = make_article(stage=Stage.READY)
        self.refuse(
            "You may not publish a piece with a first date in the past.", article, by=holder
        )
        holder = make_holder("publish_article", "edit_any_article", "date_article")
        self.assertEqual(self.publish(article, by=holder).path[:12], "/2024/10/09/")

    def test_today_and_what_is_to_come_are_not_in_the_past(self):
        article = make_article(stage=Stage.READY)
        for day in (date(2035, 1, 10), date(2035, 1, 11), date(2400, 1, 1)):
            self.refuse("is not in the past", article, first_published=day)
            # Nor are they for what is scheduled for a later day.
            self.refuse(
                "is not in the past", article, first_published=day, at=NOON + 9999 * 24 * HOUR
            )

    @override_settings(TIME_ZONE="Asia/Tokyo")
    def test_the_past_is_that_of_the_publications_time_zone(self):
        article = make_article(stage=Stage.READY)
        late = datetime(2035, 1, 10, 20, tzinfo=UTC)
        self.publish(article, first_published=date(2035, 1, 10), now=late)
        self.assertEqual(article.path[:12], "/2035/01/10/")

    def test_a_year_that_cannot_stand_in_an_address_is_a_slip(self):
        article = make_article(stage=Stage.READY)
        for year in (1, 24, 999):
            self.refuse(
                f"The year {year} cannot be right.", article, first_published=date(year, 10, 9)
            )

    def test_what_readers_have_seen_here_keeps_its_date_whichever_it_is(self):
        article = make_article(stage=Stage.PUBLISHED)
        self.refuse("Readers have seen the piece since", article, now=None)
        article = self.publish(make_article(stage=Stage.READY))
        for day in (TRUE, TRUE - timedelta(days=1), TRUE + timedelta(days=1)):
            self.refuse(
                "Readers have seen the piece since 9 Oct 2024: that stays the date of its first "
                "publication.",
                article,
                first_published=day,
                now=NOON + HOUR,
            )
        perform("withdraw", article, by=self.publisher, note="Why.", now=NOON + HOUR)
        perform("reopen", article, by=self.publisher, now=NOON + HOUR)
        for verb in ("submit", "approve"):
            perform(verb, article, by=self.publisher, now=NOON + HOUR)
        self.refuse("Readers have seen the piece since", article, now=NOON + HOUR)


class ScheduledTests(BackCatalogueTestCase):
    """Nobody has seen it yet: the date can still be put right."""

    def test_it_appears_at_its_moment_with_its_true_date(self):
        article = self.publish(make_article(stage=Stage.READY), at=NOON + HOUR)
        version = article.versions.get()
        self.assertEqual(
            (version.live_from, version.served_since, version.true_date),
            (NOON + HOUR, NOON + HOUR, TRUE),
        )
        self.assertEqual(PublishedVersion.objects.live(NOON).count(), 0)

    def test_another_first_date_of_the_same_words_is_something_new(self):
        article = self.publish(make_article(stage=Stage.READY), at=NOON + HOUR)
        right = TRUE - timedelta(days=1)
        self.publish(article, at=NOON + HOUR, first_published=right)
        self.assertEqual(article.path[:12], "/2024/10/08/")
        self.publish(article, at=NOON + HOUR, first_published=None)
        self.assertEqual(article.path[:12], "/2035/01/10/")
        self.assert_refused("Nothing has changed", "publish", article, at=NOON + HOUR)

    def test_what_is_cancelled_has_no_first_date_of_either_kind(self):
        article = self.publish(make_article(stage=Stage.READY), at=NOON + HOUR)
        perform("unschedule", article, by=self.publisher, now=NOON)
        self.assertEqual(
            (article.path, article.first_published_at, article.served_since), (None, None, None)
        )


class DatedTests(PerformTestCase):
    """The working copy as the gate would see it with a first date."""

    def test_only_a_copy_of_a_piece_without_a_first_date_gets_one(self):
        article = make_article()
        copy = dated(article, TRUE)
        self.assertEqual((copy.first_published_at, article.first_published_at), (THAT_NOON, None))
        self.assertEqual(dated(article, None), article)
        seen = make_article(stage=Stage.PUBLISHED)
        self.assertEqual(dated(seen, TRUE).first_published_at, seen.first_published_at)

    def test_the_gate_looks_at_the_coverage_of_that_day(self):
        grant = make_grant(title="Then")
        cover(None, grant, whole_site=True, first_published_until=date(2024, 12, 31))
        article = make_article()
        self.assertEqual(problems(article), [])
        self.assertEqual(
            [problem.code for problem in problems(dated(article, TRUE))], ["funding-contradicted"]
        )
