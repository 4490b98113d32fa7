"""What a schedule leaves behind when it is changed, and what two publications do to each other."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import Article, Correction
from articles.models.choices import Funding, Stage
from articles.publishing.perform import perform
from articles.publishing.refusals import GateClosed, MoveRefused
from newsroom.models import LedgerEntry
from tests import factories
from tests.articles.publishing.test_racing import at_once
from tests.factories import cover, live_version, make_article, make_grant, make_publisher
from tests.flushing import CommittingTestCase


class SchedulingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher, cls.now = make_publisher(), timezone.now()
        cls.article = make_article(stage=Stage.READY, title="First")

    def at(self, hours):
        return self.now + timedelta(hours=hours)

    def move(self, verb, hours, **context):
        perform(verb, self.article, by=self.publisher, now=self.at(hours), **context)

    def publish(self, title, hours, **context):
        Article.objects.filter(pk=self.article.pk).update(title=title)
        self.move("publish", hours, **context)

    def republish(self, title, hours, **context):
        """Bring a reopened piece through review again."""
        Article.objects.filter(pk=self.article.pk).update(title=title)
        for verb in ("submit", "approve"):
            self.move(verb, hours)
        self.move("publish", hours, **context)

    def titles(self, *hours):
        return [
            [version.title for version in self.article.versions.live(self.at(hour))]
            for hour in hours
        ]


class PlannedWithdrawalTests(SchedulingTestCase):
    def setUp(self):
        super().setUp()
        self.publish("First", 0)
        self.move("withdraw", 1, at=self.at(10), note="The court decided.")
        self.move("reopen", 2)

    def test_a_planned_withdrawal_stands_though_a_new_text_is_scheduled_after_it(self):
        self.republish("Second", 3, at=self.at(20))
        self.assertEqual(self.titles(9.99, 10, 19.99, 20), [["First"], [], [], ["Second"]])

    def test_a_planned_withdrawal_stands_though_the_new_text_is_cancelled(self):
        self.republish("Second", 3, at=self.at(20))
        self.move("unschedule", 4)
        self.assertEqual(self.titles(9.99, 10, 20, 99), [["First"], [], [], []])

    def test_a_planned_withdrawal_stands_after_a_successor_before_it_is_cancelled(self):
        self.republish("Second", 3, at=self.at(5))
        self.publish("Third", 3.5, at=self.at(6))
        self.move("unschedule", 4)
        self.assertEqual(self.titles(5, 9.99, 10), [["First"], ["First"], []])


class PlannedEndTests(SchedulingTestCase):
    def test_a_successor_scheduled_in_the_same_instant_and_cancelled_leaves_no_end(self):
        self.publish("First", 0)
        self.publish("Second", 0, at=self.at(4))
        self.move("unschedule", 1)
        self.assertEqual(self.titles(0, 4, 99), [["First"]] * 3)

    def test_each_text_keeps_the_end_that_was_planned_with_it(self):
        self.publish("First", 0, until=self.at(50))
        self.publish("Second", 1, at=self.at(4), until=self.at(6))
        self.publish("Third", 2, at=self.at(4), until=self.at(8))
        self.publish("Fourth", 5, at=self.at(6))
        self.move("unschedule", 5.5)
        self.assertEqual(self.titles(3, 4, 6, 7.99, 8), [["First"], *[["Third"]] * 3, []])


class PlanTests(SchedulingTestCase):
    def test_versions_are_numbered_without_a_gap_and_each_text_is_an_edition(self):
        self.publish("First", 0)
        self.publish("Second", 1, at=self.at(4))
        self.move("unschedule", 2)
        self.publish("Second", 3)
        rows = self.article.versions.order_by("number").values_list("number", "edition", "title")
        self.assertEqual(
            list(rows),
            [(1, 1, "First"), (2, 1, "First"), (3, 2, "Second"), (4, 1, "First"), (5, 3, "Second")],
        )

    def test_what_is_scheduled_of_another_piece_is_not_taken_over(self):
        other = make_article(stage=Stage.READY, title="Other")
        perform("publish", other, by=self.publisher, now=self.at(0), at=self.at(4))
        self.publish("First", 0)
        self.publish("Second", 1, at=self.at(9))
        self.assertEqual(self.titles(3, 4, 8.99, 9), [["First"]] * 3 + [["Second"]])
        self.assertEqual(self.article.versions.count(), 3)

    def test_a_first_publication_that_is_moved_or_cancelled_leaves_nothing_behind(self):
        self.publish("First", 0, at=self.at(4))
        self.publish("Second", 1, at=self.at(8))
        self.assertEqual(self.titles(3, 4, 7.99, 8), [[], [], [], ["Second"]])
        self.move("unschedule", 2)
        self.assertEqual(self.titles(4, 8, 99), [[], [], []])

    def test_what_stays_as_it_was_planned_is_not_written_anew(self):
        self.publish("First", 0, until=self.at(3))
        self.publish("Second", 1, at=self.at(5))
        self.publish("Third", 2, at=self.at(7))
        rows = self.article.versions.order_by("number").values_list("title", "live_until")
        self.assertEqual(list(rows), [("First", None), ("Second", self.at(5)), ("Third", None)])

    def test_a_text_that_goes_on_keeps_the_end_that_was_planned_for_it(self):
        self.publish("First", 0, until=self.at(9))
        self.publish("Second", 1, at=self.at(4))
        rows = self.article.versions.order_by("number")
        self.assertEqual(
            [(row.title, row.planned_until, row.expires_at) for row in rows],
            [
                ("First", self.at(9), self.at(9)),
                ("First", self.at(9), self.at(4)),
                ("Second", None, None),
            ],
        )

    def test_a_successor_at_the_very_end_leaves_nothing_between(self):
        self.publish("First", 0, until=self.at(4))
        self.publish("Second", 1, at=self.at(4))
        self.assertEqual(self.titles(3.99, 4), [["First"], ["Second"]])
        self.assertEqual(self.article.versions.count(), 2)

    def test_a_withdrawal_planned_for_after_the_planned_end_does_not_bring_it_nearer(self):
        self.publish("First", 0, until=self.at(4))
        self.move("withdraw", 1, at=self.at(9), note="Over.")
        self.assertEqual(self.titles(3.99, 4, 8), [["First"], [], []])
        self.assertEqual(self.article.versions.count(), 1)


class FirstPublicationTests(SchedulingTestCase):
    def first(self):
        stored = Article.objects.get(pk=self.article.pk)
        return stored.first_published_at, stored.path

    def test_a_cancelled_schedule_takes_its_date_and_address_along(self):
        self.publish("First", 0, at=self.at(48))
        self.assertEqual(self.first()[0], self.at(48))
        self.move("unschedule", 1)
        self.assertEqual(self.first(), (None, None))

    def test_so_does_the_withdrawal_of_what_nobody_has_read(self):
        self.publish("First", 0, at=self.at(48))
        self.move("withdraw", 1, note="Not ours.")
        self.assertEqual(self.first(), (None, None))

    def test_a_first_publication_that_readers_saw_stays_whatever_follows(self):
        self.publish("First", 0)
        seen = self.first()
        self.publish("Second", 1, at=self.at(48))
        self.move("unschedule", 2)
        self.move("withdraw", 3, note="Wrong.")
        self.assertEqual(self.first(), seen)

    def test_a_piece_brought_forward_is_judged_by_the_day_it_is_read_first(self):
        day = timedelta(days=1)
        article = make_article(stage=Stage.READY, funding=Funding.FUNDED)
        cover(article, make_grant(), first_published_from=timezone.localdate(self.now + 9 * day))
        perform("publish", article, by=self.publisher, at=self.now + 10 * day, now=self.now)
        with self.assertRaises(GateClosed) as closed:
            perform("publish", article, by=self.publisher, now=self.now + day)
        self.assertEqual([p.code for p in closed.exception.problems], ["funding-unnamed"])
        self.assertEqual(article.first_published_at, self.now + 10 * day)
        perform("unschedule", article, by=self.publisher, now=self.now + day)
        with self.assertRaises(GateClosed):
            perform("publish", article, by=self.publisher, now=self.now + 2 * day)
        self.assertEqual(factories.broken(), [])


class NoteTests(SchedulingTestCase):
    def test_a_note_that_cannot_be_printed_is_refused_and_nothing_is_written(self):
        self.publish("First", 0)
        for context in (
            {"note": "a\x00b"},
            {"note": "a\u202eb"},
            {"note": "Wrong.", "public_note": "a\ud800b"},
        ):
            before = LedgerEntry.objects.count(), Correction.objects.count()
            with self.subTest(context=context), self.assertRaises(MoveRefused) as refused:
                self.move("withdraw", 1, **context)
            self.assertIn("In the note: Character 2 is U+", str(refused.exception))
            self.assertEqual((LedgerEntry.objects.count(), Correction.objects.count()), before)
            self.assertEqual(live_version(self.article, self.at(2)).title, "First")


class RacingAddressTests(CommittingTestCase):
    def test_pieces_of_one_title_published_at_the_same_moment_get_an_address_each(self):
        publisher = make_publisher()
        ready = [make_article(stage=Stage.READY, title="The same") for _ in range(4)]
        outcomes = at_once(
            *(
                lambda article=article: perform("publish", article, by=publisher)
                for article in ready
            )
        )
        self.assertEqual([type(outcome) for outcome in outcomes], [Article] * 4)
        slugs = sorted(Article.objects.values_list("slug", flat=True))
        self.assertEqual(slugs, ["the-same", "the-same-2", "the-same-3", "the-same-4"])
