"""An arrangement is frozen, recorded, and in force from its moment on; never changed."""

from datetime import timedelta
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import TestCase

from articles.front import kinds
from articles.front.composing import compose
from articles.front.models.arrangement import ArrangedBlock, ArrangedPlace, Arrangement
from articles.front.models.draft import FrontBlock, FrontPlace
from articles.front.publishing import ArrangementRefused, cancel, take_up
from articles.front.reading import blocks_at
from articles.models import Photo, Series
from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.upkeep.redaction import redact
from newsroom.kit import clock
from newsroom.models import LedgerEntry
from tests.articles.front.arranged import digest, pin, publish_draft, put, shown, shown_to_readers
from tests.articles.reader.photos import make_photo
from tests.factories import (
    broken,
    make_administrator,
    make_article,
    make_contributor,
    make_editor,
    make_publisher,
    make_section,
    make_series,
    somebody,
)

HOUR = timedelta(hours=1)


class ArrangingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.a, cls.b, cls.c = (
            make_article(stage=Stage.PUBLISHED, title=title) for title in ("a", "b", "c")
        )
        cls.lead = put(kinds.LEAD, cls.a)

    def refused(self, words, act):
        before = LedgerEntry.objects.count(), Arrangement.objects.count()
        with self.assertRaisesMessage(ArrangementRefused, words):
            act()
        self.assertEqual((LedgerEntry.objects.count(), Arrangement.objects.count()), before)

    def test_a_block_is_called_as_its_series_however_long_that_name_is(self):
        longest = Series._meta.get_field("name").max_length
        put(kinds.SERIES, series=make_series("s" * longest))
        publish_draft()
        block = ArrangedBlock.objects.get(kind=kinds.SERIES)
        block.clean_fields()
        self.assertEqual(len(block.heading), longest)

    def test_readers_see_it_from_its_moment_on_and_the_one_before_it_until_then(self):
        first = publish_draft()
        FrontPlace.objects.update(article=self.b)
        later = clock.now() + HOUR
        publish_draft(at=later)
        for moment, lead in (
            (first.shown_from - timedelta(microseconds=1), "c"),
            (first.shown_from, "a"),
            (later - timedelta(microseconds=1), "a"),
            (later, "b"),
        ):
            with self.subTest(moment):
                self.assertEqual(shown_to_readers(moment)[0], [lead])

    def test_what_the_page_showed_stays_what_it_was_whatever_happens_afterwards(self):
        section = make_section("Old name")
        make_article(stage=Stage.PUBLISHED, title="d", section=section)
        put(kinds.SECTION, section=section)
        photo = make_photo(credit="A. Pilot")
        FrontPlace.objects.update(title="Told otherwise", photo=photo)
        self.first = publish_draft()
        then = clock.now()
        before = self.page(then)
        section.name = "New name"
        section.save()
        Photo.objects.update(credit="Somebody else", alt="Something else")
        FrontBlock.objects.all().delete()
        perform("withdraw", self.a, by=make_publisher(), note="It was wrong.")
        make_article(stage=Stage.PUBLISHED, title="e", section=section)
        publish_draft()
        told = [(place["title"], place["alt"], place["credit"]) for place in before[2]]
        self.assertEqual(told, [("Told otherwise", "A quay", "A. Pilot")])
        self.assertEqual(self.page(then), before)

    def page(self, at):
        """What the front page shows at a moment, row by row."""
        front = compose(blocks_at(at), at)
        placed = [
            (block.block.heading, one.piece.version.pk, one.teaser and one.teaser.pk)
            for block in front.arranged
            for one in block.places
        ]
        rest = [piece.version.pk for piece in front.newest.pieces]
        return (
            placed,
            rest,
            list(ArrangedPlace.objects.filter(block__arrangement=self.first).values()),
        )

    def test_no_row_of_it_is_changed_or_deleted(self):
        publish_draft()
        rows = {Arrangement: "note", ArrangedBlock: "heading", ArrangedPlace: "title"}
        for model, column in rows.items():
            with self.subTest(model):
                with self.assertRaises(IntegrityError), transaction.atomic():
                    model.objects.update(**{column: "x"})
                with self.assertRaises(IntegrityError), transaction.atomic():
                    model.objects.all()._raw_delete("default")

    def test_the_ledger_vouches_for_every_row_and_says_who_did_it(self):
        editor = make_editor()
        pin(put(kinds.SECONDS, self.b, length=2), 2, self.c)
        made = publish_draft(by=editor, note="For the fair.")
        entry = LedgerEntry.objects.first()
        self.assertEqual((entry.verb, entry.actor), ("arrange", editor))
        self.assertEqual(entry.facts["note"], "For the fair.")
        self.assertEqual(len([name for name in entry.rows if "arrange" in name]), 1 + 2 + 3)
        self.assertEqual([str(one) for one in broken()], [])
        self.assertEqual(made.frozen_by, editor)

    def test_whoever_has_not_the_power_arranges_nothing(self):
        words = "You may not arrange the front page."
        made = publish_draft(at=clock.now() + HOUR)
        for person in (make_contributor(), somebody("Funding manager"), make_administrator()):
            self.refused(words, lambda person=person: publish_draft(by=person))
            self.refused(words, lambda person=person: cancel(made, by=person))
            self.refused(words, lambda person=person: take_up(made, by=person))

    def test_a_draft_that_somebody_changed_since_is_not_published(self):
        seen = digest()
        pin(put(kinds.HAND), 1, self.b)
        self.refused("Somebody changed the draft", lambda: publish_draft(seen=seen))

    def test_nothing_is_published_for_a_moment_that_is_over_or_that_changes_nothing(self):
        publish_draft()
        self.refused("Readers see this already", publish_draft)
        over = clock.now() - HOUR
        self.refused("This moment is over", lambda: publish_draft(at=over))

    def test_a_picture_that_lacks_its_credit_is_not_published(self):
        FrontPlace.objects.update(photo=make_photo(credit=""))
        self.refused("Lead: the picture beside “a” lacks credit.", publish_draft)

    def test_what_is_scheduled_can_be_cancelled_and_what_has_begun_cannot(self):
        later = clock.now() + HOUR
        made = publish_draft(at=later)
        cancel(made, by=make_editor())
        self.assertEqual(shown_to_readers(later)[0], ["c"])
        self.assertEqual([str(one) for one in broken()], [])
        self.refused("It is cancelled already.", lambda: cancel(made, by=make_editor()))
        begun = publish_draft()
        self.refused("Readers see it since", lambda: cancel(begun, by=make_editor()))

    def test_an_earlier_one_is_taken_up_as_the_draft_and_readers_see_no_change(self):
        pin(put(kinds.SECONDS, length=3), 2, self.b, title="Other", until=clock.now() + HOUR)
        seen = digest()
        first = publish_draft()
        FrontBlock.objects.all().delete()
        put(kinds.LEAD, self.c)
        publish_draft()
        take_up(first, by=make_editor())
        self.assertEqual(digest(), seen)
        self.assertEqual(shown()[0], ["a"])
        self.assertEqual(shown_to_readers(clock.now())[0], ["c"])
        self.assertEqual(LedgerEntry.objects.first().facts["before"], ["Lead", "Lead, 1: “c”"])

    def test_without_a_block_the_page_arranges_itself_again(self):
        publish_draft()
        FrontBlock.objects.all().delete()
        publish_draft()
        self.assertEqual(shown_to_readers(clock.now())[0], ["c"])

    def test_a_redaction_takes_a_name_out_of_teasers_and_boxes_published_or_not(self):
        FrontPlace.objects.update(title="Jana Secretova speaks", text="With Jana Secretova.")
        put(kinds.BOX, heading="For Jana Secretova", text="<p>Thank you, Jana Secretova.</p>")
        publish_draft(note="Jana Secretova asked.")
        redact(["Jana Secretova"], by=make_administrator(), reason="A threat.")
        for model in (FrontBlock, FrontPlace, Arrangement, ArrangedBlock, ArrangedPlace):
            self.assertNotIn("Secretova", str(list(model.objects.values())), model)
        self.assertEqual([str(one) for one in broken()], [])

    def test_a_command_prints_the_page_of_a_moment(self):
        FrontPlace.objects.update(title="Told otherwise")
        made = publish_draft()
        told = {}
        for moment in (made.shown_from - HOUR, made.shown_from):
            out = StringIO()
            call_command("front_page", at=moment.isoformat(), stdout=out)
            told[moment] = "Told otherwise" in out.getvalue()
        self.assertEqual(list(told.values()), [False, True])
        for nonsense in ("yesterday", "2026-13-01T00:00", "0001-01-01T00:00"):
            with self.assertRaises(CommandError):
                call_command("front_page", at=nonsense)
