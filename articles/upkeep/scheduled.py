"""What is scheduled, against what would be printed of it now: nobody has seen it yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import prefetch_related_objects

from articles.disclosure.resolve import resolve_filed
from articles.disclosure.rules import Rules
from articles.mentions.detector import mentions
from articles.models import Article, PublishedVersion
from articles.models.printed import Printed, read_printed
from articles.models.problem import Problem
from articles.publishing.disclosing import disclosed
from articles.publishing.gate import mentions_are_decided
from articles.publishing.timeline import back_to_back, copied
from newsroom.kit import clock


@dataclass(frozen=True)
class Outdated:
    """What is to come of an edition and must not appear as it is.

    `whole` is the first `Printed` to come, `anew` are those that would be frozen in its place,
    unsaved, with the words of the old ones; `problems` are why the gate would not pass them.
    `is_begun` tells that readers see the edition already: only its later versions are to come.
    """

    whole: Printed
    anew: Sequence[Printed]
    problems: Sequence[Problem]
    is_begun: bool

    @property
    def is_held(self) -> bool:
        """Whether it cannot appear, and a person has to see to the piece."""
        return bool(self.problems) and not self.is_begun


def outdated(
    now: datetime | None = None, *, articles: Iterable[Article] | None = None
) -> list[Outdated]:
    """Every edition that would not appear as it should, the first to appear first.

    `articles` narrows it to some pieces. It costs the same number of queries for any number of
    editions of which nothing differs, but for those on which an embargo ends.
    """
    now = now or clock.now()
    editions = _to_come(now, articles)
    if not editions:
        return []
    begun = _begun(editions, now)
    filed = [edition[0].filed() for edition in editions]
    rules = Rules.about(*filed)
    resolutions = [
        resolve_filed(where, edition[0].version.live_from, rules)
        for where, edition in zip(filed, editions, strict=True)
    ]
    grants = [one.grant for resolution in resolutions for one in resolution.grants]
    prefetch_related_objects(grants, "parties__funder__logos")
    found = (
        _outdated(edition, resolution, rules, is_begun=_name(edition[0]) in begun)
        for edition, resolution in zip(editions, resolutions, strict=True)
    )
    return [one for one in found if one]


def _to_come(now, articles):
    """What is to come of each edition, as lists of `Printed` in the order of their moments."""
    versions = PublishedVersion.objects.to_come(now)
    if articles is not None:
        versions = versions.filter(article__in=articles)
    # Asked after every change of what must be said: most of the time nothing is scheduled.
    if not versions.exists():
        return []
    wholes = sorted(read_printed(versions), key=_name)
    editions = [list(edition) for _of, edition in groupby(wholes, key=_name)]
    return sorted(editions, key=lambda edition: edition[0].version.live_from)


def _name(whole):
    """What tells an edition from others: its piece, and its number among those of the piece."""
    return whole.version.article_id, whole.version.edition


def _begun(editions, now):
    """The names of the editions that are live."""
    live = PublishedVersion.objects.shown(now)
    pieces = [edition[0].version.article_id for edition in editions]
    return set(live.filter(article__in=pieces).values_list("article", "edition"))


def _outdated(edition, resolution, rules, *, is_begun):
    anew = _anew(edition, resolution, rules)
    differs = _printed_when(anew) != _printed_when(edition)
    problems = [problem for problem in resolution.problems if problem.blocks]
    if differs and not problems and not is_begun:
        problems = _undecided(edition[0], resolution)
    if differs or problems:
        return Outdated(edition[0], anew, problems, is_begun)
    return None


def _anew(edition, resolution, rules):
    """The same words from the same moment until the same end, as they would be frozen now."""
    first = copied(edition[0])
    first.version.expires_at = edition[-1].version.expires_at
    return back_to_back(disclosed(first, resolution), resolution, rules)


def _printed_when(edition):
    return [(whole.version.live_from, whole.content_digest()) for whole in edition]


def _undecided(whole, resolution):
    """What the gate asks about those whom the frozen words mention."""
    version = whole.version
    words = Article(
        pk=version.article_id,
        title=version.title,
        standfirst=version.standfirst,
        body=version.body,
        language=version.language,
        kind=version.kind,
        first_published_at=version.first_published_at,
    )
    found = mentions(words, resolution, whole.speaking, version.live_from)
    return list(mentions_are_decided(found))
