"""Sentences on who paid, as they stand in the text of a piece."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from articles.debt.likeness import denies
from articles.imports.blocks import Block, paragraph
from articles.imports.edges import PLAIN
from articles.imports.ending.end import kind_of, read_end
from articles.imports.ending.forms import SENTENCE
from articles.imports.ending.lines import heading_of, usual_heading
from articles.imports.ending.seen import Seen
from articles.imports.ending.statements import is_possible
from articles.writing.parts import html_blocks, html_tokens, is_sound, is_tag, name_of
from funding.models import Statement
from newsroom.kit.html import plain

KINDS = {
    "acknowledgement": Statement.Kind.ACKNOWLEDGEMENT,
    "disclaimer": Statement.Kind.VIEWS,
}
# So many blocks above the text may say who paid, and so many below it: there such a sentence may
# stand among others too, as in a bio.
ABOVE, BELOW = 3, 8
TAG = re.compile(r"\s*<([a-z][a-z0-9]*)", re.IGNORECASE)
IN_ITALICS = re.compile(r"<p[^>]*>\s*<(em|strong)>(?:(?!</\1>).)*</\1>\s*</p>", re.DOTALL)
CLAUSES = re.compile(r"[,;:–—()]\s+|\s+\(")
EMPTIED = re.compile(r"<(em|strong|a|sup|sub|code)\b[^>]*>\s*</\1>")
BREAKS_AT_THE_ENDS = re.compile(r"(?<=<p>)(?:\s|<br\s*/?>)+|(?:\s|<br\s*/?>)+(?=</p>)")


@dataclass(frozen=True)
class Passage:
    """A sentence, or several in a row. `block` is the paragraph as it is stored, the `place`th of
    the text, and `left` what remains of it without the sentence. A heading that stands over nothing
    else ("Funding") belongs to the block.
    """

    kind: str
    text: str
    block: str
    left: str
    place: int


def passages(body: str, names: Sequence[str]) -> list[Passage]:
    """What reads like a sentence on who paid, or on whose views these are, in a body.

    `names` are those of the authors. Whole paragraphs are looked for above and below the text, and
    below it sentences within paragraphs, which can be taken out without the rest.
    """
    places = list(outermost(body))
    blocks = [_read(html) for _at, html in places]
    possible = [is_possible(block.text) for block in blocks]
    if not any(possible) and not any(heading_of(Seen(block, names)) for block in blocks):
        return []
    _text, end = read_end(blocks, list(names))
    said = {id(block): KINDS[kind] for kind, block in end.parts if kind in KINDS}
    found = []
    for place, ((at, html), block) in enumerate(zip(places, blocks, strict=True)):
        is_near = place < ABOVE or place >= len(blocks) - BELOW
        kind = said.get(id(block)) or (_plainly(block) if is_near and possible[place] else "")
        is_below = place >= len(blocks) - BELOW and possible[place]
        looked_into = block.tag == "p" and (kind or is_below)
        within = list(_within(html, block, names, place)) if looked_into else []
        if within:
            found += within
        elif kind and block.tag != "table":
            first = place - 1 if _is_headed_alone(blocks, place) else place
            whole = body[places[first][0] : at + len(html)]
            found.append(Passage(kind, block.text, whole, "", first))
    return [one for one in found if not _denies(one)]


def outermost(body: str) -> Iterator[tuple[int, str]]:
    """Yield where each outermost block of a body begins, and the block."""
    at = 0
    for block in html_blocks(body):
        at = body.index(block, at)
        yield at, block
        at += len(block)


def _is_headed_alone(blocks, place):
    """Whether a heading in the usual words stands over one paragraph and nothing else."""
    over, below = blocks[place - 1 : place], blocks[place + 1 : place + 2]
    announced = over and over[0].is_heading and usual_heading(over[0].text)
    return bool(announced) and all(one.is_heading or one.tag == "hr" for one in below)


def _denies(passage):
    """Whether it says of nobody that they paid: "No funding was received for this article".

    Of a sentence that has said who paid, the rest may well say no: "…, which had no say in it".
    """
    if passage.kind != Statement.Kind.ACKNOWLEDGEMENT:
        return False
    for clause in CLAUSES.split(SENTENCE.split(passage.text)[0]):
        if denies(clause):
            return True
        if kind_of(paragraph(clause)) == "acknowledgement":
            return False
    return False


def _read(html):
    tag = TAG.match(html)
    return Block(
        text=plain(html),
        html=html,
        tag=tag[1].lower() if tag else "p",
        emphasised=bool(IN_ITALICS.fullmatch(html.strip())),
    )


def _plainly(block):
    kind = kind_of(block, enough=0.0 if block.emphasised else PLAIN)
    return KINDS.get(kind, "")


def _within(html, block, names, place) -> Iterator[Passage]:
    """The first run of sentences of a paragraph that say who paid, where others stand beside it."""
    sentences = [one for line in block.text.split("\n") for one in SENTENCE.split(line)]
    if len(sentences) < 2:
        return
    kinds = [KINDS.get(kind_of(paragraph(one), names, enough=PLAIN), "") for one in sentences]
    first = next((number for number, kind in enumerate(kinds) if kind), None)
    if first is None:
        return
    if all(kinds):
        return
    last = first
    while last + 1 < len(kinds) and kinds[last + 1]:
        last += 1
    text = " ".join(sentences[first : last + 1])
    left = without(html, text)
    if left is not None:
        yield Passage(kinds[first], text, html, left, place)


def without(html: str, text: str) -> str | None:
    """A block without some of its words; None where they do not stand in it one after another, or
    what remains could not be stored.
    """
    tokens = html_tokens(html)
    seen, owners = [], []
    for number, token in enumerate(tokens):
        letters = _letters(token)
        seen.append(letters)
        owners += [number] * len(letters)
    words = r"\s+".join(map(re.escape, text.split()))
    found = re.search(words, "".join(seen))
    if not words or not found:
        return None
    first, last = owners[found.start()], owners[found.end() - 1]
    kept = [
        token
        for number, token in enumerate(tokens)
        if not first <= number <= last or (is_tag(token) and name_of(token) != "br")
    ]
    remains = BREAKS_AT_THE_ENDS.sub("", _without_what_is_empty("".join(kept)))
    if not plain(remains).strip():
        return ""
    return remains if is_sound(remains) else None


def _letters(token):
    if is_tag(token):
        return " " if name_of(token) == "br" else ""
    return unescape(token)


def _without_what_is_empty(html):
    while EMPTIED.search(html):
        html = EMPTIED.sub("", html)
    return html
