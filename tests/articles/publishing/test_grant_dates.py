"""The gate remarks on a grant that comes to a piece on a day for which it was not given."""

from datetime import UTC, date, datetime, timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models.choices import Stage
from articles.publishing.first_date import dated
from articles.publishing.gate import problems
from articles.publishing.perform import perform
from articles.publishing.refusals import GateClosed
from funding.models import Grant
from tests.factories import make_article, make_grant, make_publisher, publish, say, waive

AT = datetime(2026, 3, 3, 9, tzinfo=UTC)
LAST = date(2024, 12, 31)
Status = Grant.Status


class GrantDatesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.grant = make_grant(title="Rivers")
        cls.article = make_article(stage=Stage.READY, grants=[cls.grant])

    def found(self, article=None, at=AT, **columns):
        Grant.objects.filter(pk=self.grant.pk).update(**columns)
        return [(p.code, str(p), p.blocks) for p in problems(article or self.article, at)]

    def codes(self, *args, **columns):
        return [code for code, _words, _blocks in self.found(*args, **columns)]

    def test_a_piece_outside_of_the_days_for_pieces_is_remarked_on_in_a_sentence(self):
        words = (
            "The grant “Rivers” is for pieces first published until 31 Dec 2024; this one would "
            "be on 3 Mar 2026."
        )
        self.assertEqual(self.found(pieces_until=LAST), [("grant-window", words, False)])

    def test_both_days_are_included_and_an_end_that_is_not_known_is_open(self):
        day, other = date(2026, 3, 3), timedelta(days=1)
        for begins, ends, codes in (
            (day, day, []),
            (day, None, []),
            (None, day, []),
            (day + other, None, ["grant-window"]),
            (None, day - other, ["grant-window"]),
        ):
            with self.subTest(begins=begins, ends=ends):
                self.assertEqual(self.codes(pieces_from=begins, pieces_until=ends), codes)

    def test_the_project_may_be_over_while_its_pieces_still_come_out(self):
        self.assertEqual(self.codes(starts_on=date(2024, 1, 1), ends_on=LAST), [])

    def test_the_true_date_of_a_piece_is_the_one_that_counts(self):
        article = dated(self.article, LAST)
        self.assertEqual(self.codes(article, pieces_until=LAST), [])
        article = dated(self.article, LAST + timedelta(days=1))
        self.assertEqual(self.codes(article), ["grant-window"])

    def test_a_grant_that_is_over_or_stopped_is_remarked_on_in_a_sentence(self):
        for status, expected in (
            (Status.ACTIVE, []),
            (Status.ENDED, ["grant-over"]),
            (Status.CLOSED, ["grant-over"]),
            (Status.SUSPENDED, ["grant-over"]),
            (Status.TERMINATED, ["grant-over"]),
        ):
            with self.subTest(status):
                self.assertEqual(self.codes(status=status), expected)
        words = "The grant “Rivers” is terminated: ask whether it pays for this piece."
        self.assertEqual(self.found(), [("grant-over", words, False)])

    def test_what_came_out_while_a_grant_ran_is_its_own_though_it_has_ended_since(self):
        for status, day, expected in (
            (Status.ENDED, LAST, []),
            (Status.CLOSED, LAST, []),
            (Status.ENDED, LAST + timedelta(days=1), ["grant-over"]),
            (Status.TERMINATED, LAST, ["grant-over"]),
        ):
            with self.subTest(status, day=day):
                article = dated(self.article, day)
                self.assertEqual(self.codes(article, status=status, ends_on=LAST), expected)

    def test_a_grant_that_was_ended_before_its_time_is_over_for_what_is_to_come(self):
        later = timezone.localdate() + timedelta(days=30)
        self.assertEqual(
            self.codes(at=timezone.now(), status=Status.ENDED, ends_on=later), ["grant-over"]
        )

    def test_it_is_acknowledged_and_the_ledger_keeps_that(self):
        Grant.objects.update(status=Status.SUSPENDED, pieces_until=LAST)
        publisher = make_publisher()
        with self.assertRaises(GateClosed):
            perform("publish", self.article, by=publisher, acknowledged=["grant-over"])
        perform("publish", self.article, by=publisher, acknowledged=["grant-over", "grant-window"])
        self.assertEqual(self.article.stage, Stage.PUBLISHED)

    def test_what_is_printed_on_the_live_version_is_not_remarked_on_again(self):
        hidden = make_grant(title="Hidden")
        say(hidden, "Somebody paid.", occasion="neutral")
        waive(hidden, hides="name")
        article = publish(make_article(grants=[self.grant, hidden]))
        Grant.objects.update(status=Status.TERMINATED, pieces_until=LAST)
        self.assertEqual(problems(article), [])
        added = make_grant(title="New", status=Status.TERMINATED)
        article.coverages.create(grant=added)
        self.assertEqual([p.message for p in problems(article) if "Rivers" in p.message], [])
        self.assertEqual([p.code for p in problems(article)], ["grant-over"])
        perform("withdraw", article, by=make_publisher(), note="Why.")
        self.assertEqual(len(problems(article)), 5)
