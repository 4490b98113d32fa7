"""Which parts of two sequences are the same, and what three of them make of each other."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate

Parts = tuple[str, ...]

# The comparisons that one alignment may cost. Beyond, what is left is taken for rewritten: nobody
# waits for two texts that have been made to be compared for ever.
MOST = 6_000_000


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
    found: list[Change] = []
    for kind, i, j, k, m in _Bounded(a, b).get_opcodes():
        if kind == "equal":
            continue
        pairs = [(i, j, k, m)]
        if one_by_one and j - i == m - k:
            pairs = [(i + n, i + n + 1, k + n, k + n + 1) for n in range(j - i)]
        found += [Change(first + i, first + j, tuple(b[k:m])) for i, j, k, m in pairs]
    return found


class _Bounded(SequenceMatcher):
    """Seeks what is the same in both until that has cost MOST."""

    def __init__(self, a: Sequence[str], b: Sequence[str]) -> None:
        super().__init__(None, a, b, autojunk=False)
        # What it costs to look for all parts of `a` before each place of it.
        places = Counter(b)
        self.costs = [0, *accumulate(1 + places[part] for part in a)]
        self.left = MOST

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        self.left -= self.costs[-1 if ahi is None else ahi] - self.costs[alo]
        if self.left < 0:
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


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
    told = [changes(base, side, one_by_one=one_by_one) for side in (mine, theirs)]
    waiting = [deque(all_) for all_ in told]
    found, stands = [], 0
    for start, end in _places([*told[0], *told[1]]):
        found += [Chunk(same, same, same) for same in [tuple(base[stands:start])] if same]
        here = [tuple(_made(base, [*_of(all_, start, end)], start, end)) for all_ in waiting]
        found.append(Chunk(tuple(base[start:end]), *here))
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


def _of(waiting: deque[Change], start: int, end: int) -> Iterator[Change]:
    """Take the changes of one place from those that are left, in order."""
    while waiting and _is_of(waiting[0], start, end):
        yield waiting.popleft()


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
