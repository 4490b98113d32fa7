"""Everything a report is made of, read in a number of queries that no piece adds to."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.db.models import Q
from django.db.models.functions import Length, Substr

from articles.disclosure.concerning import concerning
from articles.models import (
    Coverage,
    PublishedVersion,
    ReachFigure,
    Redirect,
    SealedCopy,
    Waiver,
)
from articles.models.printed import read_printed
from funding.models import Grant, Wording


@dataclass
class Facts:
    """The frozen rows of a grant's pieces in a period, and what stands beside them.

    `pieces` are lists of `Printed`, one for each article, in the
    order of their lives, without those that were cancelled before anybody saw them.
    """

    grant: Grant
    now: datetime
    pieces: list
    coverage: list
    live: set
    wordings: dict
    sealed: set
    redirects: dict
    farewells: dict
    reach: dict
    waivers: list

    def is_sealed(self, row):
        """Whether a row was redacted: what it says now is not what was published."""
        return (row._meta.db_table, row.pk) in self.sealed


def read_facts(grant, start, end, *, now):
    """Read what there is about pieces first published from `start` on and before `end`."""
    period = Q(first_published_at__gte=start, first_published_at__lt=end)
    concerned = concerning(grant, Coverage.Mode.INCLUDE).not_cancelled().filter(period)
    articles = concerned.values("article")  # A subquery: SQLite takes only so many parameters.
    ours = PublishedVersion.objects.not_cancelled().filter(period, article__in=articles)
    whole = read_printed(ours.order_by("live_from", "number"))
    farewells = PublishedVersion.objects.gone(now).filter(article__in=articles)
    # An old path has no last slash.
    paths = ours.values_list(Substr("path", 1, Length("path") - 1))
    redirects = Redirect.objects.filter(old_path__in=paths)
    live = PublishedVersion.objects.live(now).filter(article__in=articles)
    waivers = Waiver.objects.filter(Q(article=None) | Q(article__in=articles), grant=grant)
    wordings = {row.wording_id for piece in whole for row in piece.disclosures}
    return Facts(
        grant=grant,
        now=now,
        pieces=list(_grouped(whole, "version.article_id").values()),
        coverage=list(Coverage.objects.about(grant).with_names()),
        live=set(live.values_list("pk", flat=True)),
        wordings=Wording.objects.in_bulk(wordings),
        sealed=_sealed(whole),
        redirects={f"{row.old_path}/": row.new_path for row in redirects},
        farewells=dict(farewells.values_list("article", "farewell")),
        reach=_grouped(ReachFigure.objects.filter(article__in=articles).order_by(), "article_id"),
        waivers=list(waivers.order_by("pk")),
    )


def _grouped(rows, name):
    found = defaultdict(list)
    for row in rows:
        found[attrgetter(name)(row)].append(row)
    return dict(found)


def _sealed(whole):
    tables = defaultdict(set)
    for piece in whole:
        for row in piece.rows():
            tables[row._meta.db_table].add(row.pk)
    copies = SealedCopy.objects.filter(table__in=tables).values_list("table", "key")
    return {(table, key) for table, key in copies if key in tables[table]}
