"""Two texts that were made of one, put together again: block by block, and word by word in each."""

from collections.abc import Callable
from dataclasses import dataclass

from articles.writing.alignment import Chunk, changes, chunks
from articles.writing.parts import html_blocks, html_tokens, is_sound, text_blocks, text_tokens


@dataclass(frozen=True)
class Kind:
    """How a text is taken apart, and what has to hold of one that is put together."""

    blocks: Callable[[str], list[str]]
    tokens: Callable[[str], list[str]]
    holds: Callable[[str], bool]


HTML = Kind(html_blocks, html_tokens, is_sound)
LINES = Kind(text_blocks, text_tokens, lambda text: True)


def merged(base: str, mine: str, theirs: str, kind: Kind) -> list[Chunk]:
    """The chunks, in blocks, that two texts are made of beside the one that both began from.

    One that both changed is put together word by word, unless they changed the same words, or one
    of them wrote it anew: such a chunk is open.
    """
    taken_apart = (kind.blocks(text) for text in (base, mine, theirs))
    found = chunks(*taken_apart, one_by_one=True)
    return [_by_words(chunk, kind) if chunk.is_open else chunk for chunk in found]


def _by_words(chunk, kind):
    texts = ["".join(parts) for parts in (chunk.base, chunk.mine, chunk.theirs)]
    base, mine, theirs = map(kind.tokens, texts)
    if _is_anew(base, mine) or _is_anew(base, theirs):
        return chunk
    words = chunks(base, mine, theirs)
    text = "".join("".join(one.merged) for one in words)
    if any(one.is_open for one in words) or not kind.holds(text):
        return chunk
    return Chunk(chunk.base, (text,), (text,))


def _is_anew(old, new):
    """Whether less than half is left: mixed with that, a text reads as nobody wrote it."""
    gone = sum(change.end - change.start for change in changes(old, new))
    return gone * 2 > len(old)
