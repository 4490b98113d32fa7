"""What is left to be said of pieces that came from elsewhere."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.debt.groups import owing
from articles.debt.settling import owing_a_sentence
from articles.models import Article, Photo, Section
from articles.models.choices import Funding, Stage
from newsroom.kit.moments import midnight_after


class Owed(NamedTuple):
    """Pictures of live pieces of which something is not known, and the page that lists them."""

    label: Promise
    count: int
    url: str


LACKING = {
    "alt": (_("pictures without an alternative text"), Q(alt="", decorative=False)),
    "credit": (_("pictures without a credit"), Q(credit="")),
    "licence": (_("pictures whose licence is not known"), Q(licence="")),
}


def left_to_declare(section: Section | None = None, until: int | None = None) -> QuerySet[Article]:
    """The pieces whose funding nobody has declared here and in which no sentence was found: those
    of a section, or first published until the end of a year.
    """
    found = owing().filter(funding=Funding.IMPORTED).exclude(pk__in=owing_a_sentence())
    if section:
        found = found.filter(section=section)
    if until:
        found = found.filter(first_published_at__lt=midnight_after(date(until, 12, 31)))
    return found


def pictures_owing() -> list[Owed]:
    """Of the pictures from elsewhere that published pieces show: `bring in` takes them as they are,
    and the next publication of such a piece does not.
    """
    shown = Q(articles__stage=Stage.PUBLISHED) | Q(figures__article__stage=Stage.PUBLISHED)
    photos = Photo.objects.filter(shown, arrivals__isnull=False)
    lacking = {
        name: Count("pk", filter=lacks, distinct=True) for name, (_label, lacks) in LACKING.items()
    }
    library = reverse("admin:articles_photo_changelist")
    return [
        Owed(LACKING[name][0], count, f"{library}?lacks={name}")
        for name, count in photos.aggregate(**lacking).items()
        if count
    ]
