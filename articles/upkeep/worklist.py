"""The live and scheduled pieces that print something else than their grants prescribe now."""

from articles.disclosure.rules import Rules
from articles.models import Keep, PublishedVersion
from articles.models.printed import read_printed
from articles.upkeep.difference import difference
from newsroom.audit import ledger

CHUNK = 200


def worklist(at=None, *, versions=None, limit=None):
    """Yield (Printed, Difference) for every version that differs, the newest piece first.

    Leaves out what somebody has decided to keep. `versions` narrows it to
    some of the live and scheduled ones. Versions are read in chunks, with the
    rules that can concern them: the first ones are there at once, however
    many follow.
    """
    if versions is None:
        versions = PublishedVersion.objects.all()
    keys = list(versions.unfinished(at).newest_first().values_list("pk", flat=True).distinct())
    found = 0
    for start in range(0, len(keys), CHUNK):
        wholes = _read(keys[start : start + CHUNK])
        rules = Rules.about(*(whole.filed() for whole in wholes))
        for whole in wholes:
            differs = difference(whole, at, rules)
            if not differs or differs.digest in whole.kept:
                continue
            yield whole, differs
            found += 1
            if found == limit:
                return


def keep(version, differs, *, by, reason):
    """Record the decision that a version stays as it is, although it differs like this."""
    decision = Keep.objects.create(
        version=version, difference=differs.digest, reason=reason, decided_by=by
    )
    ledger.record(by, "keep", version, reason=reason, causes=list(differs.causes))
    return decision


def _read(keys):
    """The versions of these keys with their parts and the differences decided to be kept."""
    order = {key: place for place, key in enumerate(keys)}
    kept = {}
    for version, digest in Keep.objects.filter(version__in=keys).values_list(
        "version", "difference"
    ):
        kept.setdefault(version, set()).add(digest)
    versions = PublishedVersion.objects.filter(pk__in=keys).prefetch_related("article__bylines")
    wholes = sorted(read_printed(versions), key=lambda whole: order[whole.version.pk])
    for whole in wholes:
        whole.kept = kept.get(whole.version.pk, ())
    return wholes
