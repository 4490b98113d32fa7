"""Two texts as the single changes that lead from one to the other."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from articles.writing.alignment import changes
from articles.writing.compared_text import paired
from articles.writing.parts import html_blocks, html_tokens, is_tag
from newsroom.audit.digest import sha256

# Characters of one block, shown as often as something changed in it.
LONGEST_SHOWN = 200_000


@dataclass(frozen=True)
class Part:
    """What stands at one place in both texts, the places counted; a change where it is not the
    same. Those of one block have its number.
    """

    old: str
    new: str
    block: int
    place: int

    @property
    def is_change(self) -> bool:
        return self.old != self.new

    @property
    def key(self) -> str:
        return sha256([self.place, self.old, self.new])[:16]


def parts(old: str, new: str) -> list[Part]:
    """The places of two sanitised bodies: all that is old, joined, is the one, and all that is new
    the other, but for blanks between blocks.

    A change is of some words of a block; where tags come or go with them, or most of a block was
    written anew, of the whole block.
    """
    found: list[tuple[str, str, int]] = []
    blocks = paired(html_blocks(old), html_blocks(new), html_tokens)
    for number, (was, becomes) in enumerate(blocks):
        is_changed = was and becomes and was != becomes
        pairs = _by_words(was, becomes) if is_changed else [(was, becomes)]
        found += [(*pair, number) for pair in pairs]
    return [Part(*told, place) for place, told in enumerate(_together(found))]


def changed(found: Collection[Part]) -> list[Part]:
    return [part for part in found if part.is_change]


def in_their_blocks(found: Collection[Part]) -> Iterator[tuple[Part, str, str]]:
    """Each change, with its block as it stands and as it would be with that change alone; of a very
    long block, the change by itself.
    """
    for _number, block in groupby(found, key=attrgetter("block")):
        around = list(block)
        made, old = changed(around), "".join(part.old for part in around)
        is_long = len(old) * len(made) > LONGEST_SHOWN
        for part in made:
            if is_long:
                yield part, part.old, part.new
            else:
                yield part, old, with_taken(around, {part.key})


def with_taken(found: Collection[Part], keys: Collection[str]) -> str:
    """The old text with some of the changes."""
    return "".join(part.new if part.key in keys else part.old for part in found)


def without(found: Collection[Part], keys: Collection[str]) -> str:
    """The new text without some of the changes."""
    return "".join(part.old if part.key in keys else part.new for part in found)


def _together(pairs: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Whatever was taken out right before something came is one change with it."""
    found: list[tuple[str, str, int]] = []
    for was, becomes, block in pairs:
        if found and not was and not found[-1][1]:
            found[-1] = (found[-1][0], becomes, found[-1][2])
        else:
            found.append((was, becomes, block))
    return found


def _by_words(old: str, new: str) -> list[tuple[str, str]]:
    before, after = html_tokens(old), html_tokens(new)
    found = changes(before, after)
    touched = [token for one in found for token in (*before[one.start : one.end], *one.parts)]
    gone = sum(one.end - one.start for one in found)
    if any(map(is_tag, touched)) or gone * 2 > len(before):
        return [(old, new)]
    pairs: list[tuple[str, str]] = []
    stands = 0
    for one in found:
        between = "".join(before[stands : one.start])
        pair = "".join(before[one.start : one.end]), "".join(one.parts)
        if pairs and not between.strip():
            # Two that only a blank holds apart are one to whoever reads them.
            was, becomes = pairs.pop()
            pair = f"{was}{between}{pair[0]}", f"{becomes}{between}{pair[1]}"
        else:
            pairs.append((between, between))
        pairs.append(pair)
        stands = one.end
    rest = "".join(before[stands:])
    return [pair for pair in [*pairs, (rest, rest)] if any(pair)]
