"""Counting in workdays."""

from datetime import date, timedelta

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from newsroom.kit.workdays import add_workdays, is_workday, workdays_between

# 2024: the first of November was a Friday, the eleventh a Monday; both are holidays in Poland.
FRIDAY, MONDAY = date(2024, 11, 1), date(2024, 11, 11)
HOLIDAYS = [FRIDAY, MONDAY]

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
near = st.dates(date(2024, 1, 1), date(2024, 12, 31))
holidays = st.lists(near, max_size=40)


class WorkdayTests(SimpleTestCase):
    def test_weekends_and_holidays_are_skipped(self):
        thursday = date(2024, 10, 31)
        self.assertEqual(add_workdays(thursday, 1), FRIDAY)
        self.assertEqual(add_workdays(thursday, 1, HOLIDAYS), date(2024, 11, 4))
        self.assertEqual(add_workdays(date(2024, 11, 8), 1, HOLIDAYS), date(2024, 11, 12))
        self.assertEqual(add_workdays(date(2024, 11, 12), -1, HOLIDAYS), date(2024, 11, 8))

    def test_twenty_workdays_after_the_end_of_a_grant(self):
        self.assertEqual(add_workdays(date(2024, 10, 31), 20), date(2024, 11, 28))
        self.assertEqual(add_workdays(date(2024, 10, 31), 20, HOLIDAYS), date(2024, 12, 2))

    def test_nought_workdays_on_is_the_day_itself(self):
        saturday = date(2024, 11, 2)
        self.assertEqual(add_workdays(saturday, 0), saturday)
        self.assertEqual(workdays_between(saturday, saturday), 0)

    def test_a_weekend_has_no_workdays_until_its_end(self):
        self.assertEqual(workdays_between(FRIDAY, date(2024, 11, 3)), 0)
        self.assertEqual(workdays_between(FRIDAY, date(2024, 11, 4)), 1)
        self.assertEqual(workdays_between(date(2024, 11, 4), FRIDAY), -1)

    def test_a_holiday_on_a_weekend_or_told_twice_takes_no_workday_away(self):
        sunday = date(2024, 11, 10)
        self.assertEqual(
            workdays_between(date(2024, 11, 8), date(2024, 11, 12), [sunday, MONDAY, MONDAY]), 1
        )

    @given(near, st.integers(-30, 30).filter(bool), holidays)
    def test_counting_on_and_counting_between_agree(self, day, number, free):
        if not is_workday(day, free) and number < 0:
            # Backwards from a free day, the day itself is not one of the days between.
            day = add_workdays(day, 1, free)
        end = add_workdays(day, number, free)
        self.assertTrue(is_workday(end, free))
        self.assertEqual(workdays_between(day, end, free), number)

    @given(near, near, holidays)
    def test_between_is_what_looking_at_every_day_counts(self, one, other, free):
        start, end = sorted([one, other])
        every = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        count = sum(is_workday(day, free) for day in every)
        self.assertEqual(workdays_between(start, end, free), count)
        self.assertEqual(workdays_between(end, start, free), -count)

    @given(days, days, days)
    def test_workdays_add_up(self, one, two, three):
        one, two, three = sorted([one, two, three])
        self.assertEqual(
            workdays_between(one, three), workdays_between(one, two) + workdays_between(two, three)
        )
