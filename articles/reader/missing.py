"""What stands where nothing is to be read: a way on, a tombstone, or a plain 404."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.defaults import page_not_found

from articles.models import PublishedVersion, Redirect


def missing(request, exception):
    """Django's handler404: an old address leads on, any other is not found."""
    moved = _way_on(request.path) if request.method in ("GET", "HEAD") else None
    return moved or page_not_found(request, exception)


def nothing_live(request, path):
    """Answer for the path of a piece that is not live: 301, or 410 where it once was.

    Raises Http404 for a path that readers never saw, as that of a piece
    which is only scheduled.
    """
    moved = _way_on(path)
    if moved:
        return moved
    last = PublishedVersion.objects.gone().filter(path=path).first()
    if last is None:
        raise Http404
    return render(request, "410.html", {"version": last}, status=410)


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


def _way_on(path):
    if "\0" in path:  # PostgreSQL refuses to look for it.
        return None
    redirect = Redirect.objects.filter(old_path=path).first()
    return redirect and HttpResponsePermanentRedirect(redirect.new_path)
