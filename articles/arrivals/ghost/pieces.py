"""A post of Ghost as a piece."""

import json
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from articles.arrivals.incoming import IncomingPicture, IncomingPiece, State
from articles.former.uploads import file_of

from . import lexical, mobiledoc
from .export import Export, is_internal, is_key, is_text, term_of

STATES = {"published": State.LIVE, "scheduled": State.SCHEDULED, "sent": State.KEPT}
# How much is told of the title of what cannot be read.
LONGEST_TITLE = 100
# Where a post has text, or nothing.
TEXTS = ("title", "slug", "html", "lexical", "mobiledoc", "custom_excerpt", "locale", "status")
TEXTS += ("visibility", "feature_image", "feature_image_alt", "feature_image_caption")
TEXTS += ("meta_title", "meta_description", "canonical_url")


def place_of(row: Any) -> str:
    """Where in the export it stands."""
    return _("post %s") % (row.get("id", "?") if isinstance(row, dict) else "?")


def title_of(row: Any) -> str:
    """What whoever has to look finds it by: of what is no post, what it is."""
    title = row.get("title") if isinstance(row, dict) else json.dumps(row, ensure_ascii=False)
    return str(title or "")[:LONGEST_TITLE]


def piece_of(row: Any, export: Export) -> IncomingPiece:
    """Return what a row of the table of posts says. Raises TypeError for what is no row, without a
    key, and for anything but text where text belongs.
    """
    if not isinstance(row, dict):
        raise TypeError("posts")
    if not is_key(row.get("id")):
        raise TypeError("id")
    key = str(row["id"])
    meta = {**row, **export.meta.get(row["id"], {})}
    for told in (row, meta):
        if wrong := next((name for name in TEXTS if not is_text(told.get(name))), ""):
            raise TypeError(wrong)
    first = _moment(row.get("published_at"))
    state, remarks = _state(row, meta, first)
    body, unknown = _body(row, export)
    tags = [export.tags[one] for one in export.tags_of[row["id"]] if one in export.tags]
    internal = [term_of(tag).name for tag in tags if is_internal(tag)]
    remarks += [_("The card “%s” is not known: it is left out.") % name for name in unknown]
    remarks += [_("A tag for editors alone was left out: %s") % name for name in internal]
    return IncomingPiece(
        key=key,
        place=place_of(row),
        title=row.get("title") or "",
        body=body,
        state=state,
        first=first,
        slug=row.get("slug") or "",
        standfirst=row.get("custom_excerpt") or "",
        language=(row.get("locale") or "").split("-")[0].lower(),
        is_page=row.get("type") == "page" or bool(row.get("page")),
        authors=tuple(_authors(row, export)),
        terms=tuple(term_of(tag) for tag in tags if not is_internal(tag)),
        lead=_lead(row, meta, export),
        lead_caption=meta.get("feature_image_caption") or "",
        path=export.path_of(row["slug"]) if row.get("slug") else "",
        remarks=(*remarks, *_for_search_engines(meta, export)),
    )


def _state(row, meta, first):
    state, remarks = STATES.get(row.get("status"), State.DRAFT), []
    visibility = row.get("visibility") or "public"
    if row.get("status") == "sent" or meta.get("email_only"):
        remarks.append(_("It was sent by mail alone, and stood on no page: it is a draft here."))
        return State.KEPT, remarks
    if state == State.LIVE and visibility != "public":
        remarks.append(_("It was for members alone (%s): it is a draft here.") % visibility)
        return State.KEPT, remarks
    if state == State.LIVE and first is None:
        remarks.append(_("It says no date: it is a draft here."))
        return State.DRAFT, remarks
    if state == State.SCHEDULED:
        words = _("It was to be published on %s: it is a draft here.")
        remarks.append(words % (first.isoformat(" ", "minutes") if first else "?"))
    return state, remarks


def _moment(said):
    if not said:
        return None
    try:
        moment = datetime.fromisoformat(str(said).strip().replace(" ", "T", 1))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _body(row, export):
    """What Ghost made of the text, or what it would make of it."""
    if row.get("html"):
        return export.whole(row["html"]), []
    if row.get("lexical"):
        html, unknown = lexical.html_of(row["lexical"])
    else:
        html, unknown = mobiledoc.html_of(row.get("mobiledoc") or "")
    return export.whole(html), unknown


def _authors(row, export):
    keys = export.authors_of[row["id"]] or [row.get("author_id")]
    return [export.users[key] for key in keys if key in export.users]


def _lead(row, meta, export):
    address = export.whole(row.get("feature_image"))
    file = file_of(address)
    if not file:
        return None
    return IncomingPicture(file, file, meta.get("feature_image_alt") or "", path=address)


def _for_search_engines(meta, export):
    """What search engines and other sites are told, which pages here do not print."""
    if meta.get("meta_title"):
        yield _("Search engines were told another title: %s") % meta["meta_title"]
    if meta.get("meta_description"):
        yield _("Search engines were told this description: %s") % meta["meta_description"]
    canonical = export.whole(meta.get("canonical_url"))
    if canonical and not canonical.startswith(export.address):
        yield _("It was first published elsewhere: %s") % canonical
