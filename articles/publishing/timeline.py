"""The timeline of a piece: which version is live when. The clock does the rest.

Versions are append-only and `live_until` can be set once, so a plan is never
bent: what is live is ended now and goes on as a copy with the new plan.
"""

from django.db.models import Max

from articles.models import PublishedVersion
from articles.models.printed import PARTS, Printed, printed


def arrange(article, *, until, now, then=()):
    """Let what is live go on until a moment, drop what was to come, and add `then`.

    `until` is a moment or None for "as it was planned"; `then` are the unsaved
    `Printed` that follow. Returns (stored, ended): the `Printed` that were
    written and the versions whose `live_until` was set.
    """
    following, ended = [], []
    for version in article.versions.unfinished(now):
        if version.live_from > now:
            ended.append(_end(version, version.live_from))
            continue
        end = min((m for m in (until, planned_end(version)) if m), default=None)
        if end is None or end > now:
            if end == version.expires_at:
                continue
            following.append(_continued(version, now, end))
        ended.append(_end(version, now))
    return [_store(new) for new in [*following, *then]], ended


def planned_end(version):
    """When a text was to end, by its publication or withdrawal, before a successor cut it short.

    A row made to give way to a successor began in the instant the successor was frozen.
    """
    versions = PublishedVersion.objects.filter(article=version.article_id)
    first, *later = versions.filter(
        frozen_at=version.frozen_at, printed_at=version.printed_at
    ).order_by("number")
    for row in reversed(later):
        if not versions.filter(frozen_at=row.live_from, live_from=row.expires_at).exists():
            return row.expires_at
    return first.expires_at


def _end(version, moment):
    version.live_until = moment
    version.save(update_fields=["live_until"])
    return version


def _continued(version, now, end):
    """The same print once more, from now until another end."""
    (whole,) = printed(PublishedVersion.objects.filter(pk=version.pk))
    parts = {name: [_again(row) for row in getattr(whole, name)] for name in PARTS}
    bylines = dict(zip(whole.bylines, parts["bylines"], strict=True))
    grants = dict(zip(whole.grants, parts["grants"], strict=True))
    for handle, before in zip(parts["handles"], whole.handles, strict=True):
        handle.byline = bylines[before.byline]
    for party, before in zip(parts["parties"], whole.parties, strict=True):
        party.version_grant = grants[before.version_grant]
    again = _again(whole.version)
    again.live_from, again.expires_at, again.live_until = now, end, None
    return Printed(again, **parts)


def _again(row):
    """The same columns in a row that is not stored yet."""
    columns = (field for field in row._meta.concrete_fields if not field.primary_key)
    return type(row)(**{column.attname: getattr(row, column.attname) for column in columns})


def _store(new):
    """Write a version and its parts; the database has the last word on overlaps."""
    last = PublishedVersion.objects.filter(article=new.version.article_id).aggregate(
        n=Max("number")
    )
    new.version.number = (last["n"] or 0) + 1
    new.version.save(force_insert=True)
    for name, model in PARTS.items():
        for row in getattr(new, name):
            row.version = new.version
        model.objects.bulk_create(getattr(new, name))
    return new
