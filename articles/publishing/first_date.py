"""The back catalogue: pieces that readers first saw before this system served them."""

from copy import copy
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article
from articles.publishing.move import Deed
from articles.publishing.refusals import MoveRefused
from newsroom.kit import clock
from newsroom.kit.moments import day_of, noon

PERMISSION = "articles.date_article"
# Addresses and sorting go by years of four digits.
FIRST_YEAR = 1000


def dated(article: Article, day: date | None) -> Article:
    """A copy of a working copy as it would be with its true first date, a day or an aware moment.

    Everything that goes by the date of first publication (coverage, ties, the
    address) finds it there. Nothing is stored. Without a date, or where readers
    have seen the piece here, it is the working copy itself.
    """
    if day is None or article.was_served(clock.now()):
        return article
    article = copy(article)
    article.first_published_at = day if isinstance(day, datetime) else noon(day)
    return article


def check_the_first_date(article: Article, deed: Deed) -> None:
    """Raise MoveRefused unless the first date of a deed can be that of a piece."""
    day = deed.first_published
    if day is None:
        return
    if not (deed.by and deed.by.has_perm(PERMISSION)):
        raise MoveRefused(_("You may not publish a piece with a first date in the past."))
    if article.first_published_at:
        first = day_of(article.first_published_at)
        raise MoveRefused(
            _("Readers have seen the piece since %s: that stays the date of its first publication.")
            % date_format(first)
        )
    if day.year < FIRST_YEAR:
        raise MoveRefused(
            _("The year %(year)d cannot be right. Write a date like %(example)s.")
            % {"year": day.year, "example": day_of().isoformat()}
        )
    if not _is_past(day, deed.now):
        raise MoveRefused(
            _(
                "%s is not in the past: leave the first date empty for a piece that readers have "
                "not seen yet."
            )
            % date_format(day)
        )


def _is_past(day, now):
    return day < now if isinstance(day, datetime) else day < day_of(now)
