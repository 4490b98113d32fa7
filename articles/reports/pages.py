"""Copies of the pages that readers were served."""

from functools import cache

from django.http import HttpRequest
from django.template.loader import render_to_string

from articles.disclosure.naming import grants_of, named_grants
from funding.models import Appeal


def page_name(piece, text):
    """Where the copy of a text's page lies in the archive; None for one nobody was served yet."""
    if _last_served(piece, text) is None:
        return None
    return f"pages{piece.current.version.path}{text.number}.html"


def copies(pieces, *, now):
    """Map the name of each copy to its HTML, a page for each text that readers were served.

    A page that is live is what the site answers in this moment, to the byte, but for what leads on
    from it: other pieces and other languages were not published with it. One that was live before
    has its own words in today's frame, and no appeal: which one stood there is not recorded.
    """
    wanted = {}
    for piece in pieces:
        for text in piece.texts:
            if name := page_name(piece, text):
                wanted[name] = piece, _last_served(piece, text)
    named = named_grants([printed for _piece, printed in wanted.values()])
    appeal = cache(lambda language: Appeal.objects.current(language, now).first())
    request = HttpRequest()
    made = {}
    for name, (piece, printed) in wanted.items():
        asks = printed.version.pk in piece.facts.live and printed.allows_appeals
        context = {
            "piece": printed,
            "grants": grants_of(printed, named),
            "appeal": appeal(printed.version.language) if asks else None,
        }
        request.path = request.path_info = printed.version.path
        made[name] = render_to_string("articles/article.html", context, request)
    return made


def _last_served(piece, text):
    served = [one for one in text.versions if one.version.live_from <= piece.facts.now]
    return served[-1] if served else None
