"""Two texts beside each other, word by word, as HTML with `ins` and `del`."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.writing.alignment import changes
from articles.writing.parts import (
    html_blocks,
    html_tokens,
    is_tag,
    is_word,
    name_of,
    text_tokens,
)

# How often two blocks are laid beside each other to see whether they are alike. Of a text with more
# to be laid so, each is sought in the nearest places alone.
MOST_PAIRS = 100_000

# What holds blocks of its own: these are compared one by one.
HOLDING = {"blockquote", "ol", "table", "tbody", "thead", "tr", "ul"}


class Fate(StrEnum):
    """What became of a passage."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    # The words are the same; what is emphasised, linked or a heading is not.
    FORMATTED = "formatted"


@dataclass(frozen=True)
class Passage:
    """A block of a text, with what came in `ins` and what went in `del`.

    `words` are those that came or went, whichever are more.
    """

    fate: Fate
    html: SafeString
    words: int = 0


def compared_html(old: str, new: str) -> list[Passage]:
    """The passages of two sanitised bodies, in the order of the new one."""
    return [_of_html(*pair) for pair in paired(html_blocks(old), html_blocks(new), html_tokens)]


def compared_lines(old: str, new: str) -> list[Passage]:
    """The passages of two plain texts, line by line."""
    before, after = (text.split("\n") if text else [] for text in (old, new))
    return [
        _marked(text_tokens(one), text_tokens(other), write=escape)
        for one, other in paired(before, after, text_tokens)
    ]


def words_changed(passages: list[Passage]) -> int:
    """How many words came or went."""
    return sum(passage.words for passage in passages)


def paired(
    old: list[str], new: list[str], tokens: Callable[[str], list[str]]
) -> Iterator[tuple[str, str]]:
    """What stands at each place in both, an empty text where nothing does."""
    stands = 0
    for change in changes(old, new):
        yield from ((block, block) for block in old[stands : change.start])
        yield from _alike(old[change.start : change.end], change.parts, tokens)
        stands = change.end
    yield from ((block, block) for block in old[stands:])


def _alike(old, new, tokens):
    """Pair blocks of which at least half is the same, in order; the others went or came."""
    came = [(block, _bag(block, tokens)) for block in new]
    nearest, stands = max(1, MOST_PAIRS // max(1, len(old))), 0
    for block in old:
        bag = _bag(block, tokens)
        near = range(stands, min(stands + nearest, len(came)))
        place = next((n for n in near if _is_alike(bag, came[n][1])), None)
        if place is None:
            yield block, ""
            continue
        yield from (("", added) for added, _ in came[stands:place])
        yield block, came[place][0]
        stands = place + 1
    yield from (("", added) for added, _ in came[stands:])


def _bag(block, tokens):
    return Counter(filter(is_word, tokens(block)))


def _is_alike(bag, other):
    return 2 * (bag & other).total() >= max(bag.total(), other.total(), 1)


def _of_html(old, new):
    before, after = html_tokens(old), html_tokens(new)
    if old and new and old != new:
        if {name_of(before[0]), name_of(after[0])} in ({name} for name in HOLDING):
            return _held(before, after)
        if _pictures(before) != _pictures(after):
            gone, came = _marked(before, []), _marked([], after)
            return Passage(Fate.CHANGED, gone.html + came.html, gone.words + came.words)
    return _marked(before, after)


def _pictures(tokens):
    return [token for token in tokens if name_of(token) == "figure" and token[1] != "/"]


def _held(before, after):
    """A list or a table, what it holds compared one by one."""
    inside = compared_html("".join(before[1:-1]), "".join(after[1:-1]))
    fates = {passage.fate for passage in inside}
    return Passage(
        Fate.FORMATTED if fates <= {Fate.SAME, Fate.FORMATTED} else Fate.CHANGED,
        mark_safe("".join([after[0], *(passage.html for passage in inside), after[-1]])),
        words_changed(inside),
    )


def _marked(before: list[str], after: list[str], write: Callable[[str], str] = str) -> Passage:
    """The tokens of a block before and after; `write` makes HTML of one."""
    if not after:
        return Passage(Fate.REMOVED, _whole(before, "del", write), _words(before))
    if not before:
        return Passage(Fate.ADDED, _whole(after, "ins", write), _words(after))
    if _texts(before) == _texts(after):
        fate = Fate.SAME if before == after else Fate.FORMATTED
        return Passage(fate, mark_safe("".join(map(write, after))))
    html: list[str] = []
    words = stands = written = 0
    for change in changes(before, after):
        kept = change.start - stands
        html += map(write, after[written : written + kept])
        gone = before[change.start : change.end]
        # Its tags went as well: only those of the new text hold it together.
        html += [_whole(_texts(gone), "del", write), _whole(change.parts, "ins", write)]
        words += max(_words(gone), _words(change.parts))
        stands, written = change.end, written + kept + len(change.parts)
    html += map(write, after[written:])
    return Passage(Fate.CHANGED, mark_safe("".join(html)), words)


def _whole(tokens, element, write):
    """Tokens with every text between their tags inside an element."""
    html = []
    for are_tags, run in groupby(tokens, is_tag):
        text = "".join(map(write, run))
        html.append(text if are_tags or not text.strip() else f"<{element}>{text}</{element}>")
    return mark_safe("".join(html))


def _texts(tokens):
    return [token for token in tokens if not is_tag(token)]


def _words(tokens):
    return sum(map(is_word, tokens))
