"""In which looks a piece is seen before readers see it: wide, narrow, on paper, in a feed, shared.

A look is chosen by a link, and needs no script and no frame. For the widths and for paper the page
itself is styled: static/desk/preview.css, with the sheet that printers get.
"""

from django.conf import settings
from django.db.models import TextChoices
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.reader.channels.feed_entry import FeedEntry
from articles.reader.pages import shown
from newsroom.content_policy import let_frames


class Look(TextChoices):
    WINDOW = "", _("This window")
    PHONE = "phone", _("Phone")
    TABLET = "tablet", _("Tablet")
    DESKTOP = "desktop", _("Desktop")
    PAPER = "paper", _("Paper")
    FEED = "feed", _("Feed")
    SHARED = "shared", _("Shared")


def show(request, piece, template, **context):
    """Answer with a piece in the look of `?as=`; one that there is not is the window's.

    The template extends articles/preview.html.
    """
    # The page is in the language of the piece; what stands over it, in that of who looks.
    their_language, look = get_language(), request.GET.get("as", "")
    page_template, page = shown(piece)
    looks = dict(Look.choices)
    if piece.version.is_page:
        # It is in no feed.
        del looks[Look.FEED.value]
    context |= {
        **page,
        "page_template": page_template,
        "look": look if look in looks else Look.WINDOW,
        "looks": list(looks.items()),
        "their_language": their_language,
    }
    if context["look"] == Look.FEED:
        entry = FeedEntry(piece, settings.SITE_URL, grants=page["grants"])
        # Written by our templates of a text that was sanitised when it was stored.
        context |= {"entry": entry, "carried": mark_safe(entry.html)}
    return let_frames(render(request, template, context), piece.version.body)
