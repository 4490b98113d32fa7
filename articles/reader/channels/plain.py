"""A piece as plain text, for mail, terminals and archives."""

from django.utils import formats, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models.choices import AUTHORING
from articles.reader.body import Medium, printed_body
from newsroom.kit.moments import day_of


def plain_text(piece, masthead, site_url):
    """The whole piece. The funders' words are copied letter for letter, each once."""
    version = piece.version
    with translation.override(version.language):
        told = [notice.text for notice in piece.paid]
        if piece.known:
            told += [_("What else you should know"), *(notice.text for notice in piece.known)]
        parts = [
            *(told if piece.labels else []),
            version.title,
            version.standfirst,
            _credits(piece),
            printed_body(piece, Medium.TEXT).replace("\n", "\n\n"),
            *map(_note, piece.corrections),
            *([] if piece.labels else told),
            f"{masthead.name}\n{site_url}{version.path}",
        ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _credits(piece):
    names = ", ".join(byline.name for byline in piece.bylines if byline.role in AUTHORING)
    day = day_of(piece.version.first_published_at)
    return "\n".join(filter(None, [names, formats.date_format(day)]))


def _note(correction):
    dated = formats.date_format(correction.dated)
    return _("%(kind)s, %(date)s: %(text)s") % {
        "kind": capfirst(correction.get_kind_display()),
        "date": dated,
        "text": correction.text,
    }
