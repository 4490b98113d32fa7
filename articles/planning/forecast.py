"""The forecast: what comes soon, and could not come as it stands now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from articles.disclosure.resolve import resolve_filed
from articles.disclosure.rules import Rules
from articles.mentions.detector import mentions
from articles.mentions.ties import Ours
from articles.models import Article, PublishedVersion
from articles.models.choices import AUTHORING, Stage
from articles.models.problem import Problem
from articles.publishing.gate import in_the_way
from articles.publishing.picture_checks import photos_in_the_texts
from articles.upkeep.scheduled import outdated

AHEAD = timedelta(hours=72)
# Of pieces that are ready as many are looked at, those first that waited longest: the text of each
# is read for names. So many are scheduled in three days at most.
MOST = 30


@dataclass(frozen=True)
class Blocked:
    """A piece that readers would not get now: what is in the way, and `due` where it has a plan."""

    article: Article
    problems: Sequence[Problem]
    due: datetime | None = None


def forecast(articles: QuerySet[Article], now: datetime) -> list[Blocked]:
    """What of some pieces is scheduled within three days or ready, and would be refused now.

    What is due comes first. As many queries for many pieces as for a few; of each kind the first
    `MOST` are looked at.
    """
    return [*_due(articles, now), *would_be_refused(_ready(articles, now), now)]


def _due(articles, now):
    soon = PublishedVersion.objects.to_come(now).appearing(now, now + AHEAD)
    of_pieces = soon.filter(article__in=articles.order_by().values("pk"))
    keys = list(dict.fromkeys(of_pieces.values_list("article", flat=True)[:MOST]))
    if not keys:
        return
    pieces = articles.in_bulk(keys)
    for one in outdated(now, articles=pieces.values()):
        version = one.whole.version
        if one.is_held and version.live_from < now + AHEAD:
            yield Blocked(pieces[version.article_id], one.problems, version.live_from)


def _ready(articles, now):
    scheduled = PublishedVersion.objects.to_come(now).filter(article=OuterRef("pk"))
    ready = articles.filter(~Exists(scheduled), stage=Stage.READY).order_by("updated_at", "pk")
    return list(ready[:MOST])


def would_be_refused(pieces: Sequence[Article], now: datetime) -> Iterable[Blocked]:
    """Yield those of some pieces that the gate would not let pass now, with all that blocks.

    What belongs to them is read for all of them at once.
    """
    prefetch_related_objects(
        pieces, "tags", "bylines__author__merged_into", "bylines__author__interests"
    )
    prefetch_related_objects(pieces, "bylines__author__merged_into__interests", "mention_decisions")
    prefetch_related_objects(pieces, "lead_photo", "proposals", "translation_of")
    photos = photos_in_the_texts(pieces)
    filed = [piece.filed() for piece in pieces]
    rules, ours = Rules.about(*filed), Ours()
    resolutions = [resolve_filed(where, now, rules) for where in filed]
    grants = [one.grant for resolution in resolutions for one in resolution.grants]
    prefetch_related_objects(grants, "parties__funder__aliases")
    for piece, resolution in zip(pieces, resolutions, strict=True):
        bylines = [one for one in piece.bylines.all() if one.role in AUTHORING]
        named = mentions(piece, resolution, bylines, now, ours)
        if problems := list(in_the_way(piece, resolution, bylines, named, photos)):
            yield Blocked(piece, problems)
