"""The live and scheduled pieces that print something else than their grants prescribe now."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db import transaction

from articles.disclosure.rules import Rules
from articles.models import Keep, PublishedVersion
from articles.models.printed import Printed, read_printed
from articles.models.version import PublishedVersionQuerySet
from articles.upkeep.difference import WORKING_COPY, Difference, difference, filings
from newsroom.audit import ledger

CHUNK = 200


def worklist(
    versions: PublishedVersionQuerySet | None = None,
) -> Iterator[tuple[Printed, Difference]]:
    """Yield (Printed, Difference) for every version that differs, the newest piece first.

    Leaves out what somebody has decided to keep. `versions` narrows it to
    some of the live and scheduled ones. Versions are read in chunks, with the
    rules that can concern them: the first ones are there at once, however
    many follow.
    """
    if versions is None:
        versions = PublishedVersion.objects.all()
    keys = list(versions.unfinished().newest_first().values_list("pk", flat=True).distinct())
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        wholes, kept = _read(chunk), _kept(chunk)
        rules = Rules.about(*(filed for whole in wholes for filed in filings(whole)))
        for whole in wholes:
            differs = difference(whole, rules=rules)
            if differs and (whole.version.pk, differs.digest) not in kept:
                yield whole, differs


@transaction.atomic
def keep(version: PublishedVersion, differs: Difference, *, by: User, reason: str) -> Keep:
    """Record the decision that a version stays as it is, although it differs like this."""
    decision = Keep.objects.create(
        version=version, difference=differs.digest, reason=reason, decided_by=by
    )
    ledger.record(by, "keep", version, reason=reason, causes=list(differs.causes))
    return decision


def _read(keys):
    """The versions of these keys with their parts, in this order."""
    order = {key: place for place, key in enumerate(keys)}
    versions = PublishedVersion.objects.filter(pk__in=keys).prefetch_related(*WORKING_COPY)
    return sorted(read_printed(versions), key=lambda whole: order[whole.version.pk])


def _kept(keys):
    """The differences that were decided to be kept, each with its version."""
    decisions = Keep.objects.filter(version__in=keys)
    return set(decisions.values_list("version", "difference"))
