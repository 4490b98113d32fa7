"""The front page that readers see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.front.composing import Front, compose
from articles.front.reading import blocks_at
from articles.models import PublishedVersion
from articles.reader.listings import listing
from articles.reader.missing import way_on
from newsroom.kit import clock


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page; `?page=2` and on, the newest pieces from the 21st on.

    Every one of the newest twenty stands on the front page, arranged or in the list below: what
    comes after them goes on where they end. An old address such as `/?p=12` may lead on from here.
    """
    asks_for_more = request.GET.keys() - {"page"}
    if asks_for_more and (moved := way_on(request, request.path)):
        return moved
    if request.GET.get("page", "1") != "1":
        pieces = listing(request, PublishedVersion.objects.live())
        return render(request, "articles/newest.html", {"listing": pieces})
    now = clock.now()
    return render(request, "articles/home.html", context(compose(blocks_at(now), now)))


def context(front: Front) -> dict[str, object]:
    """The context of articles/home.html, the same for the page and its preview."""
    return {"front": front, "listing": front.listing}
