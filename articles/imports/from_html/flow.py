"""A row of blocks that is being read: words become paragraphs where one ends."""

import re
from dataclasses import replace

from .blocks import Element
from .items import gathered, unlabelled
from .remarks import first_words
from .runs import BREAK, Run, calm, collapsed, words_of

# Two breaks in a row end a paragraph.
APART = re.compile(rf"{BREAK}[ \t\r\n\f]*{BREAK}[ \t\r\n\f{BREAK}]*")
INDENT = re.compile(rf"(?:^|{BREAK})( *)(?=[^ {BREAK}])")


class Flow:
    """Blocks in a row: of a page, an item, a cell, a quotation.

    `bare` are those in which words may stand without a paragraph around them. `page` counts the
    paragraphs and keeps the remarks.
    """

    def __init__(self, page, *, bare=False):
        self.page, self.bare = page, bare
        self.blocks, self.runs, self.pending, self.pictures = [], [], [], []
        self.tag, self.item = "", None

    def say(self, text, look):
        self.runs.append(Run(text, look))

    def begin(self, tag="", item=None):
        """End the paragraph that is being read, and begin another."""
        self.end()
        self.tag, self.item = tag, item

    def add(self, *blocks):
        self.end()
        self.blocks += blocks

    def picture(self, element):
        """A picture among words stands before or after their paragraph."""
        if any(run.text.strip() for run in self.runs):
            self.pictures.append(element)
        else:
            self.add(element)

    def remark(self, remark):
        self.pending.append(remark)

    def end(self):
        made = [collapsed(runs) for runs in _apart(_unindented(self.runs))]
        made = [runs for runs in made if runs]
        for runs in made:
            self.page.paragraphs += 1
            self.blocks.append(self._block(runs, is_bare=len(made) == 1))
        if self.pending:
            start = first_words(words_of(made[0] if made else self._last_runs()))
        for remark in self.pending:
            remark.number, remark.start = self.page.paragraphs, start
        self.blocks += self.pictures
        self.runs, self.pending, self.pictures = [], [], []
        self.tag, self.item = "", None

    def _last_runs(self):
        return next((block.runs for block in reversed(self.blocks) if block.runs), [])

    def _block(self, runs, *, is_bare):
        tag, item = self.tag, self.item
        if item and not item.of:
            item, runs = unlabelled(item, runs)
        if tag.startswith("h"):
            runs = self._typed(calm(runs))
        elif any(look.upper for _text, look in runs):
            runs = [run._replace(text=run.text.upper()) if run.look.upper else run for run in runs]
        if item:
            self.page.is_lettered |= item.is_lettered
            return Element("item", runs=runs, attrs={"item": item})
        return Element(tag or ("" if self.bare and is_bare else "p"), runs=runs)

    def _typed(self, runs):
        """What makes all of a heading capitals is how it looks; a word of it means them."""
        shown = [look.upper for text, look in runs if text.strip()]
        if all(shown) and words_of(runs) != words_of(runs).upper():
            self.page.remark("capitals", words_of(runs))
        if not all(shown):
            return [run._replace(text=run.text.upper()) if run.look.upper else run for run in runs]
        return [run._replace(look=replace(run.look, upper=False)) for run in runs]

    def finished(self):
        """The blocks, once everything was read."""
        self.end()
        worded = [block for block in self.blocks if block.tag in ("", "p")]
        for block in worded if len(worded) > 1 else ():
            block.tag = "p"
        return gathered(self.blocks)


def _apart(runs):
    """The runs of each paragraph, where breaks in a row cut one."""
    if not APART.search("".join(run.text for run in runs)):
        return [runs]
    whole = "".join(run.text for run in runs)
    cuts = [found.span() for found in APART.finditer(whole)]
    parts, begun, place = [[]], 0, 0
    waiting = list(reversed(cuts))
    for text, look in runs:
        end = begun + len(text)
        while waiting and waiting[-1][0] < end:
            start, stop = waiting[-1]
            parts[-1].append(Run(text[max(0, place - begun) : max(0, start - begun)], look))
            place = stop
            if stop > end:
                break
            waiting.pop()
            parts.append([])
        if not waiting or waiting[-1][0] >= end:
            parts[-1].append(Run(text[max(0, place - begun) :], look))
        begun = end
    return parts


def _unindented(runs):
    """Words whose blanks mean something: what all their lines begin with is taken off."""
    if not any(look.kept for _text, look in runs):
        return runs
    kept = "".join(text for text, look in runs if look.kept)
    least = min((len(indent) for indent in INDENT.findall(kept)), default=0)
    made, at_begin = [], True
    for text, look in runs:
        if look.kept:
            text = re.sub(
                rf"({BREAK}|^)( *)",
                lambda found, first=at_begin: (
                    found[1] + "\u00a0" * max(0, len(found[2]) - least)
                    if found[1] or first
                    else found[0]
                ),
                text,
            )
        at_begin = text.endswith(BREAK) if text else at_begin
        made.append(Run(text, look))
    return made
