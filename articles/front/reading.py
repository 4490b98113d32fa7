"""Arrangements with everything in them: of a moment, and of the draft as it would be frozen."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from articles.front import kinds
from articles.front.models.arrangement import ArrangedBlock, ArrangedPlace, Arrangement
from articles.front.models.columns import BlockColumns, PlaceColumns
from articles.front.models.draft import FrontBlock, FrontPlace
from newsroom.audit.digest import sha256
from newsroom.kit.json_rows import JsonRows, instances

COLUMNS = [column.name for column in BlockColumns._meta.local_fields]
PLACED = [column.name for column in PlaceColumns._meta.local_fields]


def unarranged() -> list[ArrangedBlock]:
    """How the page arranges itself where nobody does: the newest leads, three follow."""
    blocks = [ArrangedBlock(kind=kinds.LEAD, length=1), ArrangedBlock(kind=kinds.SECONDS, length=3)]
    for block in blocks:
        block.own_places = []
    return blocks


def blocks_at(at: datetime) -> list[ArrangedBlock]:
    """The blocks by which the front page is made at a moment, in print order: one query."""
    return blocks_of(Arrangement.objects.in_force(at)) or unarranged()


def blocks_of(arrangements: QuerySet[Arrangement] | list[Arrangement]) -> list[ArrangedBlock]:
    """The blocks of an arrangement with their places, in print order: one query."""
    rows = ArrangedBlock.objects.filter(arrangement__in=arrangements)
    rows = rows.select_related("section", "series", "tag").order_by("position")
    blocks: list[Any] = list(
        rows.annotate(rows=JsonRows(ArrangedPlace, key="block_id", order="position"))
    )
    for block in blocks:
        block.own_places = instances(ArrangedPlace, block.rows)
    return blocks


def draft() -> list[FrontBlock]:
    """The blocks of the draft in print order, with their places in `places`: two queries."""
    blocks = FrontBlock.objects.select_related("section", "series", "tag")
    found = blocks.prefetch_related("places__article", "places__photo")
    return sorted(found, key=lambda block: (_first(block), block.position, block.pk))


def _first(block: FrontBlock) -> int:
    return kinds.FIRST.index(block.kind) if block.kind in kinds.FIRST else len(kinds.FIRST)


def frozen(blocks: Iterable[FrontBlock]) -> list[ArrangedBlock]:
    """The blocks of the draft as they are frozen, not stored yet."""
    made = []
    for position, block in enumerate(blocks):
        columns = {name: getattr(block, name) for name in COLUMNS}
        # A section that is called otherwise one day was called so on this one.
        columns |= {"position": position, "heading": block.called}
        arranged = ArrangedBlock(**columns)
        arranged.own_places = [_frozen_place(place, arranged) for place in block.places.all()]
        made.append(arranged)
    return made


def _frozen_place(place: FrontPlace, block: ArrangedBlock) -> ArrangedPlace:
    columns = {name: getattr(place, name) for name in PLACED}
    made = ArrangedPlace(block=block, article=place.article, photo=place.photo, **columns)
    if photo := place.photo:
        made.file, made.width, made.height = photo.file.name or "", photo.width, photo.height
        made.alt, made.credit = photo.alt, photo.credit
        made.focal_x, made.focal_y = photo.focal_x, photo.focal_y
    return made


def content_digest(blocks: Iterable[ArrangedBlock]) -> str:
    """The digest of what an arrangement says: equal for two that are the same."""
    return sha256(
        [[_said(block), [_said(place) for place in block.own_places]] for block in blocks]
    )


def _said(row: Any) -> dict[str, Any]:
    apart = {"id", "arrangement_id", "block_id"}
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in apart
    }
