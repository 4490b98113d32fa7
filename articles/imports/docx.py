"""Word files as blocks. Changes that were tracked are taken as accepted."""

import io
import re
from posixpath import splitext

import mammoth
from django.utils.translation import gettext as _

from .encodings import decode
from .from_html.remarks import Remark
from .from_html.tree import refuse_deep
from .from_word.archive import Archive
from .from_word.around import comments, drawn, edges, pictures
from .from_word.rewriting import STYLES, Rewriting
from .from_word.walk import paragraphs
from .markup import read_html
from .refusal import ManuscriptRefused
from .source import refuse_unprintable_in

CHUNK = re.compile(r'<p><a id="_chunk_(\d+)"></a></p>')


def read_docx(data):
    """Return the Draft in a Word file that package.check_package has passed.

    Insertions are kept, deletions and comments dropped. Pictures stay out:
    their descriptions are kept, and how many there were.
    """
    try:
        archive = Archive(data)
        rewriting = Rewriting(archive)
        parts = _parts(archive)
        for path in parts:
            rewriting.rewrite(archive.root(path))
        html = mammoth.convert_to_html(
            io.BytesIO(archive.rewritten(parts)),
            style_map=STYLES,
            include_default_style_map=False,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
        ).value
        return _draft(archive, rewriting.chunks, html)
    except ManuscriptRefused:
        raise
    except Exception as error:
        # mammoth promises nothing about what it raises for a broken file.
        raise ManuscriptRefused(_("The Word document is damaged and cannot be opened.")) from error


def _parts(archive):
    """What holds the text: the document and its notes."""
    notes = [
        path
        for kind in ("footnotes", "endnotes")
        for path in archive.of_document(kind, f"word/{kind}.xml")
    ]
    return [archive.document, *notes]


def _draft(archive, chunks, html):
    unread = []
    draft = read_html(CHUNK.sub(lambda found: _chunk(archive, chunks[int(found[1])], unread), html))
    draft.remarks += [Remark("part", path) for path in unread]
    draft.remarks += [Remark("drawn", words) for words in drawn(archive)]
    if count := comments(archive):
        draft.remarks.append(Remark("comments", str(count)))
    draft.edges = edges(archive)
    draft.files = pictures(archive, _parts(archive))
    fresh = Archive(archive.data)
    draft.held = [text for path in _parts(fresh) for text in paragraphs(fresh.root(path))]
    return draft


def _chunk(archive, path, unread):
    """A part of another kind that stands in the text, as HTML; "" for what is not read."""
    kind = splitext(path)[1].lower()
    if path not in archive.names or kind not in (".htm", ".html", ".xhtml", ".txt"):
        unread.append(path or "altChunk")
        return ""
    text = decode(archive.read(path), is_html=kind != ".txt").text
    refuse_unprintable_in(text)
    if kind == ".txt":
        return f"<pre>{text.replace('&', '&amp;').replace('<', '&lt;')}</pre>"
    refuse_deep(text)
    return f"<div>{text}</div>"
