"""The pieces of one page of results, as they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.models import PublishedVersion
from articles.models.printed import Printed, read_printed
from articles.reader.search.marks import Marks
from newsroom.kit.html import plain


@dataclass(frozen=True)
class Hit:
    """A piece that was found: its title and what it says of what was asked for, with marks."""

    piece: Printed
    title: SafeString
    excerpt: SafeString | str


def hits(keys: Sequence[int], marks: Marks) -> list[Hit]:
    """The live versions with some keys, in the order of these: one query."""
    live = PublishedVersion.objects.live().filter(pk__in=keys)
    found = {piece.version.pk: piece for piece in read_printed(live.order_by())}
    return [_hit(found[key], marks) for key in keys if key in found]


def _hit(piece, marks):
    version = piece.version
    language, standfirst = version.language, version.standfirst
    title = marks.marked(version.title, language)
    excerpt = None
    if not marks.all_in(f"{version.title}\n{standfirst}", language):
        excerpt = marks.excerpt(plain(version.body).replace("\n", " "), language)
    return Hit(piece, title, excerpt or marks.marked(standfirst, language))
