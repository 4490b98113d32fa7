"""A file that an author sent, read into a proposal that an editor confirms.

Pure: reads bytes and touches no database. Nothing in the file is lost: what
fits nowhere stays in the body or is listed as unplaced.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.kit.text import tidy

from .blocks import paragraph
from .body import write_body
from .docx import read_docx
from .front import use_labels
from .head import read_head
from .language import LANGUAGES, guess_language
from .markdown import read_markdown
from .markup import read_html
from .missing import missing
from .parts import Acknowledgement, Appeal, Author, Guess, Manuscript
from .placing import place_parts
from .plain import read_plain
from .refusal import ManuscriptRefused
from .source import open_source, refuse_unprintable_in
from .statements import kind_of
from .tail import read_tail

__all__ = [
    "LANGUAGES",
    "Acknowledgement",
    "Appeal",
    "Author",
    "Guess",
    "Manuscript",
    "ManuscriptRefused",
    "read_manuscript",
]

READERS = {
    "plain": lambda source: read_plain(source.text),
    "markdown": lambda source: read_markdown(source.text),
    "html": lambda source: read_html(source.text),
    "docx": lambda source: read_docx(source.data),
}


def read_manuscript(data, filename, *, language=None):
    """Return the Manuscript in the bytes of a file; the name tells text, Markdown and HTML apart.

    ``language`` is one of LANGUAGES, or None to let the text say. Raises
    ManuscriptRefused, with one sentence for an editor, for what is no
    manuscript or not safe to open.
    """
    if language is not None and language not in LANGUAGES:
        raise ValueError(f"No manuscripts are read in {language!r}; languages: {LANGUAGES}")
    source = open_source(data, filename)
    draft = READERS[source.kind](source)
    blocks = [_tidy(block) for block in draft.blocks]
    if not any(block.text for block in blocks):
        raise ManuscriptRefused(_("The file has no text in it."))

    manuscript = Manuscript(language=language or "")
    use_labels(manuscript, draft.labels)
    _use_language(manuscript, blocks)
    _report(manuscript, source, draft)

    blocks, statements = read_head(manuscript, blocks)
    blocks, tail = read_tail(blocks, [author.name for author in manuscript.authors])
    place_parts(manuscript, statements + tail.parts + _at_edges(manuscript, draft.edges))
    manuscript.unplaced += [block.text for block in tail.left]
    notes = [_tidy(note) for note in draft.notes]
    write_body(manuscript, blocks, notes, plain=source.kind == "plain")
    _miss(manuscript)
    return manuscript


def _tidy(block):
    """Character references can hide what the bytes of a file did not show."""
    refuse_unprintable_in(block.text)
    return block.tidied(tidy)


def _use_language(manuscript, blocks):
    if manuscript.language:
        return
    manuscript.language = guess_language("\n".join(block.text for block in blocks))
    manuscript.guess("language", _("The language was told from the words of the text."))


def _report(manuscript, source, draft):
    if source.encoding:
        manuscript.guess(
            "body_html",
            _("The file does not say its encoding; it was read as %(encoding)s.")
            % {"encoding": source.encoding},
        )
    if draft.pictures:
        manuscript.guess(
            "lead_image",
            ngettext(
                "The file holds %(count)s picture, which is not in the text.",
                "The file holds %(count)s pictures, which are not in the text.",
                draft.pictures,
            )
            % {"count": draft.pictures},
        )
    for remark in (*source.remarks, *draft.remarks):
        manuscript.guess("body_html", str(remark))
    manuscript.unplaced += draft.outside
    manuscript.pictures = draft.files
    told = [remark.all_words() for remark in draft.remarks]
    manuscript.unplaced += missing(draft.held, draft.texts() + told, told)


def _at_edges(manuscript, edges):
    """The statements above and below the pages; what else stands there is told."""
    statements = []
    for text in edges:
        if kind := kind_of(text):
            statements.append((kind, paragraph(text)))
        else:
            manuscript.unplaced.append(
                _("%(text)s (at the head or the foot of the pages)") % {"text": text}
            )
    return statements


def _miss(manuscript):
    """Say what an editor has to fill in because the manuscript is silent."""
    if not manuscript.date and not any(guess.field == "date" for guess in manuscript.guesses):
        manuscript.guess("date", _("No date was found."))
    if not manuscript.authors:
        manuscript.guess("authors", _("No author was found."))
    if not manuscript.body_html:
        manuscript.guess("body_html", _("No body was found below the title."))
