"""The top of a manuscript: title, standfirst, date line, caption, a note on funding."""

from django.utils.translation import gettext as _

from .dateline import find_dateline
from .dating import use_date
from .edges import take_edge
from .kicker import take_kicker
from .labelled import join_labels, take_labelled
from .parts import Author
from .standfirst import follows_dateline, part_without_dateline, take_standfirst

LONGEST_TITLE = 300


def read_head(manuscript, blocks, *, month_first):
    """Take the head's parts into the manuscript; return ``(blocks left, statements)``.

    ``statements`` are (kind, block) pairs found above the body; ``month_first`` is how a date in
    numbers is read.
    """
    blocks = take_labelled(manuscript, join_labels(blocks))
    first = blocks[0] if blocks else None
    blocks = _take_title(manuscript, take_kicker(manuscript, blocks))
    title_first = not blocks or blocks[0] is not first
    line = find_dateline([_TITLE, *blocks])
    if line:
        _use_dateline(manuscript, line, month_first)
        above = [blocks[n] for n in range(line.first - 1) if n + 1 not in line.apart]
        below = [blocks[n] for n in range(line.last, len(blocks)) if n + 1 not in line.apart]
    else:
        above, below = part_without_dateline(blocks, wanted=not manuscript.standfirst)
    if line and not above and below and follows_dateline(below, title_first=title_first):
        above, below = below[:1], below[1:]
    above, statements = take_edge(manuscript, above, through=True)
    below, more = take_edge(manuscript, below, through=False)
    return take_standfirst(manuscript, above, has_line=bool(line)) + below, statements + more


class _TITLE:
    """Stands for the title, which is never the date line."""

    text, is_text, is_heading, lines = "", False, True, ()


def _take_title(manuscript, blocks):
    if manuscript.title:
        # A page repeats under its front matter what the front matter says.
        if blocks and blocks[0].is_heading and blocks[0].text == manuscript.title:
            return blocks[1:]
        return blocks
    place = next((n for n, block in enumerate(blocks[:6]) if block.tag == "h1"), None)
    if place is None:
        below = _leads(blocks)
        candidates = enumerate(blocks[below : below + 4], below)
        place = next((n for n, block in candidates if block.is_text and block.text), None)
        if place is None or len(blocks[place].text) > LONGEST_TITLE:
            manuscript.guess("title", _("No title was found: the text begins at once."))
            return blocks
        manuscript.guess("title", _("The first line was taken as the title."))
    manuscript.title = " ".join(blocks[place].text.split())
    return blocks[:place] + blocks[place + 1 :]


def _leads(blocks):
    """Return how many blocks of date and authors stand above the title; two words may be one."""
    line = find_dateline([_TITLE, *blocks[:1]])
    if not line:
        return 0
    if not line.date and not line.explicit and (below := find_dateline(blocks[:8])):
        return 0 if below.authors else 1
    whole = find_dateline([_TITLE, *blocks])
    return whole.last if whole and whole.first == 1 else 1


def _use_dateline(manuscript, line, month_first):
    if line.date:
        explicit = "date" in line.explicit
        use_date(manuscript, line.date, month_first=month_first, explicit=explicit)
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
        kept, left = manuscript.section, line.section
        # What a label says goes before what stood above the title.
        if "section" in line.explicit:
            kept, left = left, kept
        manuscript.section = kept
        manuscript.unplaced += [left] if left != kept else []
    elif line.section:
        manuscript.section = line.section
        if "section" not in line.explicit:
            manuscript.guess(
                "section",
                _("“%(section)s” stands at the end of the line with the date.")
                % {"section": line.section},
            )
    manuscript.unplaced += line.leftovers
