"""Drift is read at the desk by those who keep watch, and changed by nobody."""

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from articles.models import Drift, WatchRun
from tests.factories import make_contributor, make_funding_manager


class WatchingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.watched = cls.make_run()

    def setUp(self):
        self.client.force_login(make_funding_manager())

    @classmethod
    def make_run(cls):
        run = WatchRun.objects.create(
            address="https://example.org/", begun_at=timezone.now(), looked_at=7
        )
        Drift.objects.create(run=run, url="https://example.org/a/", sentence="“Paid” is missing.")
        return run

    def page(self, run):
        return reverse("admin:articles_watchrun_change", args=[run.pk])

    def test_a_run_lists_what_it_found(self):
        self.assertContains(self.client.get(self.page(self.watched)), "“Paid” is missing.", count=1)

    def test_a_contributor_does_not_read_it(self):
        self.client.force_login(make_contributor())
        self.assertEqual(self.client.get(self.page(self.watched)).status_code, 403)

    def test_nobody_changes_it(self):
        answer = self.client.post(self.page(self.watched), {"address": "https://forged.example/"})
        self.assertEqual(answer.status_code, 403)

    def test_the_list_asks_no_more_often_for_many_runs(self):
        address = reverse("admin:articles_watchrun_changelist")
        self.client.get(address)
        with self.assertNumQueries(7):
            self.client.get(address)
        for _ in range(29):
            self.make_run()
        with self.assertNumQueries(7):
            self.client.get(address)
