"""Grants that end and reports that are due, in workdays."""

from datetime import date

from django.test import TestCase

from funding.deadlines import Calendar, GrantDue, by_urgency, of_grants
from funding.models import Grant
from newsroom.models import Holiday
from tests.factories import make_grant

# A Thursday; the first of November is a Friday and, in Poland, free.
TODAY = date(2024, 10, 31)


def deadlines(today):
    return by_urgency(of_grants(Calendar(today)))


def told(today=TODAY):
    return [(d.subject, d.what, d.due, d.workdays_left) for d in deadlines(today)]


class DeadlineTests(TestCase):
    def test_a_grant_is_told_from_twenty_workdays_before_its_end_until_its_last_day(self):
        grant = make_grant(ends_on=date(2024, 11, 28))
        self.assertEqual(told(date(2024, 10, 30)), [])
        self.assertEqual(told(), [(grant, GrantDue.ENDS, date(2024, 11, 28), 20)])
        self.assertEqual([row[3] for row in told(date(2024, 11, 28))], [0])
        self.assertEqual(told(date(2024, 11, 29)), [])

    def test_a_holiday_is_no_workday(self):
        make_grant(ends_on=date(2024, 12, 2))
        self.assertEqual(told(), [])
        Holiday.objects.create(day=date(2024, 11, 1))
        Holiday.objects.create(day=date(2024, 11, 11))
        self.assertEqual([row[3] for row in told()], [20])

    def test_a_report_is_told_until_the_grant_is_closed_however_late_it_is(self):
        grant = make_grant(report_due_on=date(2024, 10, 23), status=Grant.Status.ENDED)
        self.assertEqual(told(), [(grant, GrantDue.REPORT, date(2024, 10, 23), -6)])
        grant.status = Grant.Status.CLOSED
        grant.save()
        self.assertEqual(told(), [])

    def test_only_grants_that_run_can_end(self):
        for status in Grant.Status:
            make_grant(title=status, ends_on=date(2024, 11, 4), status=status)
        self.assertEqual({row[0].title for row in told()}, {"active", "suspended"})

    def test_the_most_urgent_comes_first_and_a_later_call_is_told_apart(self):
        make_grant(title="B", ends_on=date(2024, 11, 8))
        make_grant(title="A", ends_on=date(2024, 11, 7), report_due_on=date(2024, 11, 20))
        self.assertEqual(
            [(d.subject.title, d.workdays_left, d.call) for d in deadlines(TODAY)],
            [("A", 5, 5), ("B", 6, 20), ("A", 14, 20)],
        )

    def test_many_grants_need_no_more_queries_than_one(self):
        for count in (1, 5):
            for _number in range(count):
                make_grant(ends_on=date(2024, 11, 8), report_due_on=date(2024, 11, 20))
            with self.subTest(count=count), self.assertNumQueries(3):
                deadlines(TODAY)
