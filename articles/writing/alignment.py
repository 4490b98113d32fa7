"""Which parts of two sequences are the same, and what three of them make of each other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Parts = tuple[str, ...]

# The comparisons that one alignment may cost. Beyond, the middle is taken for rewritten: nobody
# waits for two texts that have been made to be compared for ever.
MOST = 3_000_000


@dataclass(frozen=True)
class Change:
    """`base[start:end]` became `parts`."""

    start: int
    end: int
    parts: Parts

    @property
    def adds(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True)
class Chunk:
    """What stands at one place in an old sequence and in two that were made of it."""

    base: Parts
    mine: Parts
    theirs: Parts

    @property
    def is_open(self) -> bool:
        """Whether both changed it, and not alike."""
        return self.mine != self.theirs and self.base not in (self.mine, self.theirs)

    @property
    def merged(self) -> Parts:
        """What whoever changed it made of it; of one that is open, what `mine` holds."""
        return self.theirs if self.mine == self.base else self.mine


def changes(old: Sequence[str], new: Sequence[str], *, one_by_one: bool = False) -> list[Change]:
    """What makes the new sequence of the old one, in order.

    `one_by_one`: where as many parts came as went, each took the place of another.
    """
    first, last_old, last_new = _middle(old, new)
    a, b = old[first:last_old], new[first:last_new]
    counted = Counter(b)
    if sum(number * counted[part] for part, number in Counter(a).items()) > MOST:
        return [Change(first, last_old, tuple(b))]
    found: list[Change] = []
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = [(i, j, k, m)]
        if one_by_one and j - i == m - k:
            pairs = [(i + n, i + n + 1, k + n, k + n + 1) for n in range(j - i)]
        found += [Change(first + i, first + j, tuple(b[k:m])) for i, j, k, m in pairs]
    return found


def _middle(old, new):
    """Where two sequences begin to differ, and where they have stopped to, in each."""
    first, shorter = 0, min(len(old), len(new))
    while first < shorter and old[first] == new[first]:
        first += 1
    last = 0
    while last < shorter - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return first, len(old) - last, len(new) - last


def chunks(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], *, one_by_one: bool = False
) -> list[Chunk]:
    """Both sequences beside the one that they were made of, place by place.

    Two changes are of one place where they touch the same part of it, or add something at the
    same point. What one adds beside what the other changed is of another place.
    """
    told = {
        "mine": changes(base, mine, one_by_one=one_by_one),
        "theirs": changes(base, theirs, one_by_one=one_by_one),
    }
    found, stands = [], 0
    for start, end in _places([*told["mine"], *told["theirs"]]):
        found += [Chunk(same, same, same) for same in [tuple(base[stands:start])] if same]
        here = {
            side: tuple(_made(base, [one for one in all_ if _is_of(one, start, end)], start, end))
            for side, all_ in told.items()
        }
        found.append(Chunk(tuple(base[start:end]), **here))
        stands = end
    rest = tuple(base[stands:])
    return [*found, Chunk(rest, rest, rest)] if rest else found


def _places(all_: list[Change]) -> Iterator[tuple[int, int]]:
    """The spans of the old sequence in which something changed, apart from each other."""
    place: tuple[int, int] | None = None
    for one in sorted(all_, key=lambda change: (change.start, change.end)):
        if place and (one.start < place[1] or (one.start, one.end) == place):
            place = place[0], max(place[1], one.end)
            continue
        if place:
            yield place
        place = one.start, one.end
    if place:
        yield place


def _is_of(change, start, end):
    if change.adds and change.start in (start, end):
        return start == end
    return start <= change.start and change.end <= end


def _made(base, own, start, end):
    for change in own:
        yield from base[start : change.start]
        yield from change.parts
        start = change.end
    yield from base[start:end]
