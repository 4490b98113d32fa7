"""How much a block is like the short things at an end: a correction, tags, a caption, a note."""

import re

from ..captions import read_caption
from ..names import are_names
from ..words import one_of, pattern_of
from .forms import HEADINGS
from .people import opening_author
from .seen import Seen
from .statements import NEVER

FLAGS = re.IGNORECASE | re.DOTALL
TAGS = re.compile(rf"\W*{one_of('label.tags')}\s*:\s*(?P<value>\S.*)", FLAGS)
HASHTAGS = re.compile(r"#\w[\w-]*(?:[\s,;]+#\w[\w-]*)*")
# Of a heading that is worded otherwise ("Support for this article"), the stems tell the part.
HEADED_BY = (
    ("bio", ("views.writer",)),
    ("acknowledgement", ("funding.thanks", "funding.pays")),
    ("disclaimer", ("views.views", "views.answers")),
)
LABEL = re.compile(r"\W*(?P<label>[^:\n]{3,60}?)(?::|\)?\s*[—–]\s)\s*\S")
CREDIT = re.compile(r"[^\W\d_][\w ]{2,40}:\s+(?P<names>[^:\n]{3,80})")
YEAR = re.compile(r"(?:19|20)\d\d")

LONGEST = 1200
LONGEST_CAPTION = 200
LONGEST_NOTE = 300
LONGEST_HEADING = 60
# Within so many characters a note says what it is.
OPENING = 30


def correction(seen: Seen) -> float:
    """A label that says so, or a sentence on what an earlier version of this piece said."""
    if len(seen.text) > LONGEST:
        return NEVER
    found = LABEL.match(seen.text)
    label = found["label"] if found else ""
    labelled = bool(pattern_of("note.corrects").match(label.lstrip())) and (
        len(label.split()) <= 3 or bool(YEAR.search(label))
    )
    first = seen.sentences[0]
    corrects = bool(pattern_of("note.corrects").search(first))
    earlier = seen.has("note.earlier")
    dated = bool(YEAR.search(first[:120]))
    told = (corrects or earlier) and seen.about_the_piece and (dated or earlier)
    if not labelled and not told and not (earlier and YEAR.search(label)):
        return NEVER
    return (
        -2.5
        + 4.0 * labelled
        + 1.5 * corrects
        + 2.0 * earlier
        + 1.5 * (seen.about_the_piece and not labelled)
        + 1.0 * dated
        + max(seen.story, -3.0)
        - 2.0 * ("?" in seen.text)
    )


def tags(seen: Seen) -> float:
    text = seen.text.strip()
    return 5.0 if TAGS.fullmatch(text) or HASHTAGS.fullmatch(text) else NEVER


def caption(seen: Seen) -> float:
    if len(seen.text) > LONGEST_CAPTION:
        return NEVER
    if seen.block.tag == "figcaption":
        return 2.5
    return 1.5 if read_caption(seen.text) else NEVER


def note(seen: Seen) -> float:
    """Whatever stands among the parts and is none of them: it stays with the text, and is told."""
    if seen.block.tag == "img":
        return -1.0
    if seen.block.is_heading:
        return -1.0 if len(seen.text) <= LONGEST_HEADING else NEVER
    if is_aside(seen):
        return 0.0
    if len(seen.text) > LONGEST_NOTE:
        return NEVER
    return -2.0 if seen.has("note.aside") else -3.0


def is_aside(seen):
    """Whether the first words say that it is a note: "Translated by", "©", "Proofreading: A"."""
    place = seen.place("note.aside")
    if place is not None and place < OPENING:
        return True
    credit = CREDIT.fullmatch(seen.text.strip().rstrip("."))
    return bool(credit) and are_names(credit["names"])


def rule(seen: Seen) -> float:
    return 0.0 if seen.block.tag == "hr" or not any(map(str.isalnum, seen.text)) else NEVER


def usual_heading(text):
    """Return the part that a line announces in words of the lists, or ""."""
    bare = text.strip(" :*_")
    return next((kind for kind, known in HEADINGS.items() if known.fullmatch(bare)), "")


def heading_of(seen):
    """Return the part that a line announces ("About the author", "Funding"), or ""."""
    text = seen.text.strip()
    if not text or len(text) > LONGEST_HEADING or "\n" in text:
        return ""
    if kind := usual_heading(text):
        return kind
    # A sentence ends with a stop; a heading is a few words, and names nobody.
    if len(text.split()) > 5 or re.search(r"[.!?…,;]$", text):
        return ""
    if opening_author(text, seen.names)[0] or seen.addressed or seen.has_amount:
        return ""
    if not text.isupper() and (seen.organisation or seen.proper_name):
        return ""
    for kind, keys in HEADED_BY:
        if any(pattern_of(key).search(text) for key in keys):
            return kind
    if pattern_of("appeal.asks").match(text) and pattern_of("appeal.us").search(text):
        return "appeal"
    return ""
