"""The page on which readers search, and what tells a browser of it."""

from functools import partial
from textwrap import shorten

from django.shortcuts import render
from django.utils.translation import get_language_info
from django.views.decorators.http import require_safe

from articles.finding.asking import MOST_TERMS
from articles.finding.matching import found
from articles.models import PublishedVersion
from articles.reader.listings import newest, paged
from articles.reader.search.choices import choices
from articles.reader.search.hits import hits
from articles.reader.search.marks import Marks
from articles.reader.search.suggesting import suggestions
from articles.reader.search.wanted import Wanted, wanted
from newsroom.kit.languages import spoken
from newsroom.models import Masthead

# Of the newest pieces so many where there is nothing else to show.
NEWEST = 5
# As many characters of its name a browser shows at most (OpenSearch 1.1).
SHORT_NAME = 16


@require_safe
def search(request):
    """What is live and holds every word that was typed; whatever was typed gives an answer.

    Raises Http404 for what is no page of the results.
    """
    asks_for = wanted(request.GET)
    context = {"wanted": asks_for, "languages": _languages(), "most_terms": MOST_TERMS}
    if not asks_for.is_empty:
        context |= _results(request, asks_for)
    if not context.get("results"):
        context["newest"] = newest(PublishedVersion.objects.live(), NEWEST)
    return render(request, "articles/search/page.html", context)


def _results(request, asks_for: Wanted):
    versions = asks_for.versions()
    best = found(
        asks_for.asked,
        versions,
        narrowed=bool(asks_for.narrowed),
        newest_first=asks_for.is_newest_first,
    )
    context = {"choices": choices(best.keys, asks_for), "is_cut": best.is_cut}
    if not best.keys:
        return context | {"suggestions": suggestions(asks_for)}
    marks = Marks(asks_for.asked)
    return context | {
        "results": paged(request, best.keys, read=partial(hits, marks=marks)),
        "count": len(best.keys),
    }


def _languages():
    """The languages of the publication, each as it calls itself; none where there is one."""
    known = [(code, get_language_info(code)["name_local"]) for code, _name in spoken()]
    return known if len(known) > 1 else []


@require_safe
def description(request):
    """How a browser searches here: OpenSearch 1.1."""
    name = Masthead.current().name
    short = shorten(name, SHORT_NAME, placeholder="") or name[:SHORT_NAME]
    return render(
        request,
        "articles/search/opensearch.xml",
        {"short_name": short},
        content_type="application/opensearchdescription+xml",
    )
