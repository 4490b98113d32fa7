"""The index of what readers may find: kept with the versions, in the transaction that publishes,
ends or redacts them.
"""

from collections.abc import Collection, Iterable, Iterator

from articles.finding.models import Findable
from articles.models import PublishedVersion
from articles.models.printed import Printed, read_printed
from newsroom.kit.html import plain
from newsroom.search.analyser import MOST_BYTES, in_order
from newsroom.search.indexes import Index

FIELDS = ("title", "standfirst", "names", "body")
COLUMNS = ("first_published_at", *FIELDS)
AT_ONCE = 200


def follow(pieces: Iterable[Printed]) -> None:
    """Let the index say of some stored versions what they print; pages are in no list, nor here."""
    Findable.objects.bulk_create(
        [entry(piece) for piece in pieces if not piece.version.is_page],
        update_conflicts=True,
        unique_fields=["version"],
        update_fields=COLUMNS,
    )


def follow_again(keys: Collection[int]) -> None:
    """The same for the versions with some keys as they are stored now, where they are found."""
    follow(read_printed(_findable().filter(pk__in=keys)))


def forget(version: PublishedVersion) -> None:
    """Take a version out of the index: it was ended, and is shown to nobody from then on."""
    Findable.objects.filter(version=version).delete()


def entry(piece: Printed) -> Findable:
    """What the index has to say of a version, its title first where it has too many words."""
    version = piece.version
    names = [named.name for named in (*piece.bylines, *piece.tags)]
    texts = (version.title, version.standfirst, "\n".join(names), plain(version.body))
    found, room = {}, MOST_BYTES
    for field, text in zip(FIELDS, texts, strict=True):
        found[field] = in_order(text, version.language, room)
        room -= len(found[field].encode())
    return Findable(version=version, first_published_at=version.first_published_at, **found)


def wrong() -> Iterator[str]:
    """Yield the name of each version of which the index says something else than it prints, or
    says nothing, or says anything though it was ended.
    """
    known = set(Findable.objects.values_list("pk", flat=True))
    for pieces in _in_parts():
        keys = [piece.version.pk for piece in pieces]
        kept = Findable.objects.in_bulk(keys)
        known -= kept.keys()
        for made in map(entry, pieces):
            told = kept.get(made.pk)
            if told is None or any(getattr(told, one) != getattr(made, one) for one in COLUMNS):
                yield str(made)
    yield from (f"articles.publishedversion {key}" for key in sorted(known))


def rebuild() -> int:
    """Make the index anew of all that was printed; return of how many versions it is."""
    count = 0
    Findable.objects.all().delete()
    for pieces in _in_parts():
        follow(pieces)
        count += len(pieces)
    return count


def _findable():
    """The versions that were not ended: whoever is looking sees those among them that are live."""
    return PublishedVersion.objects.pieces().not_ended()


def _in_parts():
    keys = list(_findable().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        yield read_printed(_findable().filter(pk__in=keys[start : start + AT_ONCE]))


FOUND = Index(Findable, rebuild, wrong)
