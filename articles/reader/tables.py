"""Tables of a stored body, as a page shows them: moved by keys, and read cell by cell."""

import re

from django.utils.html import format_html
from django.utils.translation import gettext as _

TAG = re.compile(r"<(table|tr|th)(?=[\s>])|</(table)>")


def with_regions(html: str) -> str:
    """Each table stands in a region of its own, which a keyboard can move where it is wider than
    the text; the heads of its first row are of columns, any other of its row.
    """
    rows: list[int] = []
    count = 0

    def written(tag):
        nonlocal count
        if tag[2]:
            rows.pop()
            return f"{tag[0]}</div>"
        if tag[1] == "table":
            rows.append(0)
            count += 1
            name = _("Table %(number)s") % {"number": count}
            region = '<div class="table" role="region" tabindex="0" aria-label="{}">'
            return format_html(region, name) + tag[0]
        if tag[1] == "tr" and rows:
            rows[-1] += 1
        if tag[1] == "th" and rows:
            return f'{tag[0]} scope="{"col" if rows[-1] == 1 else "row"}"'
        return tag[0]

    return TAG.sub(written, html)
