"""Holidays at the desk: deadlines are counted around them."""

from datetime import date

from django.test import TestCase
from django.utils import timezone

from newsroom.models import Holiday, LedgerEntry, Masthead
from tests.factories import make_editor, make_funding_manager
from tests.filling_in import filled_in

LIST = "/desk/newsroom/holiday/"
ADD = f"{LIST}add/"
PUBLIC = f"{LIST}public/"


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


class PublicHolidaysTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()

    def setUp(self):
        self.client.force_login(self.manager)

    def add(self, **given):
        page = self.client.get(PUBLIC)
        return self.client.post(PUBLIC, filled_in(page, **given), follow=True)

    def told(self, page):
        return [str(message).split(": ")[0] for message in page.context["messages"]]

    def test_the_list_leads_there_and_back_with_the_year_filled_in(self):
        self.assertContains(self.client.get(LIST), f'href="{PUBLIC}"', count=1)
        year = timezone.localdate().year
        self.assertEqual(filled_in(self.client.get(PUBLIC))["year"], str(year))
        page = self.add(country="PL")
        self.assertRedirects(page, f"{LIST}?day__year={year}")
        self.assertEqual(filled_in(self.client.get(PUBLIC))["year"], str(year + 1))

    def test_a_year_of_a_country_is_added_in_the_language_of_the_publication(self):
        Masthead.objects.update(language="pl")
        page = self.add(country=" pl ", year="2027")
        self.assertEqual(Holiday.objects.count(), 14)
        self.assertEqual(
            Holiday.objects.get(day=date(2027, 5, 3)).name, "Święto Narodowe Trzeciego Maja"
        )
        self.assertEqual(self.told(page), ["14 holidays were added"])
        self.assertContains(page, "2027-01-01 Nowy Rok; 2027-01-06 Święto Trzech Króli; ")

    def test_what_is_there_already_stays_as_it_is_and_is_told(self):
        Holiday.objects.create(day=date(2027, 5, 3), name="Our own name")
        Holiday.objects.create(day=date(2027, 5, 4), name="The bridge")
        page = self.add(country="PL", year="2027")
        self.assertEqual(
            list(Holiday.objects.filter(day__month=5).values_list("day", "name")),
            [
                (date(2027, 5, 1), "National Day"),
                (date(2027, 5, 3), "Our own name"),
                (date(2027, 5, 4), "The bridge"),
                (date(2027, 5, 16), "Pentecost"),
                (date(2027, 5, 27), "Corpus Christi"),
            ],
        )
        self.assertEqual(
            self.told(page),
            [
                "13 holidays were added",
                "1 holiday was there already, and was left as it is",
            ],
        )

    def test_a_second_press_adds_nothing_and_records_nothing(self):
        self.add(country="PL", year="2027")
        stored = list(Holiday.objects.values())
        page = self.add(country="PL", year="2027")
        self.assertEqual(list(Holiday.objects.values()), stored)
        self.assertEqual(
            self.told(page), ["14 holidays were there already, and were left as they are"]
        )
        self.assertEqual(LedgerEntry.objects.filter(verb="add public holidays").count(), 1)

    def test_who_added_what_is_recorded(self):
        Holiday.objects.create(day=date(2027, 1, 1))
        self.add(country="CZ", year="2027")
        entry = LedgerEntry.objects.get(verb="add public holidays")
        self.assertEqual(
            (entry.actor, entry.facts["country"], entry.facts["year"]),
            (self.manager, "CZ", 2027),
        )
        days = Holiday.objects.exclude(day=date(2027, 1, 1)).values_list("day", flat=True)
        self.assertEqual(entry.facts["days"], [str(day) for day in days])
        self.assertEqual(len(days), 12)

    def test_a_name_that_is_too_long_is_cut(self):
        Masthead.objects.update(language="bg")
        self.add(country="BG", year="2026")
        name = Holiday.objects.get(day=date(2026, 5, 25)).name
        self.assertEqual((len(name), name[:13], name[-1]), (100, "Ден на светит", "…"))

    def test_what_is_wrong_is_told_at_its_field_and_nothing_is_added(self):
        for country, year, field, words in (
            (
                "Atlantis",
                "2027",
                "country",
                "No country with a calendar is called “ATLANTIS”. Write its two letters, as in PL.",
            ),
            ("UA", "2027", "year", "The calendar of UA knows no public holidays in 2027."),
            ("PL", "1999", "year", "Ensure this value is greater than or equal to 2000."),
            (
                "PL",
                "99999999999999999999",
                "year",
                "Ensure this value is less than or equal to 2100.",
            ),
            ("PL", "soon", "year", "Enter a whole number."),
            ("", "2027", "country", "This field is required."),
            ("P\x00", "2027", "country", "Null characters are not allowed."),
        ):
            with self.subTest(country, year=year):
                page = self.add(country=country, year=year)
                self.assertEqual(page.context["form"].errors, {field: [words]})
                self.assertContains(page, words, count=1)
        self.assertEqual(Holiday.objects.count(), 0)

    def test_who_may_not_add_holidays_meets_no_link_and_no_page(self):
        self.client.force_login(make_editor())
        for answer in (
            self.client.get(PUBLIC),
            self.client.post(PUBLIC, {"country": "PL", "year": "2027"}),
        ):
            self.assertEqual(answer.status_code, 403)
        self.assertEqual(Holiday.objects.count(), 0)
