"""When somebody gets mail is theirs to choose, on their account."""

from django.test import TestCase

from newsroom.models import MailChoice
from tests.factories import make_editor

URL = "/desk/account/mail/"


class MailTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor, cls.other = make_editor(), make_editor()

    def chosen(self):
        return dict(MailChoice.objects.values_list("user", "when"))

    def test_it_is_chosen_for_oneself_alone(self):
        self.client.force_login(self.editor)
        page = self.client.post(URL, {"when": "daily", "user": str(self.other.pk)}, follow=True)
        self.assertContains(page, "Mail: Once a day, in the morning.")
        self.assertEqual(self.chosen(), {self.editor.pk: "daily"})
        self.client.post(URL, {"when": "never"})
        self.assertEqual(self.chosen(), {self.editor.pk: "never"})

    def test_what_is_no_choice_changes_nothing_and_says_so(self):
        self.client.force_login(self.editor)
        for given in ({}, {"when": "hourly"}):
            with self.subTest(given):
                page = self.client.post(URL, given, follow=True)
                self.assertContains(page, "Choose when you want mail")
        self.assertEqual(self.chosen(), {})

    def test_a_stranger_chooses_nothing(self):
        answer = self.client.post(URL, {"when": "never"})
        self.assertEqual((answer.status_code, self.chosen()), (302, {}))
