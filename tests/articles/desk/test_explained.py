"""Every page of the desk says what it is for."""

from django.contrib import admin
from django.test import TestCase

from articles.desk.explained import EXPLAINED, explained
from tests.factories import make_funding_manager


class ExplainedTests(TestCase):
    def test_every_page_of_the_desk_is_explained_and_nothing_else(self):
        registered = {model._meta.label_lower for model in admin.site._registry}
        self.assertEqual(set(EXPLAINED), registered)

    def test_the_page_of_all_pages_says_it_under_each_name_that_somebody_may_use(self):
        self.client.force_login(make_funding_manager())
        page = self.client.get("/desk/pages/")
        listed = [model for app in page.context["app_list"] for model in app["models"]]
        for model in listed:
            with self.subTest(model["object_name"]):
                sentence = explained(model["model"])
                self.assertContains(page, f'<span class="explained">{sentence}</span>', count=1)
        self.assertNotContains(page, EXPLAINED["articles.redirect"])
