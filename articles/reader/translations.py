"""The same piece in other languages, as far as readers see it."""

from typing import NamedTuple

from articles.models import PublishedVersion
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


def translations_of(version: PublishedVersion) -> list[Translation]:
    """The live pieces of the same original, by language: one query."""
    others = (
        PublishedVersion.objects.live()
        .filter(original=version.original_id)
        .exclude(language=version.language)
        .order_by("language", "pk")
    )
    rows = others.values_list("language", "path", "title", "article")
    return [Translation(*row, article == version.original_id) for *row, article in rows]
