"""One piece of a report: what readers were served of it, from first to last, in plain values."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.choices import UNNAMED
from articles.models.printed import Printed
from articles.reports.facts import Facts
from newsroom.audit.digest import of_text
from newsroom.kit import html
from newsroom.kit.moments import on_the_clock


class Status(models.TextChoices):
    """What a reader finds at the piece's address."""

    LIVE = "live", _("live")
    SCHEDULED = "scheduled", _("scheduled")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REDIRECTED = "redirected", _("redirected")


@dataclass
class Text:
    """Versions of a piece that print the same, oldest first."""

    number: int
    versions: list

    @property
    def newest(self):
        return self.versions[-1]


@dataclass
class Piece:
    """The versions of one article: `current` is live, or was last, or else is the first to come."""

    facts: Facts
    versions: list

    def __post_init__(self):
        now, live = self.facts.now, self.facts.live
        self.served = [one for one in self.versions if one.version.live_from <= now]
        self.to_come = [one for one in self.versions if one.version.live_from > now]
        self.is_live = any(one.version.pk in live for one in self.versions)
        self.current: Printed = self.served[-1] if self.served else self.to_come[0]

    @property
    def article_id(self):
        return self.current.version.article_id

    @property
    def work(self):
        """What it is counted as: a piece and its translations are one."""
        return self.current.version.original_id

    @property
    def order(self):
        return self.current.version.first_published_at, self.current.version.path

    @property
    def is_carrying(self):
        """Whether anything about the grant is frozen with it."""
        key = self.facts.grant.pk
        return any(
            key in [row.grant_id for row in (*one.grants, *one.disclosures, *one.withheld)]
            for one in self.versions
        )

    @property
    def status(self):
        if self.is_live:
            return Status.LIVE
        if self.current.version.path in self.facts.redirects:
            return Status.REDIRECTED
        return Status.WITHDRAWN if self.served else Status.SCHEDULED

    @cached_property
    def texts(self):
        """The versions by what they print, in the order in which each was first seen."""
        found = {}
        for one in self.versions:
            found.setdefault(one.content_digest(), []).append(one)
        return [Text(number, versions) for number, versions in enumerate(found.values(), 1)]

    def withheld(self):
        """What the current version does not show about the grant."""
        return [
            {"hides": row.hides, "why": row.why}
            for row in self.current.withheld
            if row.grant_id == self.facts.grant.pk
        ]

    @property
    def is_unnamed(self):
        return any(row["hides"] in UNNAMED for row in self.withheld())

    def disclosures(self, printed):
        """The grant's statements on a version, each word for word with its digest (of UTF-8)."""
        return [
            {
                "kind": row.kind,
                "text": row.text,
                "sha256": of_text(row.text),
                "language": row.language,
                "wording": self.facts.wordings[row.wording_id].number,
                "variant": self.facts.wordings[row.wording_id].variant,
                "placement": row.placement,
                "basis": row.basis,
                "printed": row.is_printed,
                "redacted": self.facts.is_sealed(row),
            }
            for row in printed.disclosures
            if row.grant_id == self.facts.grant.pk
        ]

    def logos(self, printed):
        """The logos that are shown of the grant's parties; a file is named by its content."""
        funders = {
            party.funder_id
            for party in printed.parties
            if party.version_grant.grant_id == self.facts.grant.pk
        }
        return [
            {"alt": row.alt, "file": row.file, "redacted": self.facts.is_sealed(row)}
            for row in printed.logos
            if row.funder_id in funders
        ]

    def reference(self):
        """What a list needs to name the piece."""
        version = self.current.version
        return {
            "title": version.title,
            "url": settings.SITE_URL + version.path,
            "first_published_at": first_published(version),
        }

    def entry(self, page_name, others=()):
        """Everything the report says about the piece; `page_name` is that of `dataset`, `others`
        are the same piece in other languages.
        """
        version, facts = self.current.version, self.facts
        return self.reference() | {
            "path": version.path,
            "status": self.status.value,
            "ended_at": None if self.is_live or not self.served else moment(version.ends_at),
            "redirected_to": self._redirected_to(),
            "scheduled_for": moment(self.to_come[0].version.live_from) if self.to_come else None,
            "withdrawal_note": facts.farewells.get(self.article_id) or None,
            "served_since": moment(version.served_since) if self.served else None,
            "text_since": moment(version.printed_at),
            "authors": [
                {"name": row.name, "role": row.role, "redacted": facts.is_sealed(row)}
                for row in self.current.bylines
            ],
            "language": version.language,
            "also_in": [
                {"language": other.current.version.language, "url": other.reference()["url"]}
                for other in others
            ],
            "kind": version.kind,
            "section": version.section_name,
            "tags": [tag.name for tag in self.current.tags],
            "words": html.words(version.body),
            "redacted": any(facts.is_sealed(row) for row in self.current.rows()),
            "disclosures": self.disclosures(self.current),
            "logos": self.logos(self.current),
            "withheld": self.withheld(),
            "corrections": [
                {"kind": row.kind, "dated": row.dated, "text": row.text}
                for row in self.current.corrections
            ],
            "texts": [self._text(text, page_name(self, text)) for text in self.texts],
            "reach": self._reach(),
        }

    def _redirected_to(self):
        if self.status != Status.REDIRECTED:
            return None
        return settings.SITE_URL + self.facts.redirects[self.current.version.path]

    def _text(self, text, page):
        return {
            "title": text.newest.version.title,
            "periods": periods(text.versions),
            "disclosures": self.disclosures(text.newest),
            "redacted": any(self.facts.is_sealed(row) for row in text.newest.rows()),
            "page": page,
        }

    def _reach(self):
        """The figures as they were entered. None: nobody measured, which is not nought."""
        figures = self.facts.reach.get(self.article_id, ())
        figures = sorted(figures, key=lambda figure: (figure.metric, figure.since, figure.source))
        return [
            {
                "metric": figure.metric,
                "value": figure.value,
                "since": figure.since,
                "until": figure.until,
                "source": figure.source,
            }
            for figure in figures
        ] or None


def periods(versions):
    """When a text was, is or will be live; spans that touch are one, None is an open end."""
    spans = []
    for one in versions:
        begins, ends = one.version.live_from, one.version.ends_at
        if spans and spans[-1][1] == begins:
            spans[-1][1] = ends
        else:
            spans.append([begins, ends])
    return [{"from": moment(begins), "until": ends and moment(ends)} for begins, ends in spans]


def first_published(version):
    """The moment of first publication; of a piece of the back catalogue only the date."""
    day = version.true_date
    return day.isoformat() if day else moment(version.first_published_at)


def moment(instant):
    """A moment as the publication's clocks showed it, with the offset: ISO 8601, to the second."""
    local = on_the_clock(instant)
    return local.isoformat(timespec="seconds")
