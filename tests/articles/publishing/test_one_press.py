"""From a draft to readers in one press: every move of the table, or none."""

from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import Permission
from django.test import TestCase, override_settings

from articles.models import Article, News
from articles.models.choices import Funding, Stage
from articles.publishing.one_press import publish_through, way
from articles.publishing.refusals import GateClosed, MoveRefused
from newsroom.models import LedgerEntry, Masthead
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_publisher,
    make_user,
)

ALL = ["submit", "approve", "publish"]


class WayTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher()

    def test_it_begins_where_the_piece_is_and_leads_no_further_than_readers(self):
        expected = {Stage.DRAFT: ALL, Stage.REVIEW: ALL[1:]}
        for stage in Stage:
            with self.subTest(stage):
                piece = Article(stage=stage, created_by=self.publisher)
                self.assertEqual(way(piece, self.publisher), expected.get(stage, []))

    def test_only_who_may_make_every_move_is_offered_it(self):
        piece = make_article(by=make_contributor())
        for person in (make_contributor(), piece.created_by, make_editor(), make_funding_manager()):
            self.assertEqual(way(piece, person), [])
            with self.assertRaises(MoveRefused):
                publish_through(piece, by=person)
        self.assertEqual(way(piece, self.publisher), ALL)

    def test_each_permission_of_the_way_is_asked_for(self):
        permissions = [f"{verb}_article" for verb in ALL]
        for left_out in permissions:
            someone = make_user()
            granted = {*permissions, "edit_any_article"} - {left_out}
            someone.user_permissions.set(Permission.objects.filter(codename__in=granted))
            with self.subTest(left_out):
                self.assertEqual(way(Article(), someone), [])

    def test_four_eyes_hold(self):
        Masthead.objects.update(four_eyes=True)
        piece = make_article(by=self.publisher)
        piece.writers.add(self.publisher)
        self.assertEqual(way(piece, self.publisher), [])
        self.assertEqual(way(Article(created_by=self.publisher), self.publisher), [])
        with self.assertRaisesMessage(MoveRefused, "somebody else has to do this"):
            publish_through(piece, by=self.publisher)
        with self.assertRaisesMessage(MoveRefused, "You cannot publish this piece in one press."):
            publish_through(piece, by=make_contributor())
        # What somebody else wrote in as well, two have seen.
        piece.writers.add(make_contributor())
        publish_through(piece, by=self.publisher)
        self.assertEqual(piece.stage, Stage.PUBLISHED)


class PublishThroughTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher()

    def test_each_move_is_an_entry_of_the_ledger_with_what_was_told_at_the_last(self):
        piece = make_article()
        publish_through(piece, by=self.publisher, note="At last.")
        entries = LedgerEntry.objects.filter(subject_kind="articles.article").order_by("number")
        told = [
            (entry.verb, entry.actor, *map(entry.facts.get, ("before", "after", "note")))
            for entry in entries
        ]
        by = self.publisher
        self.assertEqual(
            told,
            [
                ("submit", by, "draft", "review", ""),
                ("approve", by, "review", "ready", ""),
                ("publish", by, "ready", "published", "At last."),
            ],
        )
        self.assertEqual(piece.versions.live().count(), 1)

    def test_it_can_be_scheduled(self):
        piece, at = make_article(stage=Stage.REVIEW), datetime.now(UTC) + timedelta(days=2)
        publish_through(piece, by=self.publisher, at=at)
        self.assertEqual([v.live_from for v in piece.versions.all()], [at])

    def test_where_the_gate_is_closed_no_move_is_made_and_the_piece_says_so(self):
        piece = make_article(funding=Funding.UNDECLARED)
        before = LedgerEntry.objects.count()
        with self.assertRaises(GateClosed) as refused:
            publish_through(piece, by=self.publisher)
        self.assertEqual([one.code for one in refused.exception.problems], ["funding-undeclared"])
        self.assertEqual(piece.stage, Stage.DRAFT)
        piece.refresh_from_db()
        self.assertEqual((piece.stage, piece.approved_text), (Stage.DRAFT, ""))
        self.assertEqual(LedgerEntry.objects.count(), before)

    @override_settings(EMAIL_HOST="mail.example")
    def test_nobody_is_told_that_a_piece_waits_for_them_which_does_not(self):
        make_editor(email="editor@example.org")
        piece = make_article(by=make_contributor(email="writer@example.org"))
        publish_through(piece, by=self.publisher)
        self.assertEqual([news.what for news in News.objects.all()], [News.What.PUBLISH])
