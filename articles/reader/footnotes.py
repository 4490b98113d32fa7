"""Footnotes of a stored body on a page. Plain text has them from newsroom/kit/text_only.py.

Stored is ``<sup><a href="#fn-1">[1]</a></sup>`` in the text, and ``<li id="fn-1">`` in a list
below it.
"""

import re

from django.utils.html import format_html
from django.utils.translation import gettext as _

REFERENCE = re.compile(r'<sup><a href="#(fn-[\w-]+)">([^<]*)</a></sup>')
NOTE = re.compile(r'<li id="(fn-[\w-]+)">(?:<p>)?')


def with_ways_back(html: str) -> str:
    """Each note begins with a link to the first place that refers to it."""
    led = set()

    def reached(reference):
        name = reference[1]
        if name in led:
            return reference[0]
        led.add(name)
        return reference[0].replace("<sup>", f'<sup id="at-{name}">', 1)

    def leading(note):
        name = note[1]
        if name not in led:
            return note[0]
        way = format_html(
            '<a class="back" href="#at-{}" aria-label="{}">↑</a> ', name, _("Back to the text")
        )
        return note[0] + way

    return NOTE.sub(leading, REFERENCE.sub(reached, html))
