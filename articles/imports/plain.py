"""Plain text as blocks: one paragraph a line, or wrapped lines with empty lines between."""

import re

from .blocks import Block, Draft, paragraph

# A wrapped text is seldom wider; a line beyond this is a paragraph.
WIDEST = 100
NARROWEST = 40

RULE = re.compile(r"(?:[*_~=#·•—–-][ \t]*){3,}")
BULLET = re.compile(r"[•*▪‣][ \t\u00a0]+")


def read_plain(text):
    """Return the Draft in a plain text."""
    groups = [
        [line.strip() for line in group.split("\n")]
        for group in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n"))
    ]
    width = _width(groups)
    blocks = []
    for group in groups:
        for number, lines in enumerate(_paragraphs(group, width)):
            blocks.append(_block(lines, apart=number == 0))
    blocks = [block for block in blocks if block.text or block.tag == "hr"]
    return Draft(blocks=_lists(blocks), held=text.split("\n"))


def _width(groups):
    """Return the width the text is wrapped at, or 0 if it is not wrapped.

    It is when a paragraph of three lines or more breaks nowhere but where the
    next word would not have fitted, and mostly in the middle of a sentence.
    """
    wrapped = sorted(len(line) for group in groups if len(group) > 2 for line in group[:-1])
    # A long address sticks out of the wrapping, so not simply the longest.
    width = wrapped[int(0.95 * (len(wrapped) - 1))] if wrapped else 0
    if not NARROWEST <= width <= WIDEST:
        return 0
    for group in groups:
        breaks = list(zip(group, group[1:], strict=False))
        if len(breaks) < 2 or not all(_is_soft(*pair, width) for pair in breaks):
            continue
        if sum(not re.search(r"[.!?…:]\W*$", line) for line, _next in breaks) * 2 >= len(breaks):
            return width
    return 0


def _is_soft(line, following, width):
    """A break is soft when the word after it had no room before it, or plainly goes on.

    People wrap by hand, too, and less exactly than programs.
    """
    word = following.split(maxsplit=1)[0] if following else ""
    if not word:
        return False
    return len(line) + 1 + len(word) > width or (word[0].islower() and len(line) > width / 2)


def _paragraphs(group, width):
    """Yield the lines of each paragraph in a group of lines without an empty one."""
    lines = [group[0]]
    for line in group[1:]:
        if width and _is_soft(lines[-1], line, width) and not BULLET.match(line):
            lines.append(line)
        else:
            yield lines
            lines = [line]
    yield lines


def _block(lines, *, apart):
    text = lines[0]
    for line in lines[1:]:
        # Wrapping breaks after a hyphen too: "Austro-" + "Hungarian".
        text += line if re.search(r"\w-$", text) else f" {line}"
    if RULE.fullmatch(text):
        return Block("", "", tag="hr", apart=apart)
    return paragraph(text, lines=tuple(lines), apart=apart)


def _lists(blocks):
    """Make lists of the lines that begin with a bullet, two or more in a row."""
    listed, run = [], []
    for block in [*blocks, None]:
        if block and BULLET.match(block.text):
            run.append(block)
            continue
        listed += [_list(run)] if len(run) > 1 else run
        run = []
        if block:
            listed.append(block)
    return listed


def _list(run):
    items = [BULLET.sub("", block.text, count=1) for block in run]
    return Block(
        text="\n".join(items),
        html="".join(f"<li>{paragraph(item).html}</li>" for item in items),
        tag="ul",
        apart=run[0].apart,
    )
