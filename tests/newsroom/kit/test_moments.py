"""Days and hours are those of the publication, whatever zone somebody has activated."""

from datetime import UTC, date, datetime

from django.test import SimpleTestCase, override_settings
from django.utils import timezone

from newsroom.kit.moments import day_of, midnight, midnight_after, noon, on_the_clock, span

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

    def test_a_day_ends_where_the_next_one_begins(self):
        # Its clocks go forward in this night.
        self.assertEqual(midnight_after(date(2026, 3, 29)), midnight(date(2026, 3, 30)))
        self.assertEqual(midnight_after(date(2026, 12, 31)), midnight(date(2027, 1, 1)))

    def test_a_month_ends_where_the_next_one_begins_and_a_year_with_its_last(self):
        for year in (1, 1999, 2024, 9998):
            months = [span(year, month) for month in range(1, 13)]
            self.assertEqual([one[0] for one in months], [date(year, m, 1) for m in range(1, 13)])
            self.assertEqual([one[1] for one in months[:-1]], [one[0] for one in months[1:]])
            self.assertEqual(months[-1][1], date(year + 1, 1, 1))
            self.assertEqual(span(year), (date(year, 1, 1), date(year + 1, 1, 1)))

    def test_what_is_no_month_and_that_with_which_the_calendar_ends_are_refused(self):
        self.assertEqual(span(9999, 11), (date(9999, 11, 1), date(9999, 12, 1)))
        for asked in ((0,), (9999,), (10000,), (2026, 0), (2026, 13), (9999, 12)):
            with self.subTest(asked), self.assertRaises(ValueError):
                span(*asked)


class EdgeTests(SimpleTestCase):
    def test_whatever_day_somebody_writes_has_edges_in_every_time_zone(self):
        for zone in ("Pacific/Kiritimati", "Europe/Warsaw", "Pacific/Pago_Pago"):
            for day in (date.min, date.max):
                with self.subTest(zone, day=day), override_settings(TIME_ZONE=zone):
                    begins, ends = midnight(day).astimezone(UTC), midnight_after(day)
                    self.assertLessEqual(begins, noon(day).astimezone(UTC))
                    self.assertLessEqual(begins, ends.astimezone(UTC))
