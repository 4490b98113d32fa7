"""The folder of an export: what there is of every piece, in lines that any program can read.

articles.jsonl   a line of JSON for each piece, after those for sections, tags and authors
grants.jsonl     a line for each funder and grant, with what is said about them
media/           the files that lines name, under the same names
SHA256SUMS       the digests of all these, for `sha256sum --check`
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from articles.departures.around import around
from articles.departures.funding import payers
from articles.departures.pieces import pieces
from articles.departures.told import Row
from articles.models import Article
from newsroom.backups.folder import Making, making
from newsroom.backups.progress import Progress
from newsroom.kit import clock

ARTICLES, GRANTS, MEDIA = "articles.jsonl", "grants.jsonl", "media"
# What a reader of these lines has to know. Another number is another format.
VERSION = 1
# Columns whose value names a file.
FILES = {"file", "photo", "consent", "agreement", "evidence", "fallback_evidence"}


def leave(place: Path, say: Callable[[str], object]) -> tuple[Counter[str], list[str]]:
    """Write a whole export, or nothing. Returns how many lines there are of each type, and the
    names of files that rows name and that are gone.

    The rows are those of one moment. Files are added and hardly ever taken away: whatever a row
    named is there afterwards.
    """
    with making(place, (), "export") as folder:
        media = Media(folder)
        with connection.snapshot():
            counts = write(folder, media, clock.now(), say)
        media.copy(say)
    return counts, media.gone


def write(
    folder: Making, media: "Media", now: datetime, say: Callable[[str], object]
) -> Counter[str]:
    """Write the lines of what there is at a moment, as it is in this transaction; `media` hears
    which files they name.
    """
    counts: Counter[str] = Counter()
    progress = Progress(say, "pieces", Article.objects.count())

    def lines(rows: Iterator[Row]) -> Iterator[bytes]:
        yield line({"type": "format", "version": VERSION, "site": settings.SITE_URL})
        for row in rows:
            counts[row["type"]] += 1
            progress.add(row["type"] == "piece")
            media.named_in(row)
            yield line(row)

    def articles() -> Iterator[Row]:
        yield from around()
        yield from pieces(now)

    folder.write(ARTICLES, lines(articles()))
    folder.write(GRANTS, lines(payers()))
    return counts


def line(row: Row) -> bytes:
    """A row as its line, the same for equal rows."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(", ", ": "))
    return text.encode() + b"\n"


class Media:
    """The files that lines name. `gone` are the names of those that are not there."""

    def __init__(self, folder: Making) -> None:
        self.folder = folder
        self.names: set[str] = set()
        self.gone: list[str] = []

    def named_in(self, value: object) -> None:
        """Find the names of files in a line, however deep."""
        if isinstance(value, dict):
            self.names |= {name for key, name in value.items() if key in FILES and name}
            for one in value.values():
                self.named_in(one)
        elif isinstance(value, list):
            for one in value:
                self.named_in(one)

    def copy(self, say: Callable[[str], object]) -> None:
        progress = Progress(say, "files", len(self.names))
        for name in sorted(self.names):
            progress.add(1)
            if not default_storage.exists(name):
                self.gone.append(name)
                continue
            with default_storage.open(name) as file:
                self.folder.write(f"{MEDIA}/{name}", file.chunks())
