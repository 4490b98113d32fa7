"""The front page of a moment: which piece stands in which place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from articles.front.candidates import NEWEST, PINNED, Found, candidates
from articles.front.models.arrangement import ArrangedBlock, ArrangedPlace
from articles.models import PublishedVersion, Tag
from articles.models.printed import Printed, read_printed
from articles.reader.listings import LENGTH, Listing


@dataclass(frozen=True)
class Shown:
    """A piece in its place, counted from 1, and the pin that tells of it there, if one does.

    A teaser says its title, text and picture. Labels, bylines and the day are those of the piece.
    """

    number: int
    piece: Printed
    teaser: ArrangedPlace | None


@dataclass(frozen=True)
class ShownBlock:
    """A block with what stands in it. `link` leads to more of it, where there is more."""

    block: ArrangedBlock
    places: list[Shown]
    link: str


@dataclass(frozen=True)
class Front:
    """The front page of a moment: every block of it, and of the first page of the newest pieces
    those that stand in none.
    """

    arranged: list[ShownBlock]
    newest: Listing

    @property
    def blocks(self) -> list[ShownBlock]:
        """The blocks in which something stands."""
        return [one for one in self.arranged if one.places or one.block.text]

    @property
    def listing(self) -> Listing:
        """Every piece of the page, in the order in which it stands there."""
        placed = [place.piece for one in self.arranged for place in one.places]
        return Listing([*placed, *self.newest.pieces], 1, self.newest.has_older)


# A place that is filled: its number, the key of a version, and the pin that put it there.
Filled = tuple[int, int, ArrangedPlace | None]


def compose(blocks: Iterable[ArrangedBlock], at: datetime) -> Front:
    """The front page that an arrangement makes at a moment; the same whenever it is asked.

    A pinned piece stands in its place while it is live and until its moment. Every other place
    is filled with the newest of what belongs to its block. No piece stands in two places: what is
    pinned comes first, and then whoever comes first on the page. A block of pinned pieces alone
    closes up where one is missing. Two queries.
    """
    blocks = list(blocks)
    found = candidates(blocks, LENGTH + 1, at)
    pins = _pins(blocks, found[PINNED], at)
    taken = {pin.article_id for pins_of_one in pins for pin in pins_of_one.values()}
    filled = [
        list(_filled(block, pins[number], found[PINNED], found[number], taken))
        for number, block in enumerate(blocks)
    ]
    newest = list(found[NEWEST].items())
    rest = [version for article, version in newest[:LENGTH] if article not in taken]
    placed = [version for places in filled for _place, version, _pin in places]
    pieces = _read([*rest, *placed], at)
    shown = [
        ShownBlock(
            block,
            [Shown(place, pieces[key], pin) for place, key, pin in places if key in pieces],
            _link(block) if found[number] else "",
        )
        for number, (block, places) in enumerate(zip(blocks, filled, strict=True))
    ]
    return Front(
        shown,
        Listing([pieces[key] for key in rest if key in pieces], 1, has_older=len(newest) > LENGTH),
    )


def _pins(
    blocks: Sequence[ArrangedBlock], live: Found, at: datetime
) -> list[dict[int, ArrangedPlace]]:
    """The pins of each block that hold at a moment, by place; a piece is where it is first."""
    seen: set[int] = set()
    pins: list[dict[int, ArrangedPlace]] = [{} for _block in blocks]
    for block, held in zip(blocks, pins, strict=True):
        for place in block.own_places:
            ended = place.until is not None and place.until <= at
            fits = place.position <= block.length or not block.row.fills
            if place.article_id in live and place.article_id not in seen and fits and not ended:
                seen.add(place.article_id)
                held[place.position] = place
    return pins


def _filled(
    block: ArrangedBlock,
    pins: dict[int, ArrangedPlace],
    live: Found,
    belonging: Found,
    taken: set[int],
) -> Iterator[Filled]:
    """Yield what stands in each place of a block, and take it from the blocks below."""
    spare = (article for article in belonging if article not in taken)
    places = range(1, block.length + 1) if block.row.fills else sorted(pins)
    for number in places:
        if pin := pins.get(number):
            yield number, live[pin.article_id], pin
        elif (article := next(spare, None)) is not None:
            taken.add(article)
            yield number, belonging[article], None


def _read(versions: Iterable[int], at: datetime) -> dict[int, Printed]:
    """The pieces by the keys of their versions, without bodies: one query."""
    live = PublishedVersion.objects.live(at).filter(pk__in=set(versions))
    return {piece.version.pk: piece for piece in read_printed(live.order_by().defer("body"))}


def _link(block: ArrangedBlock) -> str:
    subject = block.subject
    if isinstance(subject, Tag):
        return reverse("tag", args=[subject.slug])
    return subject.get_absolute_url() if subject else ""
