"""What a reader wants to find, as the address of the page says it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q

from articles.disclosure.naming import public_grants
from articles.finding.asking import Asked, asked
from articles.models import PublishedVersion, VersionByline, VersionGrant
from articles.models.version import PublishedVersionQuerySet
from newsroom.kit.moments import midnight, midnight_after, span
from newsroom.kit.text import UNPRINTABLE

# Of what stands in the address so much is printed again.
LONGEST = 200
NEWEST = "newest"
# A day, a month or a year.
DAYS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


@dataclass(frozen=True)
class Wanted:
    """What was typed, and what narrows it; `since` and `until` are days, ``2026-11-26``."""

    q: str = ""
    section: str = ""
    author: str = ""
    language: str = ""
    grant: str = ""
    since: str = ""
    until: str = ""
    order: str = ""

    @cached_property
    def asked(self) -> Asked:
        return asked(self.q)

    @property
    def narrowed(self) -> list[str]:
        """The names of what narrows it."""
        return [one for one in NARROWING if getattr(self, one)]

    @property
    def is_empty(self) -> bool:
        return not self.asked and not self.narrowed

    @property
    def widened(self) -> "Wanted":
        """The same words, and nothing that narrows them."""
        return replace(self, **dict.fromkeys(NARROWING, ""))

    @property
    def is_newest_first(self) -> bool:
        return self.order == NEWEST

    def versions(self) -> PublishedVersionQuerySet:
        """What is live, narrowed."""
        versions = PublishedVersion.objects.live()
        if self.section:
            versions = versions.filter(section__slug=self.section)
        if self.language:
            versions = versions.filter(language=self.language)
        if self.author:
            known = Q(author__slug=self.author) | Q(author__merged_into__slug=self.author)
            signed = VersionByline.objects.filter(known)
            versions = versions.filter(pk__in=signed.values("version"))
        if self.grant:
            named = public_grants().filter(slug=self.grant)
            paid = VersionGrant.objects.filter(grant__in=named.values("pk"))
            versions = versions.filter(pk__in=paid.values("version"))
        if self.since:
            begins = midnight(date.fromisoformat(self.since))
            versions = versions.filter(first_published_at__gte=begins)
        if self.until:
            ends = midnight_after(date.fromisoformat(self.until))
            versions = versions.filter(first_published_at__lt=ends)
        return versions

    def address(self, **changes: str) -> str:
        """The query of the address that asks for this, with some changes."""
        told = replace(self, **changes)
        named = ((one.name, getattr(told, one.name)) for one in fields(told))
        return urlencode({name: value for name, value in named if value})


NARROWING = ("section", "author", "language", "grant", "since", "until")


def wanted(told: Mapping[str, str]) -> Wanted:
    """What the query of an address wants. Nothing in it is an error: what leads to nothing finds
    nothing, and a day that is none is left out. A day may be a month or a year.
    """
    named = {one.name: _tidy(told.get(one.name, "")) for one in fields(Wanted)}
    since, until = _days(named["since"]), _days(named["until"])
    named["since"] = since[0].isoformat() if since else ""
    named["until"] = until[1].isoformat() if until else ""
    return Wanted(**named | {"order": NEWEST if named["order"] == NEWEST else ""})


def _tidy(text):
    return " ".join(UNPRINTABLE.sub(" ", text[: 2 * LONGEST]).split())[:LONGEST]


def _days(text):
    """The first and the last day of a day, month or year; None for what is none of them."""
    found = DAYS.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if day is not None:
            return (date(year, month, day),) * 2
        first, after = span(year, month)
    except ValueError:
        return None
    return first, after - timedelta(days=1)
