"""A file that was chosen on a page that is refused is neither kept nor linked to."""

from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField
from django.test import TestCase
from django.urls import reverse

from tests.factories import make_editor, make_grant, make_user
from tests.filling_in import filled_in


def letter():
    return SimpleUploadedFile("letter.pdf", b"%PDF-1.7 We agree.")


class RefusedPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.somebody = make_user(is_superuser=True)
        cls.grant = make_grant()

    def setUp(self):
        self.client.force_login(self.somebody)

    def test_every_page_that_takes_a_file_is_shown_once_more_when_it_is_refused(self):
        """With nothing filled in but the file."""
        walked = 0
        for model, desk in admin.site._registry.items():
            columns = [one.name for one in model._meta.fields if isinstance(one, FileField)]
            if not columns:
                continue
            url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
            page = self.client.get(url)
            if page.status_code != 200:
                continue
            with self.subTest(desk):
                sent = filled_in(page) | {column: letter() for column in columns}
                answer = self.client.post(url, sent)
                self.assertContains(answer, "errornote")
                self.assertNotContains(answer, ">letter.pdf<")
                walked += 1
        self.assertGreaterEqual(walked, 6)

    def test_what_was_kept_before_is_what_is_linked(self):
        url = reverse("admin:funding_grant_change", args=[self.grant.pk])
        answer = self.client.post(
            url, filled_in(self.client.get(url), agreement=letter(), title="")
        )
        self.assertContains(answer, "errornote")
        self.assertNotContains(answer, ">letter.pdf<")


class NobodyElseTests(TestCase):
    def test_who_may_not_have_a_file_is_not_told_whether_there_is_one_either(self):
        self.client.force_login(make_editor())
        grants = make_grant(agreement=letter()), make_grant()
        addresses = [reverse("admin:funding_grant_agreement", args=[one.pk]) for one in grants]
        addresses.append(reverse("admin:funding_grant_agreement", args=[10**9]))
        self.assertEqual([self.client.get(url).status_code for url in addresses], [403] * 3)
