"""A piece as other sites embed it (oembed.com, version 1.0): title, standfirst, and who paid."""

import re
from urllib.parse import unquote

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import conditional_page, require_safe

from articles.models import PublishedVersion, Redirect
from articles.models.printed import read_printed
from articles.reader.channels.feed_entry import EMBED, FeedEntry, content
from articles.reader.paid_content import labelled_title
from newsroom.headers import open_to_everybody
from newsroom.models import Masthead

WIDTH = 600
# How long others may keep it, in seconds: what it says of who paid may have to be corrected.
KEPT_FOR = 3600
PIECE = re.compile(r"/\d{4}/\d\d/\d\d/[\w-]+/")


@open_to_everybody
@require_safe
@conditional_page
def oembed(request):
    """What other sites show for the address of a piece, as JSON or XML; 404 for any other address.

    Another format is 404 as well: the 501 of the standard would let anybody fill a log with errors.
    """
    if request.GET.get("format", "json") not in FORMATS:
        raise Http404
    write = FORMATS[request.GET.get("format", "json")]
    piece = _piece_at(request.GET.get("url", ""))
    masthead, site_url = Masthead.current(), settings.SITE_URL
    told = {
        "version": "1.0",
        "type": "rich",
        "title": labelled_title(piece),
        **_author(FeedEntry(piece, site_url)),
        "provider_name": masthead.name,
        "provider_url": f"{site_url}/",
        "cache_age": KEPT_FOR,
        **_thumbnail(piece.version.lead_picture, request.GET),
        "html": content(piece, site_url, EMBED, masthead=masthead),
        "width": _at_most(request.GET, "maxwidth", WIDTH),
        # As high as its words are, wherever it stands.
        "height": None,
    }
    return write(told)


def _json(told):
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def _xml(told):
    response = HttpResponse(content_type="text/xml; charset=utf-8")
    xml = SimplerXMLGenerator(response, "utf-8")
    xml.startDocument()
    xml.startElement("oembed", {})
    for name, value in told.items():
        xml.addQuickElement(name, "" if value is None else str(value))
    xml.endElement("oembed")
    xml.endDocument()
    return response


FORMATS = {"json": _json, "xml": _xml}


def _piece_at(url):
    path = unquote(url).removeprefix(settings.SITE_URL).partition("?")[0].partition("#")[0]
    if not PIECE.fullmatch(path):
        raise Http404
    moved = Redirect.objects.way_on(path)
    found = read_printed(PublishedVersion.objects.live().filter(path=moved or path))
    if not found:
        raise Http404
    return found[0]


def _author(entry):
    if not entry.authors:
        return {}
    names = ", ".join(name for name, _address in entry.authors)
    return {"author_name": names, "author_url": entry.authors[0][1]}


def _thumbnail(picture, asked):
    """The picture of a card, where it is no larger than whoever asks can show."""
    size = picture and picture.shared_size
    limits = (_at_most(asked, "maxwidth", 1200), _at_most(asked, "maxheight", 1200))
    if not size or size[0] > limits[0] or size[1] > limits[1]:
        return {}
    address = settings.SITE_URL + picture.shared
    return {"thumbnail_url": address, "thumbnail_width": size[0], "thumbnail_height": size[1]}


def _at_most(asked, name, most):
    """The smaller of what is asked for and `most`; what is no number asks for nothing."""
    told = asked.get(name, "")
    return min(int(told), most) if re.fullmatch(r"[1-9]\d{0,5}", told, re.ASCII) else most
