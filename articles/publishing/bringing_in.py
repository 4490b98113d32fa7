"""Bringing in what readers saw elsewhere: how a magazine comes here with its archive."""

from copy import copy
from datetime import datetime

from django.utils.translation import gettext as _

from articles.models import Article
from articles.models.choices import Funding
from articles.publishing.refusals import MoveRefused

# What may be missing of a piece that comes in, and is owed from then on: nobody can describe a
# thousand photos, or ask who paid for eight thousand pieces, on the day of a move.
ON_CREDIT = frozenset(
    {
        "funding-undeclared",
        "funding-imported",
        "body-missing",
        "lead-alt-missing",
        "lead-credit-missing",
        "lead-licence-missing",
        "figure-alt-missing",
        "figure-credit-missing",
        "figure-licence-missing",
        "mention-undecided",
    }
)


def check_it_was_read_elsewhere(article: Article, now: datetime) -> None:
    """Raise MoveRefused unless readers saw a piece, with its first date, before it was here."""
    first = article.first_published_at
    if first is None:
        raise MoveRefused(_("Say when readers first saw the piece."))
    if (article.served_since or now) <= first:
        raise MoveRefused(_("Readers have seen this piece here alone: it came from nowhere else."))


def imported(article: Article) -> Article:
    """A copy of a working copy as it comes in: what nobody has declared here is imported."""
    if article.funding == Funding.UNDECLARED:
        article = copy(article)
        article.funding = Funding.IMPORTED
    return article
