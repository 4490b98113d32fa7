"""What tests of redaction share: a name, its forms, and who may take them out."""

from datetime import UTC, datetime

from django.contrib.auth.models import Permission

from tests.factories import make_publisher

NAME = "Alesia Bahdanovič"
FORMS = [NAME, "Bahdanovič", "Алеся Багдановіч"]
NOON = datetime(2024, 1, 10, 12, tzinfo=UTC)


def make_officer():
    officer = make_publisher()
    officer.user_permissions.add(Permission.objects.get(codename="redact"))
    return officer
