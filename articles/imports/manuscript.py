"""A file that an author sent, read into a proposal that an editor confirms.

Pure: reads bytes and touches no database. Nothing in the file is lost: what
fits nowhere stays in the body or is listed as unplaced.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.kit.languages import base, month_first, spoken_as
from newsroom.kit.text import tidy

from .blocks import paragraph
from .body import write_body
from .docx import read_docx
from .ending.end import kind_of, read_end
from .footnotes import take_hanging
from .front import labelled_language, use_labels
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

# So many blocks a head has at most.
FIRST = 8
READERS = {
    "plain": lambda source: read_plain(source.text),
    "markdown": lambda source: read_markdown(source.text),
    "html": lambda source: read_html(source.text),
    "docx": lambda source: read_docx(source.data),
}


def read_manuscript(data, filename, *, language=None):
    """Return the Manuscript in the bytes of a file; the name tells text, Markdown and HTML apart.

    ``language`` is one of LANGUAGES, with or without its region, or None to let the text say. The
    manuscript's is as this publication has it: American where its English is. Raises
    ManuscriptRefused, with one sentence for an editor, for what is no
    manuscript or not safe to open.
    """
    if language is not None and base(language) not in LANGUAGES:
        raise ValueError(f"No manuscripts are read in {language!r}; languages: {LANGUAGES}")
    source = open_source(data, filename)
    draft = READERS[source.kind](source)
    blocks = [_tidy(block) for block in draft.blocks]
    if not any(block.text for block in blocks):
        raise ManuscriptRefused(_("The file has no text in it."))

    manuscript = Manuscript()
    said = language or labelled_language(draft.labels)
    _use_language(manuscript, said, blocks)
    # A file that says which English it is in is read so, whatever this publication's own is.
    order = month_first(said if "-" in said else manuscript.language)
    use_labels(manuscript, draft.labels, month_first=order)
    _report(manuscript, source, draft)

    first = blocks[:FIRST]
    blocks, statements = read_head(manuscript, blocks, month_first=order)
    notes = [_tidy(note) for note in draft.notes]
    blocks, notes, noted = take_hanging(manuscript, first, blocks, notes)
    blocks, end = read_end(blocks, [author.name for author in manuscript.authors])
    statements += noted + end.parts + _at_edges(manuscript, draft.edges)
    place_parts(manuscript, statements)
    manuscript.unplaced += [block.text for block in [*end.headings, *end.left]]
    write_body(manuscript, blocks, notes, plain=source.kind == "plain")
    _miss(manuscript)
    return manuscript


def _tidy(block):
    """Character references can hide what the bytes of a file did not show."""
    refuse_unprintable_in(block.text)
    return block.tidied(tidy)


def _use_language(manuscript, said, blocks):
    guessed = said or guess_language("\n".join(block.text for block in blocks))
    manuscript.language = spoken_as(guessed)
    if not said:
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
        if kind := kind_of(block := paragraph(text)):
            statements.append((kind, block))
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
