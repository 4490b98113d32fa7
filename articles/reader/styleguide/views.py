"""Every part of the readers' pages with much in it and with nothing, by the real templates.

For whoever changes a style: whole pages by themselves, and the parts one below the other.
"""

from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from articles.reader.breadcrumbs import of_piece
from articles.reader.listings import Listing
from articles.reader.onward import Onward
from articles.reader.styleguide import samples
from articles.reader.styleguide.words import LONG
from articles.reader.translations import Translation
from funding.models import Appeal

# Whole pieces by the name of their page.
PIECES = {
    "much": lambda: samples.whole(authors=12),
    "nothing": samples.bare,
    "portrait": lambda: samples.whole(lead=samples.PORTRAIT),
    "square": lambda: samples.whole("pl", samples.SQUARE),
    "small": lambda: samples.whole("uk", samples.SMALL),
    "no-picture": lambda: samples.whole("pl", None),
    "from-right-to-left": lambda: samples.whole("ar", samples.PORTRAIT),
    "long-words": lambda: samples.bare(f"{LONG} {LONG}", lead=samples.WIDE),
}
# Other pages, by their templates.
OTHERS = {
    "not-found": ("404.html", lambda: {"newest": samples.many()[:5]}),
    "gone": ("410.html", lambda: {"newest": [], "version": None}),
}


@require_safe
def index(request):
    parts = [
        (name, render_to_string(template, context, request)) for name, template, context in _parts()
    ]
    return render(request, "styleguide/index.html", {"pages": [*PIECES, *OTHERS], "parts": parts})


@require_safe
def page(request, name):
    if name in PIECES:
        piece = PIECES[name]()
        return render(request, "articles/article.html", _of(piece))
    if name not in OTHERS:
        raise Http404
    template, context = OTHERS[name]
    return render(request, template, context())


def _of(piece):
    """What the page of a piece is told: with it all that leads on, or nothing that does."""
    if not piece.tags:
        onward = Onward(None, None, [], [], [], [])
        return {"piece": piece, "grants": [], "onward": onward, "crumbs": []}
    before, after, *others = samples.many()[:16]
    return {
        "piece": piece,
        "grants": piece.grants,
        "appeal": Appeal(text="Please donate.", label="Donate", url="https://example.org/"),
        "translations": [
            Translation(language, f"/styleguide/{name}/", name, language == "en")
            for language, name in (("en", "much"), ("uk", "small"), ("ar", "from-right-to-left"))
        ],
        "onward": Onward(before, after, others[:4], others[4:7], others[7:10], others[10:13]),
        "crumbs": of_piece(piece.version),
    }


def _parts():
    """The name of each part, its template, and what it is told."""
    much, nothing = samples.whole(authors=12), samples.bare()
    wide = samples.whole()
    for size in ("lead", "feature", "row", ""):
        for what, piece in (("much", much), ("nothing", nothing)):
            yield (
                f"Card: {size or 'plain'}, {what}",
                "articles/_card.html",
                {
                    "piece": piece,
                    "size": size,
                    "place": 4,
                },
            )
    yield "List", "articles/_listing.html", {"listing": Listing(samples.many(), 2, True)}
    yield "List of nothing", "articles/_listing.html", {"listing": Listing([], 1, False)}
    catalogue = Listing(samples.many(), 1, False)
    yield "Catalogue", "articles/_catalogue.html", {"listing": catalogue}
    for what, piece in (("much", much), ("nothing", nothing)):
        yield f"Authors: {what}", "articles/_bios.html", {"bylines": piece.bylines}
        yield f"Hint: {what}", "articles/_hint.html", _of(piece)
        yield (
            f"Corrections: {what}",
            "articles/_corrections.html",
            {"corrections": piece.corrections},
        )
    yield "Who paid", "funding/_funding.html", _of(wide)
    yield "Appeal", "funding/_appeal.html", _of(wide)
