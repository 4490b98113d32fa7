"""Grants that end and reports that are due, in workdays."""

from datetime import date

from django.core.exceptions import ValidationError
from django.test import TestCase

from funding.deadlines import Calendar, GrantDue, by_urgency, of_grants
from funding.models import Grant, ReportDate
from newsroom.models import Holiday
from tests.factories import make_grant, owe_report

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
        grant = make_grant(status=Grant.Status.ENDED)
        owe_report(grant, date(2024, 10, 23))
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
        owe_report(make_grant(title="A", ends_on=date(2024, 11, 7)), date(2024, 11, 20))
        self.assertEqual(
            [(d.subject.title, d.workdays_left, d.call) for d in deadlines(TODAY)],
            [("A", 5, 5), ("B", 6, 20), ("A", 14, 20)],
        )

    def test_many_grants_need_no_more_queries_than_one(self):
        for count in (1, 5):
            for _number in range(count):
                owe_report(make_grant(ends_on=date(2024, 11, 8)), date(2024, 11, 20))
            with self.subTest(count=count), self.assertNumQueries(3):
                deadlines(TODAY)


class ReportTests(TestCase):
    """Of a grant that ends on Thursday, 28 November 2024."""

    @classmethod
    def setUpTestData(cls):
        cls.grant = make_grant(ends_on=date(2024, 11, 28), status=Grant.Status.ENDED)

    def due(self, **rule):
        report = owe_report(self.grant, **rule)
        return report.due(Calendar(TODAY).holidays)

    def test_a_report_is_due_some_workdays_after_the_end_of_the_grant(self):
        self.assertEqual(self.due(workdays_after=1), date(2024, 11, 29))
        self.assertEqual(self.due(workdays_after=20), date(2024, 12, 26))
        Holiday.objects.create(day=date(2024, 12, 25))
        self.assertEqual(self.due(workdays_after=20), date(2024, 12, 27))

    def test_or_after_another_day(self):
        rule = {"workdays_after": 3, "counted_from": date(2024, 6, 28)}
        self.assertEqual(self.due(**rule), date(2024, 7, 3))

    def test_it_moves_with_the_end_of_the_grant(self):
        owe_report(self.grant, workdays_after=5)
        self.assertEqual(told(), [])
        Grant.objects.update(ends_on=date(2024, 10, 25))
        self.assertEqual(told(), [(self.grant, GrantDue.REPORT, date(2024, 11, 1), 1)])

    def test_without_an_end_it_is_not_known_and_nobody_is_told(self):
        Grant.objects.update(ends_on=None)
        self.grant.refresh_from_db()
        self.assertIsNone(self.due(workdays_after=5))
        self.assertEqual(told(), [])

    def test_no_year_is_too_far(self):
        self.assertIsNone(self.due(workdays_after=500, counted_from=date(9999, 1, 1)))

    def test_interim_and_final_reports_are_told_apart_until_each_is_handed_in(self):
        interim = owe_report(self.grant, date(2024, 11, 4), kind="interim")
        final = owe_report(self.grant, date(2024, 11, 5))
        self.assertEqual([row[1] for row in told()], [GrantDue.INTERIM, GrantDue.REPORT])
        interim.handed_in_on = TODAY
        interim.save()
        self.assertEqual([row[1:3] for row in told()], [(GrantDue.REPORT, final.due_on)])

    def test_far_deadlines_are_told_when_asked_for(self):
        owe_report(self.grant, date(2031, 1, 1))
        running = make_grant(ends_on=date(2030, 1, 1))
        found = by_urgency(of_grants(Calendar(TODAY), far=True))
        self.assertEqual(
            [(d.subject, d.what) for d in found],
            [(running, GrantDue.ENDS), (self.grant, GrantDue.REPORT)],
        )
        self.assertEqual(told(), [])

    def test_the_field_that_is_wrong_says_so(self):
        for fields, at in (
            ({}, "due_on"),
            ({"due_on": TODAY, "workdays_after": 3}, "due_on"),
            ({"due_on": TODAY, "counted_from": TODAY}, "counted_from"),
            ({"workdays_after": 0}, "__all__"),
        ):
            with self.subTest(fields), self.assertRaises(ValidationError) as refused:
                ReportDate(grant=self.grant, kind="final", **fields).full_clean()
            self.assertEqual(list(refused.exception.message_dict), [at])
