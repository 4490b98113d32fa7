"""The top of a manuscript: title, standfirst, date line, caption, a note on funding."""

import re
from statistics import median

from django.utils.translation import gettext as _

from articles.models.tagging import split_tags

from .captions import read_caption, split_credit
from .dateline import find_dateline
from .names import is_known_section
from .parts import Author
from .statements import kind_of
from .words import one_of

FLAGS = re.IGNORECASE | re.DOTALL
LABELLED = {
    name: re.compile(rf"{one_of(f'label.{name}')}\s*:\s*(?P<value>\S.*)", FLAGS)
    for name in ("title", "standfirst", "tags")
}
LONGEST_TITLE = 300
LONGEST_STANDFIRST = 700


def read_head(manuscript, blocks):
    """Take the head's parts into the manuscript; return ``(blocks left, statements)``.

    ``statements`` are (kind, block) pairs found above the body.
    """
    blocks = _take_labelled(manuscript, list(blocks))
    first = blocks[0] if blocks else None
    blocks = _take_title(manuscript, _take_kicker(manuscript, blocks))
    title_first = not blocks or blocks[0] is not first
    line = find_dateline([_TITLE, *blocks])
    if line:
        _use_dateline(manuscript, line)
        above, below = blocks[: line.first - 1], blocks[line.last :]
    if not line:
        above, below = _without_dateline(manuscript, blocks)
    elif not above and below and _follows_dateline(below, title_first=title_first):
        above, below = below[:1], below[1:]
    above, statements = _take_edge(manuscript, above, through=True)
    below, more = _take_edge(manuscript, below, through=False)
    return _take_standfirst(manuscript, above, bool(line)) + below, statements + more


class _TITLE:
    """Stands for the title, which is never the date line."""

    text, is_text, is_heading, lines = "", False, True, ()


def _take_labelled(manuscript, blocks):
    """Take ``Title: …`` and the like from among the first blocks."""
    kept = []
    for place, block in enumerate(blocks):
        name, value = _labelled(block) if place < 8 and block.is_text else ("", "")
        if name == "tags":
            manuscript.tags = manuscript.tags or split_tags(value.rstrip(". "))
        elif name in ("title", "standfirst") and not getattr(manuscript, name):
            setattr(manuscript, name, value)
        else:
            kept.append(block)
    return kept


def _labelled(block):
    for name, pattern in LABELLED.items():
        if found := pattern.fullmatch(block.text):
            return name, found["value"].strip()
    return "", ""


def _take_title(manuscript, blocks):
    if manuscript.title:
        # A page repeats under its front matter what the front matter says.
        if blocks and blocks[0].is_heading and blocks[0].text == manuscript.title:
            return blocks[1:]
        return blocks
    place = next((n for n, block in enumerate(blocks[:6]) if block.tag == "h1"), None)
    if place is None:
        line = find_dateline([_TITLE, *blocks[:1]])
        candidates = [n for n, block in enumerate(blocks[:4]) if block.is_text and block.text]
        place = next((n for n in candidates if not (n == 0 and line)), None)
        if place is None or len(blocks[place].text) > LONGEST_TITLE:
            manuscript.guess("title", _("No title was found: the text begins at once."))
            return blocks
        manuscript.guess("title", _("The first line was taken as the title."))
    manuscript.title = " ".join(blocks[place].text.split())
    return blocks[:place] + blocks[place + 1 :]


def _take_kicker(manuscript, blocks):
    """The section may stand on a line of its own above the title."""
    if len(blocks) < 3 or manuscript.section or find_dateline([_TITLE, blocks[1]]):
        return blocks
    if is_known_section(blocks[0].text):
        manuscript.section = blocks[0].text
        manuscript.guess(
            "section",
            _("“%(section)s” stands alone above the title.") % {"section": manuscript.section},
        )
        return blocks[1:]
    return blocks


def _use_dateline(manuscript, line):
    if line.date:
        _use_date(manuscript, line.date, explicit="date" in line.explicit)
    for name in line.authors:
        if name not in [author.name for author in manuscript.authors]:
            manuscript.authors.append(Author(name))
    if line.authors and "authors" not in line.explicit:
        manuscript.guess(
            "authors",
            _("“%(names)s” stands in the line with the date, where authors are named.")
            % {"names": ", ".join(line.authors)},
        )
    if manuscript.section and line.section:
        if line.section != manuscript.section:
            manuscript.unplaced.append(line.section)
    elif line.section:
        manuscript.section = line.section
        if "section" not in line.explicit:
            manuscript.guess(
                "section",
                _("“%(section)s” stands at the end of the line with the date.")
                % {"section": line.section},
            )
    manuscript.unplaced += line.leftovers


def _use_date(manuscript, date, *, explicit):
    if manuscript.date:
        return
    manuscript.date = date.value
    if date.value is None:
        manuscript.guess(
            "date",
            _("“%(text)s” is no full date of the calendar, so the date was left empty.")
            % {"text": date.text},
        )
        manuscript.unplaced.append(date.text)
    elif date.ambiguous:
        manuscript.guess(
            "date",
            _("“%(text)s” was read with the day first: %(date)s.")
            % {"text": date.text, "date": date.value.isoformat()},
        )
    elif not explicit:
        manuscript.guess(
            "date",
            _("“%(text)s” stands above the text, where the date is.") % {"text": date.text},
        )


def _without_dateline(manuscript, blocks):
    """Say where the head ends when no line of date and authors marks it."""
    above = []
    while len(above) < 3 and len(above) < len(blocks) - 1:
        block = blocks[len(above)]
        if block.tag in ("img", "figcaption", "hr") or read_caption(block.text):
            above.append(block)
        elif not manuscript.standfirst and _is_standfirst(block, blocks[len(above) + 1 :]):
            above.append(block)
            break
        else:
            break
    return above, blocks[len(above) :]


def _follows_dateline(below, *, title_first):
    """A standfirst may stand under the line with the date: in italics, or where it led the file."""
    block, following = below[0], below[1:]
    return _is_standfirst(block, following) and (block.emphasised or not title_first)


def _is_standfirst(block, following):
    """Set apart by italics or bold, or far shorter than the paragraphs of the text."""
    if block.tag not in ("p", "blockquote") or len(block.text) > LONGEST_STANDFIRST:
        return False
    if kind_of(block.text):
        return False
    if block.emphasised:
        return True
    lengths = [len(other.text) for other in following if other.tag == "p" and len(other.text) > 60]
    short = 40 <= len(block.text) <= 350
    return short and len(lengths) > 2 and len(block.text) < 0.6 * median(lengths[:6])


def _take_edge(manuscript, blocks, *, through):
    """Take captions and statements out of the head; unless ``through``, stop where text begins."""
    kept, statements = [], []
    for place, block in enumerate(blocks):
        if _is_caption(block) and _use_caption(manuscript, block):
            continue
        if kind := _head_statement(block):
            statements.append((kind, block))
        elif block.tag in ("img", "hr") and not kept:
            manuscript.unplaced += [block.text] if block.text else []
        elif through:
            kept.append(block)
        else:
            return kept + blocks[place:], statements
    return kept, statements


def _head_statement(block):
    """Above the text a statement is in italics, or says very plainly what it is."""
    if block.tag not in ("p", "blockquote"):
        return ""
    kind = kind_of(block.text, enough=4 if block.emphasised else 5)
    return kind if kind != "disclaimer" or block.emphasised or kind_of(block.text, bonus=-1) else ""


def _is_caption(block):
    """What the file itself marks, or a line that reads like one."""
    return block.tag in ("figcaption", "p", "h4", "h5", "h6")


def _use_caption(manuscript, block):
    image = read_caption(block.text)
    if image is None and block.tag == "figcaption":
        image = split_credit(block.text)
    if image is None or manuscript.lead_image:
        return False
    manuscript.lead_image = image
    manuscript.guess("lead_image", _("A line near the title reads like a caption or a credit."))
    return True


def _take_standfirst(manuscript, above, has_line):
    """Take the standfirst from what stands above the date line; return what is left of it."""
    texts = [block for block in above if block.is_text and block.text]
    if manuscript.standfirst or not texts:
        return above
    first = texts[0]
    if len(first.text) > 2 * LONGEST_STANDFIRST:
        return above
    manuscript.standfirst = " ".join(first.text.split("\n"))
    manuscript.guess(
        "standfirst",
        _("The paragraph between the title and the line with the date was taken.")
        if has_line
        else _("The first paragraph is set apart from the text, as a standfirst is."),
    )
    left = [block for block in above if block is not first]
    manuscript.unplaced += [block.text for block in left if block.text]
    return left
