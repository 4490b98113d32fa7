"""Arrangements of the front page, for tests."""

from articles.front.composing import compose
from articles.front.models.draft import FrontBlock, FrontPlace
from articles.front.publishing import arrange
from articles.front.reading import blocks_at, content_digest, draft, frozen
from newsroom.kit import clock
from tests.factories import somebody


def put(kind, *pinned, **columns):
    """A block at the end of the draft, with pieces pinned to its places from the first on."""
    length = columns.pop("length", max(1, len(pinned)))
    position = FrontBlock.objects.count()
    block = FrontBlock.objects.create(kind=kind, length=length, position=position, **columns)
    for number, article in enumerate(pinned, 1):
        pin(block, number, article)
    return block


def pin(block, number, article, **columns):
    return FrontPlace.objects.create(block=block, position=number, article=article, **columns)


def digest():
    return content_digest(frozen(draft()))


def publish_draft(**context):
    return arrange(**{"by": somebody("Editor"), "seen": digest(), **context})


def shown(at=None):
    """What the draft would show at a moment: the titles in each block, and those of the rest."""
    return titles(compose(frozen(draft()), at or clock.now()))


def shown_to_readers(at):
    return titles(compose(blocks_at(at), at))


def titles(front):
    blocks = [[one.piece.version.title for one in block.places] for block in front.arranged]
    return [*blocks, [piece.version.title for piece in front.newest.pieces]]
