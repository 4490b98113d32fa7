"""Holidays at the desk: deadlines are counted around them."""

from datetime import date

from django.test import TestCase

from newsroom.models import Holiday
from tests.factories import make_editor, make_funding_manager
from tests.filling_in import filled_in

ADD = "/desk/newsroom/holiday/add/"


class HolidayTests(TestCase):
    def test_a_funding_manager_enters_a_day_once(self):
        self.client.force_login(make_funding_manager())
        day = filled_in(self.client.get(ADD), day="2026-05-03", name="Constitution Day")
        self.client.post(ADD, day)
        again = self.client.post(ADD, day)
        self.assertContains(again, "Holiday with this Day already exists.", count=1)
        self.assertEqual(Holiday.objects.get().day, date(2026, 5, 3))

    def test_an_editor_enters_none(self):
        self.client.force_login(make_editor())
        self.assertEqual(self.client.get(ADD).status_code, 403)
        self.client.post(ADD, {"day": "2026-05-03"})
        self.assertEqual(Holiday.objects.count(), 0)
