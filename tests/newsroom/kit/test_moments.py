"""Days and hours are those of the publication, whatever zone somebody has activated."""

from datetime import UTC, date, datetime

from django.test import SimpleTestCase, override_settings
from django.utils import timezone

from newsroom.kit.moments import day_of, midnight, noon, on_the_clock

LATE = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


@override_settings(TIME_ZONE="Europe/Warsaw")
class MomentTests(SimpleTestCase):
    def test_the_publication_has_its_own_day_and_hour(self):
        for active in ("UTC", "America/New_York", "Asia/Tokyo"):
            with self.subTest(active), timezone.override(active):
                self.assertEqual(day_of(LATE), date(2026, 3, 2))
                self.assertEqual(on_the_clock(LATE).hour, 0)
                self.assertEqual(day_of(midnight(date(2026, 3, 2))), date(2026, 3, 2))
                self.assertEqual(noon(date(2026, 3, 2)).astimezone(UTC).hour, 11)
