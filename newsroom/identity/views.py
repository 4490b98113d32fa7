"""The files of the identity. What has its digest in its address may be kept for ever."""

import json

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from newsroom.content_policy import INERT
from newsroom.identity import colours, icons
from newsroom.identity.icons import ICONS, OF_THE_MANIFEST, TOUCH
from newsroom.identity.stylesheet import address, stylesheet
from newsroom.kit.faults import FileLost
from newsroom.kit.languages import direction
from newsroom.models.identity import Identity
from newsroom.models.masthead import Masthead
from newsroom.pictures.fields import rendition_name
from newsroom.pictures.reading import square
from newsroom.pictures.views import kept_or_drawn

FOR_EVER = {"public": True, "max_age": 31_536_000, "immutable": True}
# Of what browsers and phones ask for by a name that they know beforehand.
A_DAY = {"public": True, "max_age": 86_400}


@require_safe
def style(request: HttpRequest, digest: str) -> HttpResponseBase:
    """The style sheet of that digest. From an older one, in a page that was kept, the present one
    is a redirect away.
    """
    identity = Identity.current()
    if request.path != (present := address(identity)):
        return HttpResponseRedirect(present)
    written = stylesheet(identity)
    return _kept(HttpResponse(written, content_type="text/css; charset=utf-8"), FOR_EVER)


@require_safe
def icon(request: HttpRequest, sha: str, name: str) -> HttpResponseBase:
    """An icon of the present identity by the digest of its picture; 404 for any other."""
    identity = Identity.current()
    if sha != icons.digest(identity):
        raise Http404
    return _kept(_drawn(identity, name), FOR_EVER)


@require_safe
def favicon(request: HttpRequest) -> HttpResponseBase:
    """For whoever asks without having read a page."""
    return _kept(_drawn(Identity.current(), "favicon.ico"), A_DAY)


@require_safe
def touch_icon(request: HttpRequest) -> HttpResponseBase:
    """The same, of phones."""
    return _kept(_drawn(Identity.current(), TOUCH), A_DAY)


@require_safe
def manifest(request: HttpRequest) -> HttpResponseBase:
    """The site as phones install it (w3.org/TR/appmanifest)."""
    identity = Identity.objects.select_related("masthead").get(pk=Masthead.THE_ROW)
    masthead = identity.masthead
    drawn = {name: ICONS[name] for name in OF_THE_MANIFEST}
    about = {
        "id": "/",
        "name": masthead.name,
        "description": masthead.tagline or masthead.name,
        "lang": masthead.language,
        "dir": direction(masthead.language),
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": colours.LIGHT[0],
        "theme_color": colours.LIGHT[0],
        "icons": [
            {
                "src": icons.address(identity, name),
                "sizes": f"{drawing.side}x{drawing.side}",
                "type": "image/png",
            }
            for name, drawing in drawn.items()
        ],
    }
    written = json.dumps(about, ensure_ascii=False)
    media_type = "application/manifest+json; charset=utf-8"
    return _kept(HttpResponse(written, content_type=media_type), A_DAY)


def _kept(response, how_long):
    patch_cache_control(response, **how_long)
    return response


def _drawn(identity, name):
    side, kind = ICONS[name]
    sha = icons.digest(identity)

    def draw():
        with icons.opened(identity) as file:
            try:
                return square(file, side, kind)
            except ValidationError as problem:
                # It could be read when it was stored.
                raise FileLost(str(identity.icon)) from problem

    response = kept_or_drawn(rendition_name(f"icon-{name}", sha), draw)
    response["Content-Type"] = "image/x-icon" if kind == "ico" else "image/png"
    response["Content-Security-Policy"] = INERT
    return response
