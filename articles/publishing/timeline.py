"""The timeline of a piece: which version is live when. The clock does the rest.

Versions are append-only and `live_until` can be set once. So the plan of a version
is never changed: it is ended now, and goes on as a copy with the new plan.

An edition is what one publication or re-issue makes: a version, and another for each
embargo that ends while it is live. The copies with which it goes on belong to it too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max, Model

from articles.disclosure.resolve import Resolution, resolve, resolve_filed
from articles.disclosure.rules import Rules
from articles.finding import index
from articles.models import Article, PublishedVersion, Redirect, Withdrawal
from articles.models.printed import PARTS, Printed, read_printed
from articles.publishing.disclosing import disclosed
from articles.publishing.freeze import freeze
from newsroom.audit import digest


def freeze_edition(
    article: Article,
    resolution: Resolution | None = None,
    *,
    live_from: datetime,
    expires_at: datetime | None = None,
    by: User | None = None,
    now: datetime | None = None,
) -> list[Printed]:
    """The versions of one edition: one, and another from the end of each embargo on its grants."""
    resolution = resolution or resolve(article, live_from)
    first = freeze(article, resolution, live_from=live_from, expires_at=expires_at, by=by, now=now)
    return back_to_back(first, resolution)


def back_to_back(
    first: Printed, resolution: Resolution, rules: Rules | None = None
) -> list[Printed]:
    """A `Printed`, and after it one for each embargo that ends before it does, with what may be
    said from then on. `resolution` is that of the first; `rules` as `resolve_filed` takes them.
    """
    begins, ends, filed = first.version.live_from, first.version.expires_at, first.filed()
    edition = [first]
    for moment in _embargo_ends([one.grant for one in resolution.grants], begins, ends):
        edition[-1].version.expires_at = moment
        following = copied(first)
        following.version.live_from, following.version.printed_at = moment, moment
        following.version.expires_at = ends
        edition.append(disclosed(following, resolve_filed(filed, moment, rules)))
    return edition


def _embargo_ends(grants, after, before=None):
    """The moments in a span at which a grant may be named, in order."""
    ends = {grant.embargoed_until for grant in grants if grant.embargoed_until}
    return sorted(end for end in ends if end > after and (before is None or end < before))


@dataclass(frozen=True)
class Change:
    """What a change of the timeline has done: the `Printed` that were written, the versions
    whose `live_until` was set, what readers are told of a withdrawal, and the ways on from old
    addresses. `facts` are what else the ledger keeps of it. `revives` tells that some versions
    had been cancelled, and are to come again as they were frozen then.
    """

    stored: Sequence[Printed] = ()
    ended: Sequence[PublishedVersion] = ()
    withdrawal: Withdrawal | None = None
    redirects: Sequence[Redirect] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    revives: bool = False

    @property
    def rows(self) -> list[Model]:
        """Every row that was written."""
        told = [self.withdrawal] if self.withdrawal else []
        return [*(row for new in self.stored for row in new.rows()), *told, *self.redirects]

    @property
    def ends(self) -> dict[str, datetime | None]:
        """The ends that were set, by the names of the rows."""
        return {digest.row_name(version): version.live_until for version in self.ended}


def arrange(
    article: Article,
    *,
    until: datetime | None,
    now: datetime,
    then: Iterable[Printed] = (),
    for_good: bool = False,
) -> Change:
    """Let the edition that is live go on until a moment, drop what else was to come, add `then`.

    `until` is a moment or None for "as it was planned"; `for_good` makes it
    the plan. `then` are the unsaved `Printed` of the edition that follows.
    """
    unfinished = list(article.versions.unfinished(now))
    live = next((version for version in unfinished if version.live_from <= now), None)
    planned = live.planned_until if live else None
    if for_good:
        planned = earliest(until, planned)
    going_on, kept, revives = [], set(), False
    for version, ends in _edition(live, now, earliest(until, planned)):
        as_planned = (ends, planned) == (version.expires_at, version.planned_until)
        if version in unfinished and as_planned:
            kept.add(version)
        else:
            begins = max(version.live_from, now)
            revives |= version not in unfinished
            going_on.append(_continued(article, version, begins, ends, planned))
    ended = [_end(v, max(v.live_from, now)) for v in unfinished if v not in kept]
    return Change(_store_all(article, [going_on, then]), ended, revives=revives)


def _edition(live, now, until):
    """Yield what an edition is made of from now until its end, each version with its own end.

    Among them are later ones that were ended before they began, to make room for a successor
    that was scheduled: where that is cancelled, they are wanted again.
    """
    if live is None:
        return
    of_edition = PublishedVersion.objects.filter(article=live.article_id, edition=live.edition)
    plan = {row.live_from: row for row in of_edition.not_yet_live(now).order_by("number")}
    versions = [live, *(plan[moment] for moment in sorted(plan))]
    for version, following in zip(versions, [*versions[1:], None], strict=True):
        ends = earliest(until, following.live_from if following else None)
        if ends is None or ends > max(version.live_from, now):
            yield version, ends


def replace_editions(
    article: Article, *, now: datetime, editions: Mapping[int, Iterable[Printed]]
) -> Change:
    """Put new `Printed` in the place of editions; `editions` maps a number to what replaces it."""
    ended = [
        _end(version, max(version.live_from, now))
        for version in article.versions.unfinished(now)
        if version.edition in editions
    ]
    return Change(_store_all(article, [[], *editions.values()]), ended)


def once_more(article: Article, *, now: datetime) -> Change:
    """Print what is live or to come again from now on, as planned, at the address of the piece."""
    unfinished = list(article.versions.unfinished(now))
    again = [going_on(article, version, now, version.expires_at) for version in unfinished]
    ended = [_end(version, max(version.live_from, now)) for version in unfinished]
    return Change(_store_all(article, [again]), ended)


def going_on(
    article: Article, version: PublishedVersion, now: datetime, until: datetime | None
) -> Printed:
    """A version of a piece once more and unsaved, from now on until something else takes over."""
    begins = max(version.live_from, now)
    return _continued(article, version, begins, until, version.planned_until)


def end_of_edition(version: PublishedVersion) -> datetime | None:
    """Where the last version of the edition of a version ends, or None."""
    edition = version.article.versions.filter(edition=version.edition, live_until=None)
    return edition.order_by("-live_from").values_list("expires_at", flat=True).first()


def earliest(*moments: datetime | None) -> datetime | None:
    """The first of the moments that are known, or None."""
    return min((moment for moment in moments if moment), default=None)


def _end(version, moment):
    version.live_until = moment
    version.save(update_fields=["live_until"])
    index.forget(version)
    return version


def _continued(article, version, begins, ends, planned):
    """The same print once more, between other moments, at the address that the piece has now."""
    (whole,) = read_printed(PublishedVersion.objects.filter(pk=version.pk))
    again = copied(whole)
    again.version.live_from, again.version.expires_at = begins, ends
    again.version.planned_until, again.version.live_until = planned, None
    again.version.path = article.path or version.path
    return again


def copied(whole: Printed) -> Printed:
    """The same rows once more, not stored yet."""
    parts = {name: [_again(row) for row in getattr(whole, name)] for name in PARTS}
    # By identity: rows that are not stored have no key, and cannot be told apart otherwise.
    again = {
        id(before): after
        for name in ("bylines", "grants")
        for before, after in zip(getattr(whole, name), parts[name], strict=True)
    }
    for handle, old_handle in zip(parts["handles"], whole.handles, strict=True):
        handle.byline = again[id(old_handle.byline)]
    for party, old_party in zip(parts["parties"], whole.parties, strict=True):
        party.version_grant = again[id(old_party.version_grant)]
    return Printed(_again(whole.version), **parts)


def _again(row):
    """The same columns in a row that is not stored yet."""
    columns = (field for field in row._meta.concrete_fields if not field.primary_key)
    return type(row)(**{column.attname: getattr(row, column.attname) for column in columns})


def _store_all(article, editions):
    """Store what goes on under the edition it has, and each list after it as a new edition."""
    last = article.versions.aggregate(number=Max("number"), edition=Max("edition"))
    number, edition = last["number"] or 0, last["edition"] or 0
    going_on, *new_editions = editions
    for new_edition in filter(None, new_editions):
        edition += 1
        for new in new_edition:
            new.version.edition = edition
    stored = [new for whole in (going_on, *new_editions) for new in whole]
    for new in stored:
        number += 1
        new.version.number = number
        _store(new)
    return stored


def _store(new):
    """Write a version and its parts, and let it be found; the database has the last word on
    overlaps.
    """
    new.version.save(force_insert=True)
    for name, model in PARTS.items():
        for row in getattr(new, name):
            row.version = new.version
        model.objects.bulk_create(getattr(new, name))
    index.follow([new])
