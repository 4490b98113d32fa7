"""A logo that stands under a published piece is kept."""

from django.db.models import ProtectedError
from django.test import TestCase
from django.urls import reverse

from articles.models.choices import Stage
from funding.models import FunderLogo
from tests.factories import (
    make_article,
    make_funder,
    make_funding_manager,
    make_grant,
    make_logo,
    make_picture,
)
from tests.filling_in import filled_in


class LogoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.fund = make_funder("The Fund")
        cls.shown = make_logo(cls.fund)
        make_article(stage=Stage.PUBLISHED, grants=[make_grant(funders=[cls.fund])])
        cls.new = make_logo(cls.fund, file=make_picture(colour="red"), alt="Another logo")

    def setUp(self):
        self.client.force_login(make_funding_manager())
        self.url = reverse("admin:funding_funder_change", args=[self.fund.pk])

    def delete(self, place):
        form = filled_in(self.client.get(self.url), **{f"logos-{place}-DELETE": "on"})
        return self.client.post(self.url, form, follow=True)

    def test_the_desk_refuses_to_delete_one_that_was_shown_in_a_sentence(self):
        page = self.delete(0)
        words = "The logo “Logo of The Fund” stands under published pieces, and cannot be deleted."
        self.assertContains(page, words, count=1)
        self.assertNotContains(page, "protected related objects")
        self.assertEqual(list(self.fund.logos.all()), [self.shown, self.new])
        self.assertTrue(self.shown.file.storage.exists(self.shown.file.name))

    def test_one_that_was_never_shown_is_deleted(self):
        self.delete(1)
        self.assertEqual(list(self.fund.logos.all()), [self.shown])

    def test_nothing_else_deletes_it_either(self):
        for act in (self.shown.delete, FunderLogo.objects.all().delete):
            with self.assertRaises(ProtectedError):
                act()
        self.assertEqual(self.fund.logos.count(), 2)
