"""A piece as plain text, for mail, terminals and archives: as complete as its page."""

from django.template.loader import render_to_string
from django.utils import formats, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models.choices import Funding, Role
from articles.reader.body import Medium, printed_body
from newsroom.kit.moments import day_of, on_the_clock
from newsroom.kit.text_only import text_only


def plain_text(piece, masthead, site_url, grants=()):
    """The whole piece, in the order of its page, with the addresses of its links.

    The funders' words are copied letter for letter, each once. `grants` are those of the piece
    that may be named, as printed.
    """
    version = piece.version
    with translation.override(version.language):
        on_top, below = told_in_full(piece)
        parts = [
            *on_top,
            version.title,
            version.standfirst,
            _credits(piece),
            _filed(version),
            printed_body(piece, Medium.TEXT, site_url),
            _lead(version),
            *map(_note, piece.corrections),
            *_bios(piece),
            *below,
            _more(grants, site_url),
            _tags(piece),
            f"{masthead.name}\n{site_url}{version.path}",
        ]
    return "\n\n".join(part for part in parts if part) + "\n"


def told_in_full(piece):
    """What stands over and what below a piece of its notices, with headings, in the language that
    is active. What has to stand over a piece comes first with all the others.
    """
    known = _under(_("What else you should know"), piece.known)
    if piece.labels:
        return [notice.text for notice in piece.paid] + known, []
    return [], _under(_about(piece), piece.paid) + known


def _under(heading, notices):
    texts = [notice.text for notice in notices]
    return [_heading(heading), *texts] if texts else []


def _heading(words):
    return f"## {words}"


def _about(piece):
    is_funded = piece.version.funding == Funding.FUNDED
    return _("Who paid for this piece") if is_funded else _("Funding")


def _credits(piece):
    """Who worked on it, and when it came out, each as on the page."""
    names = [
        byline.name
        if byline.role == Role.AUTHOR
        else f"{byline.name} ({byline.get_role_display()})"
        for byline in piece.bylines
    ]
    comma = pgettext("between names", ",")
    return "\n".join(filter(None, [f"{comma} ".join(names), _dated(piece.version)]))


def _dated(version):
    if version.is_page:
        return f"{_('Updated')} {formats.date_format(day_of(version.printed_at))}"
    dates = [formats.date_format(day_of(version.first_published_at))]
    if version.is_updated:
        updated = formats.date_format(on_the_clock(version.printed_at), "DATETIME_FORMAT")
        dates.append(f"{_('Updated')} {updated}")
    return " · ".join(dates)


def _filed(version):
    """What it is and where it belongs: of a page of the publication neither is said."""
    filed = [] if version.is_page else [version.section_name, version.kind_label]
    return " / ".join(filter(None, filed))


def _lead(version):
    """The lead image as a picture of the text is told."""
    told = {"alt": version.lead_alt, "credit": version.lead_credit, "terms": version.lead_terms}
    figure = told | {"picture": version.lead_picture}
    if not version.lead_picture:
        return ""
    template = f"articles/body/picture/{Medium.TEXT}.html"
    return text_only(render_to_string(template, {"figure": figure, "inside": version.lead_caption}))


def _note(correction):
    dated = formats.date_format(correction.dated)
    return _("%(kind)s, %(date)s: %(text)s") % {
        "kind": capfirst(correction.get_kind_display()),
        "date": dated,
        "text": correction.text,
    }


def _bios(piece):
    """Who the people are, each followed by where to find them."""
    found = []
    for byline in piece.bylines:
        said = byline.bio or (byline.affiliation and f"{byline.name}, {byline.affiliation}")
        handles = [
            f"- {handle.get_platform_display()} {handle.shown} <{handle.url}>"
            for handle in byline.own_handles
        ]
        if said or handles:
            found.append("\n".join([said or byline.name, *handles]))
    return found and [_heading(_("About the authors")), *found]


def _more(grants, site_url):
    links = [f"{grant.title} <{site_url}{grant.get_absolute_url()}>" for grant in grants]
    return links and "\n".join([_("More about the funding:"), *(f"- {link}" for link in links)])


def _tags(piece):
    names = ", ".join(tag.name for tag in piece.tags)
    return names and f"{_('Tags')}: {names}"
