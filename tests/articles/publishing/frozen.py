"""What tests of freezing share: a moment, photos, and the columns of a row."""

from datetime import UTC, datetime, timedelta

from articles.models import Photo
from tests.factories import make_picture

NOON = datetime(2024, 1, 10, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def columns(row, *names):
    """Some columns of a row by their names; without names all, but for keys."""
    names = names or [
        field.name
        for field in row._meta.concrete_fields
        if field.name not in ("id", "version", "byline", "version_grant", "position")
    ]
    return {name: getattr(row, name) for name in names}


def make_photo(**fields):
    """A photo that the gate lets pass, of which nobody took the words away."""
    known = {"file": make_picture(), "alt": "A ferry.", "credit": "A. Pilot", "licence": "own"}
    return Photo.objects.create(**{**known, **fields})
