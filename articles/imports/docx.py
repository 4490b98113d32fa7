"""Word files as blocks. Changes that were tracked are taken as accepted."""

import io
import re

import mammoth
from django.utils.translation import gettext as _

from .markup import read_html
from .refusal import ManuscriptRefused

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p > em:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""

# A note as mammoth writes it, and the arrow back to the text.
NOTE_LIST = re.compile(r'<ol><li id="[^"]*?(?:foot|end)note-.*</ol>\s*$', re.DOTALL)
NOTE = re.compile(r'<li id="[^"]*?(?:foot|end)note-[^"]*">')
BACK = re.compile(r'\s*<a href="#[^"]*note-ref-[^"]*">↑</a>')
REFERENCE = re.compile(
    r'<sup><a href="#[^"]*?((?:foot|end)note-[^"]*)" id="[^"]*">(?:\[?\d+\]?)</a></sup>'
)


def read_docx(data):
    """Return the Draft in a Word file that package.check_package has passed.

    Insertions are kept, deletions and comments dropped. Pictures stay out:
    their descriptions are kept, and how many there were.
    """
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
        ).value
    except Exception as error:
        # mammoth promises nothing about what it raises for a broken file.
        raise ManuscriptRefused(_("The Word document is damaged and cannot be opened.")) from error
    return read_html(_name_notes(html))


def _name_notes(html):
    """Number the notes and give them the anchors that a body may hold (``#fn-…``)."""
    notes = NOTE_LIST.search(html)
    if not notes:
        return html
    order = re.findall(r'<li id="[^"]*?((?:foot|end)note-[^"]*)">', notes[0])
    number = {name: count for count, name in enumerate(order, 1)}
    body = REFERENCE.sub(
        lambda found: (
            f'<sup><a href="#fn-{number[found[1]]}">[{number[found[1]]}]</a></sup>'
            if found[1] in number
            else ""
        ),
        html[: notes.start()],
    )
    count = iter(range(1, len(order) + 1))
    listed = NOTE.sub(lambda _found: f'<li id="fn-{next(count)}">', notes[0])
    return body + BACK.sub("", listed)
