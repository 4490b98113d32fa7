"""The end of a manuscript: bios, statements, appeals, corrections and tags after the text."""

import re
from dataclasses import dataclass, field

from authors.handles.running_text import ANY_LABEL
from newsroom.kit.text import name_key

from .captions import read_caption
from .names import is_name
from .statements import ENOUGH, PLAIN, kind_of
from .words import lists_of, one_of

FLAGS = re.IGNORECASE | re.DOTALL
CORRECTED = re.compile(
    rf"\W*{one_of('edge.correction')}"
    r"(?:\s*[:—–]|[,\s(]+[^:—–\n]{0,30}\d{4}\W{0,3}[:—–.)])\s*\S.*",
    FLAGS,
)
TAGS = re.compile(rf"{one_of('label.tags')}\s*:\s*(?P<value>\S.*)", FLAGS)
BUTTON = re.compile(rf"\W*{one_of('appeal.buttons')}\W*", FLAGS)
ADDRESS = re.compile(r"https?://\S+|www\.\S+\.\S+")
EDGE = re.compile(rf"\W*{one_of('edge.note')}", FLAGS)
HEADINGS = {
    kind: re.compile(rf"\W*{one_of(f'heading.{kind}')}\W*", FLAGS) for kind in lists_of("heading")
}
VERB_OF_BIO = one_of("bio.verbs")
VERB = re.compile(rf"\W*(?:{VERB_OF_BIO}|[—–-])(?!\w)", re.IGNORECASE)
PROFESSION = re.compile(rf"(?<!\w){one_of('bio.professions')}(?!\w)", re.IGNORECASE)
THE_AUTHOR_IS = re.compile(rf"\W*{one_of('bio.the_author')}", re.IGNORECASE)
HANDLE = re.compile(r"(?<!\w)@\w{2,}|https?://|www\.")
FOLLOW = re.compile(
    rf"\W*(?:(?:s?he|they) can be|follow|find|{ANY_LABEL}|orcid|e-?mail)", re.IGNORECASE
)

LONGEST_BIO = 1200
LONGEST_NOTE = 200


@dataclass
class Tail:
    """Pairs of kind and block in reading order, and the notes between them that stay."""

    parts: list = field(default_factory=list)
    left: list = field(default_factory=list)


def read_tail(blocks, names):
    """Return ``(blocks of the body, Tail)``.

    Read from the end upwards and stop at the first block that is none of
    these: a paragraph in the middle is never reached. ``names`` are the
    authors known from the head.
    """
    tail = Tail()
    end = len(blocks)
    while end:
        above = blocks[: end - 1]
        kind = _kind(blocks[end - 1], above, tail, names)
        if not kind:
            break
        if kind == "note":
            tail.left.insert(0, blocks[end - 1])
        elif kind not in ("heading", "rule"):
            tail.parts.insert(0, (kind, blocks[end - 1]))
        end -= 1
    # A rule or a note above nothing that was taken belongs to the body.
    if not tail.parts:
        return blocks, Tail()
    return _stop_at_body(blocks[:end]) + tail.left, tail


def _stop_at_body(blocks):
    while blocks and blocks[-1].tag == "hr":
        blocks = blocks[:-1]
    return blocks


def _kind(block, above, tail, names):
    """Return what a block of the tail is, or "" at the end of the body."""
    if block.tag == "hr":
        return "rule"
    if block.tag not in ("p", "blockquote", "figcaption") and not block.is_heading:
        return ""
    text = block.text
    if tail.parts and any(pattern.fullmatch(text) for pattern in HEADINGS.values()):
        return "heading"
    if TAGS.fullmatch(text):
        return "tags"
    if CORRECTED.fullmatch(text) and len(text) < LONGEST_BIO:
        return "correction"
    if block.is_heading and not block.emphasised and len(text) > LONGEST_NOTE:
        return ""
    if kind := _bio(block, above, tail, names):
        return kind
    if _is_button(block, above):
        return "button"
    if kind := _statement(block, above, tail):
        return kind
    if (block.tag == "figcaption" or read_caption(text)) and len(text) <= LONGEST_NOTE:
        return "caption"
    return _note(block, above, tail, names)


def _statement(block, above, tail):
    """Below the bio, or beside another statement, we are past the text; above it, not surely."""
    headed = _heading_above(above)
    past = (
        block.emphasised
        or bool(above and above[-1].tag == "hr")
        or bool(tail.parts and tail.parts[0][0] not in ("bio", "handles", "caption"))
        or any(_opens_bio(other.text) for other in above[-4:])
    )
    kind = kind_of(block.text, bonus=2 if headed else 0, enough=ENOUGH if past else PLAIN)
    if not kind and headed and headed != "bio" and len(block.text) <= LONGEST_BIO:
        return headed
    return kind


def _heading_above(above):
    """The part that the block's own heading names ("Funding", "About the author")."""
    if not above:
        return ""
    text = above[-1].text
    return next((kind for kind, pattern in HEADINGS.items() if pattern.fullmatch(text)), "")


def _bio(block, above, tail, names):
    text = block.text
    if len(text) > LONGEST_BIO or block.is_heading:
        return ""
    if bio_owner(text, names) and not _has_bio(tail, bio_owner(text, names), names):
        return "bio"
    if not names:
        return "bio" if opening_name(text) else _under_bio(block, above, names)
    if _heading_above(above) == "bio":
        return "bio"
    if THE_AUTHOR_IS.match(text) and PROFESSION.search(text):
        return "bio"
    return _under_bio(block, above, names)


def _under_bio(block, above, names):
    """``Follow her on X: @…`` right under the bio."""
    text = block.text
    opens = any(bio_owner(other.text, names) or _opens_bio(other.text) for other in above[-1:])
    if HANDLE.search(text) and FOLLOW.match(text) and len(text) <= LONGEST_NOTE and opens:
        return "handles"
    return ""


def _has_bio(tail, owner, names):
    return any(
        kind == "bio" and bio_owner(block.text, names) == owner for kind, block in tail.parts
    )


def _opens_bio(text):
    return bool(opening_name(text) or THE_AUTHOR_IS.match(text))


def bio_owner(text, names):
    """Return which of the authors a bio begins with, by full name or surname, or ""."""
    for name in names:
        for start in (name, name.split()[-1]):
            pattern = r"\W*" + r"[\s\u00a0]+".join(map(re.escape, start.split()))
            found = re.match(pattern + r"(?!\w)", text, re.IGNORECASE)
            if found and _goes_on_as_bio(text[found.end() :], text):
                return name
    key = name_key(text[:200])
    for name in names:
        if key.startswith(name_key(name) + " ") and PROFESSION.search(text):
            return name
    return ""


def _goes_on_as_bio(rest, text):
    signs = bool(VERB.match(rest)) + bool(PROFESSION.search(text)) + bool(HANDLE.search(text))
    return signs >= (1 if len(text) < 400 else 2) or bool(re.match(r"\s*[,(]", rest) and signs)


def opening_name(text):
    """Return the name a bio opens with where no author is known: "Olena Marchuk is a …"."""
    found = re.match(
        rf"\W*(?P<name>[^,.;:—–()]{{5,50}}?)\s*(?:\([^)]{{1,40}}\))?,?\s+"
        rf"(?:{VERB_OF_BIO}(?!\w)|[—–-]\s)",
        text,
        re.IGNORECASE,
    )
    if found and is_name(found["name"]) and PROFESSION.search(text) and len(text) <= LONGEST_BIO:
        return found["name"]
    return ""


def _is_button(block, above):
    """A button's words or an address alone, right under an appeal."""
    if not above or BUTTON.fullmatch(above[-1].text) or kind_of(above[-1].text) != "appeal":
        return False
    return bool(BUTTON.fullmatch(block.text) or ADDRESS.fullmatch(block.text)) or (
        bool(block.links) and block.links[0][0] == block.text and len(block.text) < 60
    )


def _note(block, above, tail, names):
    """A short note ("Translated by…") may stand among the parts of the tail."""
    # What stands below the bio stands below the text; more than one such
    # paragraph is a text that happens to present its author.
    if not tail.left and any(_is_plain_bio(other.text, names) for other in above[-4:]):
        return "note"
    if len(block.text) > LONGEST_NOTE or not EDGE.match(block.text):
        return ""
    # Something plain must follow further up, or the note is just the last paragraph.
    for other in reversed(above[-3:]):
        if kind_of(other.text, enough=PLAIN) or bio_owner(other.text, names):
            return "note"
    return ""


def _is_plain_bio(text, names):
    """The full name of an author opens it, and it says what they do."""
    key = name_key(text[:200])
    return (
        bool(PROFESSION.search(text[:LONGEST_BIO]))
        and len(text) <= LONGEST_BIO
        and any(key.startswith(name_key(name) + " ") and bio_owner(text, [name]) for name in names)
    )
