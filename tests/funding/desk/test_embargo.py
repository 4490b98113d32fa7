"""An embargo at the desk: in the publication's own time, and with words for it."""

from datetime import UTC, datetime, timedelta

from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils import timezone

from funding.approval import retire
from funding.models import Statement
from tests import factories
from tests.factories import make_funder, make_funding_manager, make_grant, make_statement
from tests.filling_in import filled_in

WARNING = "has no approved wording of a neutral statement"


class EmbargoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.funder = make_funder()
        cls.grant = make_grant(funders=[cls.funder])
        cls.url = reverse("admin:funding_grant_change", args=[cls.grant.pk])

    def setUp(self):
        self.client.force_login(self.manager)

    def save(self, moment):
        sent = filled_in(self.client.get(self.url), embargoed_until=moment, _continue="1")
        page = self.client.post(self.url, sent, follow=True)
        self.grant.refresh_from_db()
        return page

    @override_settings(TIME_ZONE="Europe/Kyiv")
    def test_the_moment_is_one_field_in_the_time_of_the_publication(self):
        timezone.get_default_timezone.cache_clear()
        self.addCleanup(timezone.get_default_timezone.cache_clear)
        page = self.save("2030-07-01T09:30")
        self.assertEqual(self.grant.embargoed_until, datetime(2030, 7, 1, 6, 30, tzinfo=UTC))
        self.assertEqual(filled_in(page)["embargoed_until"], "2030-07-01T09:30:00")
        self.assertContains(page, "In the publication’s time: Europe/Kyiv.", count=1)

    def test_saving_something_else_leaves_the_moment_as_it_was(self):
        moment = timezone.now().replace(microsecond=0) + timedelta(days=3)
        self.grant.embargoed_until = moment
        self.grant.save()
        self.client.post(self.url, filled_in(self.client.get(self.url), reference="A/1"))
        self.grant.refresh_from_db()
        self.assertEqual((self.grant.embargoed_until, self.grant.reference), (moment, "A/1"))

    def test_without_neutral_words_there_is_a_warning_when_saved_and_on_the_page(self):
        self.assertContains(self.save("2130-07-01T09:30"), WARNING, count=2)
        self.assertContains(self.client.get(self.url), WARNING, count=1)

    def test_a_draft_of_neutral_words_is_not_enough_and_an_approved_one_is(self):
        self.save("2130-07-01T09:30")
        for owner in ("grant", "funder"):
            with self.subTest(owner):
                subject = getattr(self, owner)
                statement = make_statement(occasion=Statement.Occasion.NEUTRAL, **{owner: subject})
                factories.make_wording(statement, "A fund paid.", approved=False)
                self.assertContains(self.client.get(self.url), WARNING, count=1)
                wording = factories.make_wording(statement, "A fund paid for it.")
                self.assertNotContains(self.client.get(self.url), WARNING)
                retire(wording, by=self.manager, note="For the next one.")

    def test_an_embargo_that_has_ended_warns_nobody(self):
        self.assertNotContains(self.save("2020-07-01T09:30"), WARNING)

    def test_nonsense_is_refused_in_words(self):
        for typed in ("soon", "2030-13-01T00:00", "99999-01-01T00:00"):
            with self.subTest(typed):
                self.assertContains(self.save(typed), "Enter a valid date/time.", count=1)
        self.assertIsNone(self.grant.embargoed_until)
