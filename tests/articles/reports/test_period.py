"""Which moments belong to the days of a report."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.test import SimpleTestCase, TestCase, override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.reports.period import ReportRefused, moments

# Clocks that change at midnight, that skipped a whole day, that are half an hour off.
ZONES = ["Europe/Warsaw", "Africa/Cairo", "America/Havana", "Pacific/Apia", "Asia/Kolkata"]
ZONES += ["America/Sao_Paulo", "Asia/Beirut", "Australia/Lord_Howe", "UTC"]


def in_zone(name):
    timezone.get_default_timezone.cache_clear()
    return override_settings(TIME_ZONE=name)


class MomentsTests(SimpleTestCase):
    def tearDown(self):
        timezone.get_default_timezone.cache_clear()

    @given(
        zone=st.sampled_from(ZONES),
        since=st.dates(date(2000, 1, 1), date(2037, 1, 1)),
        days=st.integers(0, 400),
        seconds=st.integers(-100_000, 400 * 86_400),
    )
    def test_a_moment_is_in_a_period_exactly_if_its_date_there_is(self, zone, since, days, seconds):
        until = since + timedelta(days=days)
        with in_zone(zone):
            start, end = moments(since, until)
            instant = datetime(*since.timetuple()[:3], tzinfo=UTC) + timedelta(seconds=seconds)
            local = instant.astimezone(ZoneInfo(zone)).date()
            self.assertEqual(start <= instant < end, since <= local <= until)

    def test_the_day_on_which_clocks_go_forward_has_twenty_three_hours(self):
        start, end = moments(date(2026, 3, 29), date(2026, 3, 29))
        self.assertEqual(
            (start.astimezone(UTC), end.astimezone(UTC)),
            (datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        )

    def test_a_period_that_ends_before_it_starts_is_refused(self):
        with self.assertRaisesMessage(
            ReportRefused, "The period ends on 2026-01-01, before it starts on 2026-01-02."
        ):
            moments(date(2026, 1, 2), date(2026, 1, 1))


class YearTests(TestCase):
    """The example that is given is of today, which the database's clock tells."""

    def test_a_year_that_no_clock_can_show_is_refused(self):
        for since, until in ((date.min, date(2026, 1, 1)), (date(2026, 1, 1), date.max)):
            with (
                self.subTest(since=since),
                self.assertRaisesMessage(ReportRefused, "cannot be right"),
            ):
                moments(since, until)
