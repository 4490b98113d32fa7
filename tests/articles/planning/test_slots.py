"""Which day and hour a slot stands on, and what is no slot."""

from datetime import UTC, date, datetime, timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import Article, PublishedVersion
from articles.models.choices import Stage
from articles.planning.slots import days
from articles.publishing.perform import perform
from newsroom.kit import clock
from newsroom.kit.moments import midnight
from tests.factories import make_article, make_grant, make_publisher, publish, say

# In the night to this Sunday, clocks in Warsaw go from two to three.
EVERYTHING = PublishedVersion.objects.all(), Article.objects.all()
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


class SlotTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher()

    def scheduled(self, at, **context):
        piece = make_article(stage=Stage.READY)
        perform("publish", piece, by=self.publisher, at=at, **context)
        return piece

    def told(self, first, count=1, now=None):
        found, _is_cut = days(*EVERYTHING, first, count, now or clock.now())
        return {
            day.day: [(f"{slot.hour:%H:%M}", str(slot.what), slot.article) for slot in day.slots]
            for day in found
            if day.slots
        }

    def test_a_day_has_23_hours_in_spring_and_25_in_autumn(self):
        for day, hours in ((SPRING, 23), (AUTUMN, 25)):
            first, last = midnight(day), midnight(day + timedelta(days=1)) - timedelta(minutes=1)
            length = last.astimezone(UTC) - first.astimezone(UTC) + timedelta(minutes=1)
            self.assertEqual(length, timedelta(hours=hours))
            one, other = self.scheduled(first.astimezone(UTC)), self.scheduled(last.astimezone(UTC))
            self.assertEqual(
                self.told(day - timedelta(days=1), 3),
                {day: [("00:00", "scheduled", one), ("23:59", "scheduled", other)]},
            )

    def test_the_hour_is_that_of_the_publication_whatever_zone_is_active(self):
        piece = self.scheduled(datetime(2027, 7, 1, 22, 30, tzinfo=UTC))
        with timezone.override("America/New_York"):
            self.assertEqual(
                self.told(date(2027, 7, 1), 2), {date(2027, 7, 2): [("00:30", "scheduled", piece)]}
            )

    def test_a_planned_end_stands_on_its_day(self):
        begins = datetime(2027, 7, 1, 8, tzinfo=UTC)
        piece = self.scheduled(begins, until=begins + timedelta(days=2))
        self.assertEqual(
            self.told(date(2027, 7, 1), 7),
            {
                date(2027, 7, 1): [("10:00", "scheduled", piece)],
                date(2027, 7, 3): [("10:00", "ends", piece)],
            },
        )

    def test_what_was_cancelled_stands_nowhere(self):
        piece = self.scheduled(datetime(2027, 7, 1, 8, tzinfo=UTC))
        perform("unschedule", piece, by=self.publisher)
        self.assertEqual(self.told(date(2027, 7, 1)), {})

    def test_an_edition_stands_once_though_it_has_several_versions(self):
        begins = timezone.now() + timedelta(days=1)
        grant = make_grant(embargoed_until=begins + timedelta(days=1))
        piece = make_article(stage=Stage.READY, grants=[grant])
        say(grant, "Somebody paid.", occasion="neutral")
        perform("publish", piece, by=self.publisher, at=begins)
        self.assertEqual(piece.versions.count(), 2)
        (told,) = self.told(clock.now().date(), 7).values()
        self.assertEqual([article for _hour, _what, article in told], [piece])

    def test_what_was_published_stands_once_a_day_when_it_first_came_or_changed_last(self):
        morning = datetime(2027, 7, 1, 8, tzinfo=UTC)
        piece = make_article(stage=Stage.READY)
        perform("publish", piece, by=self.publisher, now=morning)
        for hours in (2, 24, 26):
            Article.objects.filter(pk=piece.pk).update(title=f"After {hours} hours")
            perform("publish", piece, by=self.publisher, now=morning + timedelta(hours=hours))
        self.assertEqual(
            self.told(date(2027, 7, 1), 7, now=morning + timedelta(days=3)),
            {
                date(2027, 7, 1): [("10:00", "published", piece)],
                date(2027, 7, 2): [("12:00", "updated", piece)],
            },
        )

    def test_what_was_published_today_stands_there_and_may_not_be_moved(self):
        piece = publish(make_article())
        found, _is_cut = days(*EVERYTHING, timezone.localdate(), 1, clock.now())
        (slot,) = found[0].slots
        self.assertEqual((slot.article, slot.may_move, found[0].is_today), (piece, False, True))
