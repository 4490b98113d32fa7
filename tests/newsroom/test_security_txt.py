"""`/.well-known/security.txt`, as RFC 9116 wants it."""

from datetime import datetime, timedelta

from django.test import TestCase, override_settings
from django.utils import timezone

from newsroom.models import Masthead

PATH = "/.well-known/security.txt"


@override_settings(SITE_URL="https://example.org", LANGUAGES=[("pl", "Polish"), ("en", "English")])
class SecurityTxtTests(TestCase):
    def fields(self):
        answer = self.client.get(PATH)
        self.assertEqual(answer["Content-Type"], "text/plain; charset=utf-8")
        lines = answer.content.decode().splitlines()
        return dict(line.split(": ", 1) for line in lines)

    def test_it_tells_whom_to_write_to_in_which_language_and_where_it_stands(self):
        Masthead.objects.update(contact="desk@example.org")
        told = self.fields()
        expires = datetime.fromisoformat(told.pop("Expires"))
        self.assertEqual(
            told,
            {
                "Contact": "mailto:desk@example.org",
                "Preferred-Languages": "pl, en",
                "Canonical": f"https://example.org{PATH}",
            },
        )
        left = expires - timezone.now()
        self.assertTrue(timedelta(days=178) < left < timedelta(days=365), left)

    def test_the_setting_goes_before_the_masthead(self):
        Masthead.objects.update(contact="desk@example.org")
        with override_settings(SECURITY_CONTACT="https://example.org/report"):
            self.assertEqual(self.fields()["Contact"], "https://example.org/report")

    def test_without_somebody_to_write_to_there_is_none(self):
        self.assertEqual(self.client.get(PATH).status_code, 404)
