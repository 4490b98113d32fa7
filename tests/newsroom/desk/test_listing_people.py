from django.test import TestCase
from django.urls import reverse

from articles.front.models.arrangement import Arrangement
from newsroom.kit import clock
from tests.factories import make_article, make_editor


class ListingPeopleTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        named = {"first_name": "Anna", "last_name": "Nowak"}
        cls.editor = make_editor(username="signs-in-as-this", **named)
        make_article(by=cls.editor, editor=cls.editor)
        make_article(by=make_editor(username="without-a-name"))

    def shown(self, address):
        self.client.force_login(self.editor)
        page = self.client.get(address).content.decode()
        return page[page.index("result_list") :]

    def test_a_list_calls_people_by_their_names(self):
        page = self.shown(reverse("admin:articles_article_changelist"))
        self.assertEqual(page.count("Anna Nowak"), 2)
        self.assertEqual(page.count("without-a-name"), 1)
        self.assertNotIn("signs-in-as-this", page)
        self.assertEqual(page.count('class="field-created_by'), 2)

    def test_it_is_still_put_in_order_by_them(self):
        page = self.shown(reverse("admin:articles_article_changelist", query={"o": "6"}))
        self.assertIn("sorted ascending", page)

    def test_so_are_those_who_arranged_the_front_page(self):
        now = clock.now()
        Arrangement.objects.create(shown_from=now, frozen_at=now, frozen_by=self.editor)
        page = self.shown(reverse("admin:articles_arrangement_changelist"))
        self.assertEqual(page.count("Anna Nowak"), 1)
        self.assertNotIn("signs-in-as-this", page)
