"""Headings of a stored body, as a page shows them."""

import re

HEADING = re.compile(r"<h([2-6])(?=[\s>])")


def with_levels(html: str) -> str:
    """No heading is told as more than one level below the one before it, or below the title.

    A box may begin with a small heading before there is a large one: it looks as it should, and
    whoever hears the page would search for what seems to be missing between them.
    """
    before = 1

    def told(heading):
        nonlocal before
        level = int(heading[1])
        before = min(level, before + 1)
        return heading[0] if before == level else f'{heading[0]} aria-level="{before}"'

    return HEADING.sub(told, html)
