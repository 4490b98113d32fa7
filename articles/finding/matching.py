"""Which pieces hold what is asked for, the best of them first."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from articles.finding.asking import Asked
from articles.finding.models import Findable
from articles.finding.saying import beginnings, question, rows
from articles.finding.weighing import weigher
from articles.models.version import PublishedVersionQuerySet
from newsroom.kit import clock

# So many are weighed against one another: the newest that hold what is asked for in what stands
# over them, and as many of the newest that hold it anywhere.
MOST = 500
# Where nothing narrows them, PostgreSQL hands out so many of the newest, live or not: what is yet
# to come, and what is over by its plan, is far less than is left of them.
NEAREST = 1_200

HEADED = {
    "sqlite": "SELECT rowid FROM articles_words "
    "WHERE articles_words MATCH '{title standfirst names} : (' || %s || ')'",
    "postgresql": "SELECT key FROM articles_headed(%s::tsquery, %s) AS key",
    "among": "SELECT pk FROM articles_headed_among(%s::tsquery, %s, ARRAY({})) AS pk",
}
HOLDING = {
    "sqlite": "SELECT rowid FROM articles_words WHERE articles_words MATCH %s",
    "postgresql": "SELECT key FROM articles_holding(%s::tsquery, %s) AS key",
    "among": "SELECT pk FROM articles_holding_among(%s::tsquery, %s, ARRAY({})) AS pk",
}
EITHER = "SELECT over_it.pk FROM ({}) AS over_it UNION SELECT anywhere.pk FROM ({}) AS anywhere"


@dataclass(frozen=True)
class Found:
    """The keys of versions that were found, in order, and whether there may be more of them."""

    keys: list[int]
    is_cut: bool


def found(
    asked: Asked,
    versions: PublishedVersionQuerySet,
    *,
    narrowed: bool = True,
    newest_first: bool = False,
) -> Found:
    """Those of some versions that hold what is asked for, what fits best first, in one query; all
    of them where nothing is asked for, the newest first. It is quicker for versions that are not
    `narrowed`, but all that are live.
    """
    newest = versions.newest_first()
    if not asked:
        keys = list(newest.values_list("pk", flat=True)[:MOST])
        return Found(keys, len(keys) == MOST)
    said, choose = question(asked), _of_narrowed if narrowed else _of_live
    over, anywhere = (choose(asking, said, newest) for asking in (HEADED, HOLDING))
    weight = weigher(asked, clock.now())
    candidates = _read(asked, over, anywhere)
    weighed = [
        (0 if newest_first else -weight(moment, *words), -moment.timestamp(), -key)
        for is_right, key, moment, *words in candidates
        if is_right
    ]
    keys = [-key for _weight, _moment, key in sorted(weighed)]
    return Found(keys, len(candidates) >= MOST)


def holding(asked: Asked, versions: PublishedVersionQuerySet) -> PublishedVersionQuerySet:
    """Those of some versions that hold what is asked for. Words in a row may stand anywhere."""
    return versions.filter(pk__in=_keys(HOLDING, question(asked)))


def headed(starts: list[str], versions: PublishedVersionQuerySet) -> PublishedVersionQuerySet:
    """The newest of some versions that have a word with one of some beginnings in what stands over
    them: title, standfirst, authors, tags.
    """
    return versions.filter(pk__in=_keys(HEADED, beginnings(starts), NEAREST)).newest_first()


def _keys(asking, said, most=None):
    parameters = [said] if connection.vendor == "sqlite" else [said, most]
    # What is put together is written here; what is said is a parameter.
    return RawSQL(asking[connection.vendor], parameters)  # noqa: S611


def _of_live(asking, said, newest):
    """The keys of the newest that are live and hold what is said, as SQL and its parameters."""
    return _sql(newest.filter(pk__in=_keys(asking, said, NEAREST))[:MOST])


def _of_narrowed(asking, said, newest):
    """The same of versions that are narrowed down. PostgreSQL is handed all their keys: it would
    look up one by one what holds a frequent word.
    """
    if connection.vendor == "sqlite":
        return _sql(newest.filter(pk__in=_keys(asking, said))[:MOST])
    keys, parameters = _sql(newest.order_by())
    return asking["among"].format(keys), [said, MOST, *parameters]


def _sql(versions):
    return versions.values("pk").query.sql_with_params()


def _read(asked, over, anywhere):
    """What has a key that one of two statements chooses: whether the words that are to stand in a
    row do; key, first publication; and the words of title, standfirst and names, as the index
    keeps them.
    """
    sql = EITHER.format(over[0], anywhere[0])
    parameters = [*over[1], *anywhere[1]]
    is_right = RawSQL(*rows(asked), BooleanField())  # noqa: S611
    read = Findable.objects.filter(version__in=RawSQL(sql, parameters))  # noqa: S611
    fields = ("version", "first_published_at", "title", "standfirst", "names")
    return list(read.annotate(is_right=is_right).values_list("is_right", *fields))
