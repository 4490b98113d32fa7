"""Preview links: who makes and revokes one, what is kept of it, and when it ends."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.test import TestCase

from articles.models import PreviewLink
from articles.models.choices import Stage
from articles.publishing.edits import editing
from articles.publishing.perform import perform
from articles.writing.preview_links import (
    MOST,
    LinkRefused,
    find_open,
    make_link,
    open_links,
    revoke,
)
from newsroom.audit.digest import of_text
from newsroom.audit.models import LedgerEntry
from newsroom.kit import clock
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_publisher,
    make_user,
    move_to,
    publish,
)

MADE, REVOKED = "make a preview link", "revoke a preview link"


class LinksTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.writer = make_contributor()
        cls.editor = make_editor()
        cls.article = make_article(by=cls.writer, title="Ports")

    def verbs(self):
        told = LedgerEntry.objects.filter(verb__in=[MADE, REVOKED]).order_by("number")
        return [(entry.verb, entry.actor, entry.subject_key) for entry in told]

    def age(self, link, **time):
        """As if it had been made earlier."""
        PreviewLink.objects.filter(pk=link.pk).update(made_at=link.made_at - timedelta(**time))


class MakingTests(LinksTestCase):
    def test_whoever_writes_in_a_piece_makes_one_and_nobody_else(self):
        for person in (self.writer, self.editor):
            _link, key = make_link(self.article, by=person)
            self.assertEqual(find_open(key).maker, person)
        others = (
            make_contributor(),
            make_funding_manager(),
            make_user(),
            make_editor(is_staff=False),
            make_editor(is_active=False),
        )
        for person in others:
            with self.subTest(person.username), self.assertRaises(LinkRefused):
                make_link(self.article, by=person)
        self.assertEqual(PreviewLink.objects.count(), 2)

    def test_a_writer_makes_none_once_the_piece_is_submitted(self):
        move_to(self.article, Stage.REVIEW)
        with self.assertRaises(LinkRefused):
            make_link(self.article, by=self.writer)

    def test_none_is_made_of_a_withdrawn_piece(self):
        publish(self.article)
        perform("withdraw", self.article, by=make_publisher(), note="A mistake.")
        self.article.refresh_from_db()
        with self.assertRaisesMessage(LinkRefused, "Reopen it"):
            make_link(self.article, by=self.editor)

    def test_of_the_key_a_digest_alone_is_kept(self):
        link, key = make_link(self.article, by=self.writer, for_whom=" The lawyer ")
        (stored,) = PreviewLink.objects.values()
        self.assertEqual(stored["digest"], of_text(key))
        self.assertEqual(stored["for_whom"], "The lawyer")
        self.assertNotIn(key, str(stored))
        entry = LedgerEntry.objects.get(verb=MADE)
        self.assertNotIn(key, str(entry.facts))
        self.assertEqual(entry.facts.keys(), {"link", "until"})
        self.assertEqual(len(key), 43)
        self.assertNotEqual(make_link(self.article, by=self.writer)[1], key)

    def test_it_holds_for_a_week_and_never_longer_than_thirty_days(self):
        link, _key = make_link(self.article, by=self.writer)
        self.assertEqual(link.ends_at - link.made_at, timedelta(days=7))
        for days in (0, 31):
            with self.subTest(days), self.assertRaises(IntegrityError), transaction.atomic():
                make_link(self.article, by=self.writer, days=days)
        self.assertEqual(self.verbs(), [(MADE, self.writer, str(self.article.pk))])

    def test_a_piece_has_no_more_than_anybody_keeps_in_mind(self):
        for _number in range(MOST):
            make_link(self.article, by=self.writer)
        with self.assertRaisesMessage(LinkRefused, "revoke one"):
            make_link(self.article, by=self.writer)

    def test_nothing_is_kept_of_one_that_can_hold_no_longer(self):
        old, _key = make_link(self.article, by=self.writer, days=30)
        self.age(old, days=30)
        new, _key = make_link(self.article, by=self.writer)
        self.assertEqual(list(PreviewLink.objects.all()), [new])


class EndingTests(LinksTestCase):
    def setUp(self):
        self.link, self.key = make_link(self.article, by=self.writer)

    def is_open(self):
        found = find_open(self.key)
        self.assertEqual(open_links(self.article), [found] if found else [])
        return found is not None

    def test_it_is_open_until_its_last_moment(self):
        self.age(self.link, days=7, minutes=-1)
        self.assertTrue(self.is_open())
        self.age(self.link, days=7)
        self.assertFalse(self.is_open())

    def test_another_key_opens_nothing(self):
        for key in ("", "x" * 43, self.key[:-1], self.key + "=", self.link.digest):
            self.assertIsNone(find_open(key), key)

    def test_it_ends_with_publication_for_good(self):
        publish(self.article)
        self.assertFalse(self.is_open())
        _link, new = make_link(self.article, by=self.editor)
        self.assertIsNotNone(find_open(new))
        self.assertIsNone(find_open(self.key))
        # What is published anew ends what was made in between.
        with editing(self.article, by=self.editor) as stored:
            stored.body = "<p>Other words.</p>"
            stored.save()
        self.article.refresh_from_db()
        publish(self.article)
        self.assertIsNone(find_open(new))

    def test_what_is_only_scheduled_is_still_shown(self):
        publish(self.article, at=clock.now() + timedelta(days=1))
        self.assertTrue(self.is_open())

    def test_what_is_to_follow_a_live_piece_is_shown_until_it_does(self):
        publish(self.article)
        with editing(self.article, by=self.editor) as stored:
            stored.body = "<p>Other words.</p>"
            stored.save()
        self.article.refresh_from_db()
        _link, self.key = make_link(self.article, by=self.editor)
        publish(self.article, at=clock.now() + timedelta(days=1))
        self.assertTrue(self.is_open())
        # The text that is live stands elsewhere now, and is none that readers did not see before.
        perform("readdress", self.article, by=make_publisher(), address="else", note="A name.")
        self.assertTrue(self.is_open())
        publish(self.article)
        self.assertFalse(self.is_open())

    def test_it_ends_with_a_withdrawal_for_good(self):
        publish(self.article)
        _link, self.key = make_link(self.article, by=self.editor)
        publisher = make_publisher()
        perform("withdraw", self.article, by=publisher, note="A mistake.")
        self.article.refresh_from_db()
        self.assertFalse(self.is_open())
        perform("reopen", self.article, by=publisher)
        self.article.refresh_from_db()
        self.assertFalse(self.is_open())

    def test_it_ends_with_the_account_or_the_powers_of_its_maker(self):
        for change in ({"is_active": False}, {"is_staff": False}):
            with self.subTest(str(change)), transaction.atomic():
                type(self.writer).objects.filter(pk=self.writer.pk).update(**change)
                self.assertFalse(self.is_open())
                transaction.set_rollback(True)
        self.writer.groups.clear()
        self.assertFalse(self.is_open())

    def test_it_ends_where_its_maker_does_not_see_the_piece_any_more(self):
        _link, self.key = make_link(self.article, by=self.editor)
        self.editor.groups.set(self.writer.groups.all())
        self.assertIsNone(find_open(self.key))

    def test_a_maker_who_reads_it_and_does_not_write_in_it_any_more_still_shows_it(self):
        move_to(self.article, Stage.REVIEW)
        self.assertTrue(self.is_open())

    def test_it_goes_with_a_piece_that_is_deleted(self):
        self.article.delete()
        self.assertIsNone(find_open(self.key))


class RevokingTests(LinksTestCase):
    def test_its_maker_and_whoever_writes_in_the_piece_revoke_it_and_nobody_else(self):
        link, key = make_link(self.article, by=self.writer)
        for person in (make_contributor(), make_funding_manager(), make_user()):
            with self.subTest(person.username), self.assertRaises(LinkRefused):
                revoke(link, by=person)
        self.assertIsNotNone(find_open(key))
        revoke(link, by=self.editor)
        self.assertIsNone(find_open(key))
        move_to(self.article, Stage.READY)
        other, key = make_link(self.article, by=self.editor)
        with self.assertRaises(LinkRefused):
            revoke(other, by=self.writer)
        self.assertIsNotNone(find_open(key))
        piece = str(self.article.pk)
        self.assertEqual(
            self.verbs(),
            [(MADE, self.writer, piece), (REVOKED, self.editor, piece), (MADE, self.editor, piece)],
        )

    def test_a_writer_revokes_their_own_after_the_piece_was_submitted(self):
        link, key = make_link(self.article, by=self.writer)
        move_to(self.article, Stage.REVIEW)
        revoke(link, by=self.writer)
        self.assertIsNone(find_open(key))

    def test_many_take_as_many_queries_as_one(self):
        make_link(self.article, by=self.writer)
        with self.assertNumQueries(6):
            self.assertEqual(len(open_links(self.article)), 1)
        for _number in range(MOST - 1):
            make_link(self.article, by=self.writer)
        with self.assertNumQueries(6):
            self.assertEqual(len(open_links(self.article)), MOST)
