"""A piece as it is now: what editors have of it and, where it reads otherwise, what readers see."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db.models import Count

from articles.departures.funding import coverage, waivers
from articles.departures.told import (
    CORRECTION,
    GUESS,
    PIECE,
    TEXT,
    Row,
    called,
    moment,
    photo,
    told,
)
from articles.models import Article, Photo, PublishedVersion
from articles.models.figure import photos_in
from articles.models.printed import Printed, read_printed
from articles.publishing.freeze import frozen_corrections

# Pieces that are in memory at once.
AT_ONCE = 50
# The number of a photo that is gone.
NONE = 999_999_999
FIGURE = re.compile(r'(<figure data-photo=")(\d+)(")', re.ASCII)
NAMED = ("section", "issue", "series", "lead_photo", "translation_of")
FILED = ("section", "issue", "series")
BESIDE = (
    *("bylines__author", "tags", "guesses", "waivers__grant", "withdrawals"),
    *("coverages__grant", "coverages__statement__grant", "coverages__statement__funder"),
)


def pieces(now: datetime) -> Iterator[Row]:
    """Yield every piece and page as it is at a moment, in the order in which they were made;
    originals come before all translations.
    """
    keys = _Keys()
    in_order = Article.objects.order_by("created_at", "pk")
    for of in (in_order.filter(translation_of=None), in_order.exclude(translation_of=None)):
        found = of.select_related(*NAMED).prefetch_related(*BESIDE).iterator(AT_ONCE)
        while lot := list(islice(found, AT_ONCE)):
            shown = (
                PublishedVersion.objects.filter(article__in=lot).shown(now).select_related(*FILED)
            )
            live = {whole.version.article_id: whole for whole in read_printed(shown)}
            for article in lot:
                yield _Piece(article, live.get(article.pk), keys, now).told()


class _Keys:
    """What pieces are called: the moment at which each was made."""

    def __init__(self):
        made = Article.objects.values("created_at").annotate(number=Count("pk"))
        self.shared = set(made.filter(number__gt=1).values_list("created_at", flat=True))

    def key(self, article):
        key = moment(article.created_at)
        if article.created_at not in self.shared:
            return key
        before = Article.objects.filter(created_at=article.created_at, pk__lt=article.pk).count()
        return f"{key} {before + 1}" if before else key


class _Piece:
    """One piece, with the photos that stand in it: in texts they are called by their number."""

    def __init__(self, article: Article, live: Printed | None, keys: _Keys, now: datetime):
        self.article, self.live, self.keys, self.now = article, live, keys, now
        self.numbers: dict[int, int] = {}
        self.photos: list[Row] = []

    def told(self) -> Row:
        article = self.article
        written = self._written()
        notes, printed = frozen_corrections(article, self.now), self._printed_notes()
        original = article.translation_of
        return {
            "type": "piece",
            "key": self.keys.key(article),
            **told(article, PIECE),
            **written,
            "translation_of": self.keys.key(original) if original else None,
            "coverage": coverage(sorted(article.coverages.all(), key=_made)),
            "waivers": waivers(sorted(article.waivers.all(), key=_made)),
            "corrections": [
                {**told(note.correction, CORRECTION), "is_printed": note.correction_id in printed}
                for note in sorted(notes, key=lambda note: (note.dated, note.correction_id))
            ],
            "guesses": [
                told(guess, GUESS)
                for guess in sorted(article.guesses.all(), key=_made)
                if not guess.confirmed_at
            ],
            "live": self._live(written) if self.live else None,
            "scheduled": self._scheduled(),
            "withdrawn": self._withdrawn(),
            "photos": self.photos,
        }

    def _written(self) -> Row:
        article = self.article
        return {
            **told(article, TEXT),
            "section": article.section.slug if article.section else None,
            "issue": article.issue.slug if article.issue else None,
            "series": article.series.slug if article.series else None,
            "lead": self._number(article.lead_photo),
            "lead_caption": article.lead_caption,
            "lead_credit": article.lead_credit,
            "body": self._numbered(article.body),
            "bylines": [_byline(one.author, one.role, one.bio) for one in self._bylines()],
            "tags": sorted(tag.slug for tag in article.tags.all()),
        }

    def _bylines(self):
        return sorted(self.article.bylines.all(), key=lambda one: (one.position, one.pk))

    def _live(self, written):
        """What readers see that is not told of the working copy."""
        version = self.live.version
        printed = self._printed(version)
        paid = [*self.live.grants, *self.live.withheld]
        grants = {row.grant.slug: called(row.grant) for row in paid}
        return {
            "until": moment(version.planned_until),
            "updated": moment(version.printed_at) if version.is_updated else None,
            "grants": [grants[slug] for slug in sorted(grants)],
            "disclosures": [
                told(one, ("kind", "placement", "language", "text")) for one in self.live.notices
            ],
            "otherwise": {name: value for name, value in printed.items() if value != written[name]},
        }

    def _printed(self, version) -> Row:
        photo = self._lead_of(version)
        authors = {one.author_id: one for one in self._bylines()}
        return {
            **told(version, TEXT),
            "section": version.section.slug if version.section else None,
            "issue": version.issue.slug if version.issue else None,
            "series": version.series.slug if version.series else None,
            "lead": self._number(photo),
            **{
                f"lead_{name}": _as_written(
                    getattr(self.article, f"lead_{name}"),
                    getattr(photo, name, ""),
                    getattr(version, f"lead_{name}"),
                )
                for name in ("caption", "credit")
            },
            "body": self._numbered(version.body),
            "bylines": [
                _byline(
                    one.author,
                    one.role,
                    _as_written(
                        getattr(authors.get(one.author_id), "bio", ""), one.author.bio, one.bio
                    ),
                )
                for one in self.live.bylines
            ],
            "tags": sorted(one.tag.slug for one in self.live.tags),
        }

    def _lead_of(self, version):
        """The photo that is the lead image of a version, which names its file alone."""
        lead = self.article.lead_photo
        if lead and lead.file.name == version.lead_file:
            return lead
        if not version.lead_file:
            return None
        return Photo.objects.filter(file=version.lead_file).order_by("pk").first()

    def _numbered(self, body):
        """A text in which photos are called by their numbers."""
        if keys := photos_in(body):
            known = Photo.objects.in_bulk(keys)
            for key in keys:
                self._number(known.get(key))
        return FIGURE.sub(self._figure, body)

    def _figure(self, found):
        return f"{found[1]}{self.numbers.get(int(found[2]), NONE)}{found[3]}"

    def _number(self, row):
        if row is None:
            return None
        if row.pk not in self.numbers:
            said = photo(row)
            if said not in self.photos:
                self.photos.append(said)
            self.numbers[row.pk] = self.photos.index(said) + 1
        return self.numbers[row.pk]

    def _printed_notes(self):
        return {note.correction_id for note in self.live.corrections} if self.live else set()

    def _scheduled(self):
        if not self.article.path:
            return []
        to_come = self.article.versions.to_come(self.now)
        if self.live:
            # What follows where an embargo ends is the same text.
            to_come = to_come.exclude(edition=self.live.version.edition)
        return [moment(begins) for begins in to_come.values_list("live_from", flat=True)]

    def _withdrawn(self):
        """When readers ceased to see it and what they are told, where nothing of it is left."""
        if self.live or not self.article.path:
            return None
        gone = self.article.versions.gone(self.now).first()
        return gone and {"at": moment(gone.ended_at), "text": gone.farewell or ""}


def _byline(author, role, bio):
    return {"author": author.survivor().slug, "role": role, "bio": bio}


def _as_written(written, otherwise, printed):
    """What an editor wrote, or would have had to write, that this is printed; what is left empty
    is printed as it stands `otherwise`.
    """
    if (written or otherwise) == printed:
        return written
    return "" if printed == otherwise else printed


def _made(row):
    return row.pk
