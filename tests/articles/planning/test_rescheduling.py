"""A slot that is moved is cancelled and scheduled anew, or nothing happens."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import Article
from articles.models.choices import Stage
from articles.planning.rescheduling import move_slot
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused
from funding.models import Grant
from newsroom.models import LedgerEntry
from tests.factories import (
    broken,
    make_article,
    make_editor,
    make_grant,
    make_publisher,
    publish,
    put_on_record,
)


def plan(article):
    return [(one.live_from, one.planned_until) for one in article.versions.to_come()]


class MoveSlotTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher()
        cls.monday = timezone.now() + timedelta(days=3)
        cls.friday = cls.monday + timedelta(days=4)

    def scheduled(self, **fields):
        piece = make_article(stage=Stage.READY, **fields)
        until = self.friday + timedelta(days=9)
        perform("publish", piece, by=self.publisher, at=self.monday, until=until)
        return piece, piece.versions.to_come().get()

    def refused(self, version, at=None, by=None):
        with self.assertRaises(MoveRefused) as refusal:
            move_slot(version, by=by or self.publisher, at=at or self.friday)
        return str(refusal.exception)

    def test_it_appears_at_the_other_moment_and_ends_when_it_was_to_end(self):
        piece, version = self.scheduled()
        moved = move_slot(version, by=self.publisher, at=self.friday)
        self.assertEqual(plan(piece), [(self.friday, version.planned_until)])
        self.assertEqual((moved.stage, moved.first_published_at), (Stage.PUBLISHED, self.friday))
        verbs = LedgerEntry.objects.order_by("number").values_list("verb", flat=True)
        self.assertEqual(list(verbs)[-2:], ["unschedule", "publish"])
        version.refresh_from_db()
        self.assertEqual(version.live_until, version.live_from)

    def test_what_readers_see_goes_on_until_then(self):
        piece = publish(make_article())
        seen = piece.versions.live().get()
        Article.objects.filter(pk=piece.pk).update(title="Another title")
        perform("publish", piece, by=self.publisher, at=self.monday)
        move_slot(piece.versions.to_come().get(), by=self.publisher, at=self.friday)
        self.assertEqual(
            piece.versions.live(self.friday - timedelta(hours=1)).get().title, seen.title
        )
        self.assertEqual(piece.versions.live(self.friday).get().title, "Another title")
        put_on_record()
        self.assertEqual(broken(), [])

    def test_what_the_gate_would_refuse_now_stays_where_it_is(self):
        piece, version = self.scheduled(grants=[make_grant()])
        before = plan(piece)
        Grant.objects.update(status=Grant.Status.PROPOSED)
        self.assertIn("only proposed", self.refused(version))
        piece.refresh_from_db()
        self.assertEqual((plan(piece), piece.stage), (before, Stage.PUBLISHED))

    def test_a_text_that_was_changed_since_is_not_scheduled_unseen(self):
        piece, version = self.scheduled()
        Article.objects.filter(pk=piece.pk).update(title="Nobody approved this")
        self.assertIn("it needs a new review", self.refused(version))
        self.assertEqual(plan(piece), [(version.live_from, version.planned_until)])

    def test_it_is_not_moved_behind_its_own_end_nor_into_the_past(self):
        piece, version = self.scheduled()
        before = plan(piece)
        self.assertIn("planned end", self.refused(version, version.planned_until))
        self.assertIn("still to come", self.refused(version, timezone.now() - timedelta(hours=1)))
        self.assertEqual(plan(piece), before)

    def test_what_is_no_plan_any_more_is_not_moved(self):
        piece, version = self.scheduled()
        perform("unschedule", piece, by=self.publisher)
        self.assertIn("not scheduled any more", self.refused(version))
        live = publish(make_article()).versions.get()
        self.assertIn("not scheduled any more", self.refused(live))

    def test_who_may_not_publish_does_not_move_it(self):
        piece, version = self.scheduled()
        self.assertIn("You may not do this", self.refused(version, by=make_editor()))
        self.assertEqual(plan(piece), [(version.live_from, version.planned_until)])

    def test_whoever_read_the_warnings_as_they_scheduled_it_does_not_read_them_again(self):
        piece = make_article(stage=Stage.READY, standfirst="")
        known = ["standfirst-missing"]
        perform("publish", piece, by=self.publisher, at=self.monday, acknowledged=known)
        version = piece.versions.get()
        self.assertIn("standfirst", self.refused(version, by=make_publisher()))
        move_slot(version, by=self.publisher, at=self.friday)
        self.assertEqual(plan(piece), [(self.friday, None)])
