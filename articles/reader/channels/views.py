"""The channels' addresses. Each starts at `PublishedVersion.objects.live()`."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from articles.disclosure.naming import grants_of, named_grants
from articles.models.printed import read_printed
from articles.reader.channels.about import About
from articles.reader.channels.channel import FORMATS
from articles.reader.channels.feed_entry import COPY, FULL, FeedEntry, content
from articles.reader.channels.mail import mail_copy
from articles.reader.channels.plain import plain_text
from articles.reader.missing import leading_on, of_what_is_live
from articles.reader.scopes import find_scope
from newsroom.headers import open_to_everybody
from newsroom.models import Masthead

LENGTH = 20


@open_to_everybody
@require_safe
@conditional_page
def feed(request, name, mode=None, **subject):
    """The newest pieces of a scope. A reader that has them already is answered 304.

    Feeds of the site and of a language may be empty; another is 404 as its page is.
    """
    scope = find_scope(**subject)
    pieces = read_printed(scope.versions.newest_first()[:LENGTH])
    if scope.subject:
        if not pieces:
            raise Http404
        if moved := leading_on(request, **dict.fromkeys(subject, scope.subject.slug)):
            return moved
    named = named_grants(pieces)
    entries = [
        FeedEntry(piece, settings.SITE_URL, mode or FULL, grants_of(piece, named))
        for piece in pieces
    ]
    write, content_type = FORMATS[name]
    address = settings.SITE_URL + request.path
    hub = settings.WEBSUB_HUB
    masthead = Masthead.objects.select_related("identity").get(pk=Masthead.THE_ROW)
    about = About(scope, masthead, settings.SITE_URL, address, hub)
    written = write(about, entries)
    # No Last-Modified: the newest date goes back when a piece is withdrawn, and whoever
    # asked by it would keep the piece for ever. The ETag is of the content.
    response = HttpResponse(written, content_type=content_type)
    if hub:
        response["Link"] = f'<{hub}>; rel="hub", <{address}>; rel="self"'
    return response


@require_safe
@of_what_is_live
def text(request, piece):
    """A piece as plain text. Search engines are shown its page instead."""
    grants = grants_of(piece, named_grants([piece]))
    words = plain_text(piece, Masthead.current(), settings.SITE_URL, grants)
    response = HttpResponse(words, content_type="text/plain; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    response["Link"] = f'<{settings.SITE_URL}{piece.version.path}>; rel="canonical"'
    return response


@require_safe
@of_what_is_live
def republish(request, piece):
    """What others copy to publish the piece too; who paid goes with it."""
    copy = content(piece, settings.SITE_URL, COPY, masthead=Masthead.current())
    mail = mail_copy(piece, settings.SITE_URL)
    return render(request, "articles/republish.html", {"piece": piece, "copy": copy, "mail": mail})
