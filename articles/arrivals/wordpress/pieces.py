"""A post of WordPress as a piece."""

import re
from datetime import UTC, datetime, tzinfo
from urllib.parse import unquote

from django.utils.translation import gettext as _

from articles.arrivals.incoming import IncomingAuthor, IncomingPiece, State, Term
from newsroom.kit import clock
from newsroom.kit.web_addresses import parts_of

from .content import html_of
from .export import GUEST, PIECES, THROWN_AWAY, Export
from .shortcodes import Shortcodes
from .wxr import Item

NO_DATE = "0000-00-00"
STATES = {
    "publish": State.LIVE,
    "future": State.SCHEDULED,
    "pending": State.REVIEW,
    "private": State.KEPT,
}


def is_thrown_away(item: Item) -> bool:
    return item.get("status") in THROWN_AWAY


def place_of(item: Item) -> str:
    """Where in the export it stands."""
    return _("post %(key)s, near line %(line)d") % {"key": item.get("post_id"), "line": item.line}


def piece_of(item: Item, export: Export, *, zone: tzinfo | None = None) -> IncomingPiece:
    """Return what an item says. `zone` is that of the site, for moments that say none. Raises
    KeyError without a key.
    """
    if not item.get("post_id").strip():
        raise KeyError("post_id")
    shortcodes = Shortcodes(lambda keys: _pictures(export, item, keys))
    body, later = html_of(
        item.get("content:encoded"), shortcodes, export.reused, item.meta.get("footnotes", "")
    )
    first = _moment(item, zone)
    state, remarks = _state(item, first)
    remarks += [
        _("The shortcode [%s] is not known: it stands in the text as it is.") % name
        for name in shortcodes.unknown
    ]
    remarks += [
        _("The block “%s” has no words in the export: it is left out.") % name for name in later
    ]
    return IncomingPiece(
        key=item.get("post_id"),
        place=place_of(item),
        title=item.get("title"),
        body=body,
        state=state,
        first=first,
        slug=unquote(item.get("post_name")),
        standfirst=item.get("excerpt:encoded"),
        language=_language(item, export),
        is_page=PIECES[item.get("post_type")],
        authors=tuple(_authors(item, export)),
        terms=tuple(_terms(item, export)),
        lead=_lead(item, export),
        lead_caption=_lead_caption(item, export),
        path=export.path_of(item.get("link")),
        translations=tuple(export.translations.get(item.get("post_id"), ())),
        remarks=(*remarks, *_of_yoast(item, export)),
    )


def _state(item, first):
    status = item.get("status")
    state, remarks = STATES.get(status, State.DRAFT), []
    if item.get("post_password"):
        remarks.append(_("Readers needed a password to read it: it is a draft here."))
        return State.KEPT, remarks
    if state == State.LIVE and first is None:
        remarks.append(_("It says no date: it is a draft here."))
        return State.DRAFT, remarks
    if state == State.LIVE and first > clock.now():
        state = State.SCHEDULED
    if state == State.SCHEDULED:
        words = _("It was to be published on %s: it is a draft here.")
        remarks.append(words % (first.isoformat(" ", "minutes") if first else "?"))
    if state == State.KEPT:
        remarks.append(_("It was private: it is a draft here."))
    if status not in STATES and status != "draft":
        remarks.append(_("It was “%s”: it is a draft here.") % status)
    return state, remarks


def _moment(item, zone):
    """When readers first saw it; None where the file says no date."""
    for name, of_zone in (("post_date_gmt", UTC), ("post_date", zone or UTC)):
        said = item.get(name).strip()
        if said and not said.startswith(NO_DATE):
            try:
                return datetime.fromisoformat(said).replace(tzinfo=of_zone)
            except ValueError:
                continue
    return None


def _authors(item, export):
    """Those of Co-Authors Plus, in their order, or the one whose account it is."""
    several = [(slug, name) for domain, slug, name in item.categories if domain == "author"]
    for slug, name in several:
        login = slug.removeprefix(GUEST)
        known = export.authors.get(login) or export.authors.get(slug)
        yield known or IncomingAuthor(login, name or login)
    if not several and (login := item.get("creator").strip()):
        yield export.authors.get(login) or IncomingAuthor(login, login)


def _terms(item, export):
    for domain, slug, name in item.categories:
        kind = {"category": "category", "post_tag": "tag", "tag": "tag"}.get(domain)
        if kind and (name or slug):
            slug = slug or name
            yield export.terms.get((kind, slug)) or Term(kind, slug, name or slug)


def _language(item, export):
    told = next((slug for domain, slug, _n in item.categories if domain == "language"), "")
    return re.split("[-_]", told or export.language)[0].lower()


def _lead(item, export):
    attachment = export.attachments.get(item.meta.get("_thumbnail_id", ""))
    return attachment and attachment.picture()


def _lead_caption(item, export):
    attachment = export.attachments.get(item.meta.get("_thumbnail_id", ""))
    own = item.meta.get("_thumbnail_caption") or item.meta.get("featured_image_caption", "")
    return own or (attachment.caption if attachment else "")


def _pictures(export, item, keys):
    """The pictures of a gallery: those it names, or all that belong to the post."""
    found = [export.attachments[key] for key in keys if key in export.attachments]
    if not keys:
        key = item.get("post_id")
        found = [one for one in export.attachments.values() if one.parent == key]
    return [(one.address, one.alt, one.caption) for one in found]


def _of_yoast(item, export):
    """What Yoast told search engines, which pages here do not: for whoever edits the piece."""
    meta = item.meta
    if title := meta.get("_yoast_wpseo_title", ""):
        yield _("Search engines were told another title: %s") % title
    if words := meta.get("_yoast_wpseo_metadesc", ""):
        yield _("Search engines were told this description: %s") % words
    canonical = meta.get("_yoast_wpseo_canonical", "")
    if canonical and parts_of(canonical).netloc != parts_of(export.address).netloc:
        yield _("It was first published elsewhere: %s") % canonical
