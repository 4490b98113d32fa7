"""The page of a piece before it is published, for whoever has a preview link, and its address.

What it shows is no more than publishing would print now, and nothing that the public may not read
of yet, whoever made the link. Nobody is signed in here, and nothing is stored.
"""

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from articles.disclosure.desk.reading import KeptBack
from articles.publishing.desk.preview import as_printed_now
from articles.reader.desk.looks import show
from articles.writing.preview_links import find_open
from newsroom.headers import BY_LINK


@require_safe
def preview(request, key):
    """The piece as it is now; for every other key one and the same answer."""
    link = find_open(key)
    if link is None:
        return render(request, "articles/no_preview.html", status=404)
    piece, _resolution = as_printed_now(link.article, KeptBack(AnonymousUser()), by=link.maker)
    return show(request, piece, "articles/by_link.html", until=link.ends_at)


urlpatterns = [path(f"{BY_LINK.removeprefix('/')}<str:key>/", preview, name="preview")]
