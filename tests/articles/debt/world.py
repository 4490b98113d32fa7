"""Pieces that came from a former site, with sentences on who paid in their texts."""

from datetime import UTC, datetime

from articles.debt.finding import look
from articles.former.models import Arrival, FormerSite
from articles.models.choices import Funding
from articles.publishing.perform import perform
from tests.factories import make_article, make_publisher

FIRST = datetime(2016, 3, 1, 20, 30, tzinfo=UTC)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
STORY = "<p>The weir was built in 1912, and nobody remembers by whom it was paid.</p>" * 3
PAID = "This article was supported by the Open River Fund."
MISSPELT = "This article was suported by the Open River Fund."
VIEWS = "The views expressed are those of the author and do not reflect those of the Fund."


def came_in(*sentences, body=None, live=True, **fields):
    """A piece from elsewhere that ends with some sentences, a paragraph each."""
    ended = STORY + "".join(f"<p><em>{sentence}</em></p>" for sentence in sentences)
    fields = {"title": "The weir", "funding": Funding.UNDECLARED, **fields}
    article = make_article(body=body or ended, **fields)
    site, _new = FormerSite.objects.get_or_create(
        system=FormerSite.System.WORDPRESS, address="https://former.example"
    )
    Arrival.objects.create(
        site=site, kind=Arrival.Kind.PIECE, key=str(article.pk), article=article, digest=""
    )
    if live:
        perform("bring in", article, by=make_publisher(), first_published=FIRST)
    look(article)
    return article
