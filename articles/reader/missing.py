"""What stands where nothing is to be read: a way on, a tombstone, or a plain 404."""

from contextlib import suppress
from functools import wraps

from django.db.models import Q
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.encoding import iri_to_uri

from articles.former.addresses import former_address
from articles.models import PublishedVersion, Redirect
from articles.models.printed import read_printed
from articles.reader.channels.former import former_feed
from articles.reader.listings import newest
from articles.reader.translations import with_translations

# How many pieces are offered to whoever found none.
NEWEST = 5


def missing(request, exception):
    """Django's handler404: an old address leads on, any other is not found."""
    is_asked = request.method in ("GET", "HEAD") and not hasattr(request, "leads_nowhere")
    moved = way_on(request, request.path) if is_asked else None
    return moved or _instead(request, 404)


def of_what_is_live(view):
    """For what stands at an address that a piece or a page was given: `view` is handed the
    `Printed` that readers see there now. Where they see nothing, `nothing_live` answers.
    """

    @wraps(view)
    def answered(request, path):
        path = f"/{path}/"
        here = PublishedVersion.objects.shown().filter(path=path)
        found = read_printed(with_translations(here))
        return view(request, found[0]) if found else nothing_live(request, path)

    return answered


def nothing_live(request, path):
    """Answer for the path of a piece that is not live: 301, or 410 where it once was.

    Raises Http404 for a path that readers never saw, as that of a piece
    which is only scheduled.
    """
    moved = way_on(request, path)
    if moved:
        return _at_the_same_page(request, moved)
    # The last version may have stood at another address: the piece was given this one since.
    here = Q(path=path) | Q(article__path=path)
    last = PublishedVersion.objects.gone().filter(here).first()
    if last is None:
        # Nobody has to look for a way once more.
        request.leads_nowhere = True
        raise Http404
    return _instead(request, 410, version=last)


def _instead(request, status, **context):
    """Say that nothing stands here, and what stands elsewhere: the sections and the newest."""
    context["newest"] = newest(PublishedVersion.objects.live(), NEWEST)
    return render(request, f"{status}.html", context, status=status)


def _at_the_same_page(request, moved):
    """What leads from one piece to another, from a page below it to the same below the other."""
    name, (place, mark, rest) = request.resolver_match.view_name, moved.url.partition("?")
    with suppress(Resolver404):
        found = resolve(place)
        if found.view_name == "article":
            address = reverse(name, kwargs=found.kwargs)
            return HttpResponsePermanentRedirect(f"{address}{mark}{rest}")
    return moved


def leading_on(request, **present):
    """The way from an old address to the same page under the present one (301, with the query),
    or None where it is that already. `present` is the slug, by its name in the pattern.
    """
    match = request.resolver_match
    if present.items() <= match.kwargs.items():
        return None
    path = reverse(match.view_name, kwargs=match.kwargs | present)
    query = request.META["QUERY_STRING"]
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def way_on(request, path):
    """The way of a redirect from a path, with the query of the request; that to our feed from where
    another system had one; that of an address of a site that pieces came from; or None.
    """
    # It comes unescaped: what was escaped in it marks no query and no part of a page.
    address = iri_to_uri(path).replace("?", "%3F").replace("#", "%23")
    if query := request.META["QUERY_STRING"]:
        address = f"{address}?{query}"
    new_path = (
        Redirect.objects.way_on(address)
        or former_feed(path, request.GET.get("feed"))
        or former_address(path, query)
    )
    return new_path and HttpResponsePermanentRedirect(new_path)
