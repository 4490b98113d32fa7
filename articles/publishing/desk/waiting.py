"""What waits for somebody when they come to the desk."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.desk.scope import seen_by
from articles.models import Article, PublishedVersion
from articles.models.choices import Stage
from newsroom.kit import clock

LENGTH = 8


@dataclass(frozen=True)
class WaitingList:
    """A title, the pieces with a moment each, and the rest of them as a query of the list."""

    title: str
    rows: list
    query: str


def waiting_lists(user):
    """The lists that somebody has a use for, in at most five queries."""
    if not user.has_perm("articles.view_article"):
        return []
    pieces = seen_by(user, Article.objects.select_related("section"))
    waiting = [
        (_("My drafts"), pieces.filter(created_by=user, stage=Stage.DRAFT), "stage__exact=draft"),
        (_("In review"), pieces.filter(stage=Stage.REVIEW), "stage__exact=review"),
        (_("Ready"), pieces.filter(stage=Stage.READY), "stage__exact=ready"),
    ]
    lists = [
        WaitingList(title, [(piece, piece.updated_at) for piece in rows[:LENGTH]], query)
        for title, rows, query in waiting
    ]
    return lists + _published(user)


def _published(user):
    now = clock.now()
    versions = PublishedVersion.objects.select_related("article__section")
    versions = seen_by(user, versions, "article__")
    lists = [
        (_("Scheduled"), versions.to_come(now)),
        (_("Live lately"), versions.live(now).order_by("-live_from")),
    ]
    return [
        WaitingList(
            title,
            [(version.article, version.live_from) for version in rows[:LENGTH]],
            "stage__exact=published",
        )
        for title, rows in lists
    ]
