"""The same piece in other languages, as far as readers see it."""

import json
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet

from articles.models import PublishedVersion
from newsroom.kit.json_rows import JsonList
from newsroom.kit.languages import direction, native_name


class Translation(NamedTuple):
    """A live piece in another language than the one that leads to it."""

    language: str
    path: str
    title: str
    is_original: bool

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return native_name(self.language)

    @property
    def direction(self) -> str:
        return direction(self.language)


def with_translations(versions: QuerySet[PublishedVersion]) -> QuerySet[PublishedVersion]:
    """The same versions with what `translations_of` reads, in the query that reads them."""
    others = (
        PublishedVersion.objects.shown()
        .filter(original=OuterRef("original"))
        .exclude(language=OuterRef("language"))
        .order_by("language", "pk")
    )
    return versions.annotate(
        translations=JsonList(others, "language", "path", "title", "article_id")
    )


def translations_of(version: PublishedVersion) -> list[Translation]:
    """What readers see of the same original, by language; of a version read `with_translations`.

    Of two in one language it is the newer: what somebody untied is tied until it is published anew.
    """
    newest = {row["language"]: row for row in json.loads(version.translations)}
    return [
        Translation(
            row["language"], row["path"], row["title"], row["article_id"] == version.original_id
        )
        for row in newest.values()
    ]
