"""What decides about disclosures, read from the database at once and asked in memory.

Only the rows that can concern the pieces asked about are read, in the same
number of queries however many pieces there are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db.models import Q, prefetch_related_objects
from django.utils.translation import gettext as _

from articles.disclosure.models.target import TARGETS, Target
from articles.models import Coverage, SealedCopy, VersionDisclosure, Waiver
from articles.models.choices import Hides
from articles.models.filed import Filed
from authors.models import Author
from funding.models import Grant, GrantParty, Statement, Wording


@dataclass
class Verdict:
    """What the rows that cover a piece say, in the end, of one grant or statement.

    `included` and `excluded` are the most specific of each kind, or None.
    """

    included: Coverage | None = None
    excluded: Coverage | None = None

    @property
    def holding(self) -> Coverage | None:
        """The row by which it holds, or None.

        An exclusion wins only if it is strictly more specific.
        """
        included, excluded = self.included, self.excluded
        if included and excluded and excluded.specificity > included.specificity:
            return None
        return included

    def hear(self, row: Coverage) -> None:
        """Take another row into account."""
        if row.mode == Coverage.Mode.INCLUDE:
            self.included = _more_specific(self.included, row)
        else:
            self.excluded = _more_specific(self.excluded, row)


def verdicts(rows: Iterable[Coverage]) -> dict[Grant | Statement, Verdict]:
    """Weigh the rows that cover one piece against each other, for each grant and statement."""
    found: dict[Grant | Statement, Verdict] = {}
    for row in rows:
        if subject := row.subject:
            found.setdefault(subject, Verdict()).hear(row)
    return found


def strongest(weighed: dict[Grant | Statement, Verdict]) -> dict[Grant, Coverage]:
    """Map every grant that is covered to the most specific row that says so."""
    holding = (verdict.holding for verdict in weighed.values())
    return {row.grant: row for row in holding if row and row.grant}


def comes_with(
    statement: Statement,
    grant: Grant | None,
    covering: dict[Grant, Coverage],
    weighed: dict[Grant | Statement, Verdict],
) -> bool:
    """Whether a statement is made together with its grant.

    It is, unless a row leaves the statement out that is more specific than the
    row by which the grant covers the piece. `covering` are the rows by which
    grants do, `weighed` the verdicts on everything that rows are about.
    """
    excluded = statement in weighed and weighed[statement].excluded
    if not excluded or grant not in covering:
        return True
    return excluded.specificity <= covering[grant].specificity


def left_out(
    weighed: dict[Grant | Statement, Verdict],
) -> Iterator[tuple[Grant | Statement, Coverage, Coverage]]:
    """Yield (what, the row that leaves it out, the row by which it would hold otherwise)."""
    covering = strongest(weighed)
    for subject, verdict in weighed.items():
        if not verdict.excluded or verdict.holding:
            continue
        otherwise = verdict.included
        if isinstance(subject, Statement) and not otherwise:
            comes = comes_with(subject, subject.grant, covering, weighed)
            otherwise = None if comes or not subject.grant else covering[subject.grant]
        if otherwise:
            yield subject, verdict.excluded, otherwise


def _more_specific(known: Coverage | None, row: Coverage) -> Coverage:
    return row if known is None or row.specificity > known.specificity else known


@dataclass(frozen=True)
class Withheld:
    """One thing about a grant that is not shown."""

    hides: str
    why: str


class Rules:
    """Coverage, waivers, statements and the wordings in force, as they are stored now."""

    def __init__(self, coverages: Iterable[Coverage]) -> None:
        rows = list(coverages)
        self._naming: defaultdict[tuple[Target, int | None], list[Coverage]] = defaultdict(list)
        for row in rows:
            self._naming[row.target, row.key].append(row)
        statements = [row.statement for row in rows if row.statement]
        named = [*(row.grant for row in rows), *(statement.grant for statement in statements)]
        grants = [grant for grant in named if grant]
        prefetch_related_objects(grants, "parties__funder")
        self._read_statements(grants, {statement.pk for statement in statements})
        self._waivers: defaultdict[int, list[Waiver]] = defaultdict(list)
        for waiver in Waiver.objects.in_force().filter(grant__in={grant.pk for grant in grants}):
            self._waivers[waiver.grant_id].append(waiver)

    @classmethod
    def about(cls, *pieces: Filed) -> Self:
        """The rules that can concern these pieces, each a `Filed`."""
        return cls(Coverage.objects.naming(*pieces).with_names())

    @classmethod
    def with_others(
        cls, piece: Filed, rows: Iterable[Coverage], *, instead: Collection[int]
    ) -> Self:
        """The rules that can concern a piece, with some unsaved rows instead of those with
        certain keys.
        """
        stored = Coverage.objects.naming(piece).exclude(pk__in=instead).with_names()
        return cls([*stored, *rows])

    def rows_for(self, filed: Filed, at: datetime) -> list[Coverage]:
        """The coverage rows that cover a piece, before any is weighed against another."""
        return [row for row in self.rows_naming(filed) if row.covers(filed, at)]

    def rows_naming(self, filed: Filed) -> list[Coverage]:
        """The rows that name a piece or something it is filed under, whatever their dates; of a
        page of the publication itself none does, not even one of the whole site.
        """
        if not filed.owes_a_declaration:
            return []
        named = [(target, key) for target in TARGETS for key in dict.fromkeys(target.keys(filed))]
        rows = [row for name in named for row in self._naming.get(name, ())]
        return sorted(rows, key=lambda row: (row.pk is None, row.pk))

    def statements(self, grant: Grant) -> list[Statement]:
        """What has to be said for a grant: its own statements and those of who pays for it."""
        paying = paying_keys(grant)
        return [s for s in self._statements if s.grant_id == grant.pk or s.funder_id in paying]

    def for_no_funding(self) -> list[Statement]:
        return [statement for statement in self._statements if statement.is_for_no_funding]

    def wordings(self, statement: Statement) -> Sequence[Wording]:
        """The approved wordings of a statement."""
        return self._wordings.get(statement.pk, ())

    def suppose_approved(self, drafts: Iterable[Wording]) -> None:
        """Take drafts for wordings in force, to see what they would print; nothing is stored."""
        for draft in drafts:
            self._wordings[draft.statement_id].append(draft)

    def withheld(self, grant: Grant, filed: Filed, at: datetime) -> tuple[Withheld, ...]:
        """What is not shown of a grant on a piece.

        Embargoes end by the clock, waivers by a person.
        """
        found = []
        if grant.embargoed_until and grant.embargoed_until > at:
            found.append(Withheld(Hides.NAME, _("Embargoed.")))
        for waiver in self._waivers.get(grant.pk, ()):
            if waiver.article_id in (None, filed.article_id):
                why = f"{waiver.get_kind_display()}: {waiver.reason}"
                found.append(Withheld(waiver.hides, why))
        return tuple(found)

    def is_sealed(self, wording: Wording) -> bool:
        """Whether a wording holds what a redaction took out of a page."""
        return wording.text in self._sealed

    def _read_statements(self, grants, covered):
        paying = {funder for grant in grants for funder in paying_keys(grant)}
        self._statements = list(
            Statement.objects.filter(
                Q(grant__in={grant.pk for grant in grants})
                | Q(funder__in=paying)
                | Q(pk__in=covered)
                | Q(pk__in=Statement.objects.for_no_funding())
            ).select_related("grant", "funder")
        )
        self._wordings = defaultdict(list)
        approved = Wording.objects.approved().filter(statement__in=self._statements)
        for wording in approved:
            self._wordings[wording.statement_id].append(wording)
        sealed = SealedCopy.objects.filter(
            table=VersionDisclosure._meta.db_table,
            columns__text__in={wording.text for wording in approved},
        )
        self._sealed = set(sealed.values_list("columns__text", flat=True))


def covers_alike(one: Author, other: Author) -> bool:
    """Whether coverage says the same of two authors: then no piece of one says otherwise who paid
    once the other signs it, and none that is frozen under either does.
    """
    said: dict[int, set[object]] = {one.pk: set(), other.pk: set()}
    for row in Coverage.objects.filter(author__in=[one.pk, other.pk]):
        said[row.key].add((row.says, row.first_published_from, row.first_published_until))
    return said[one.pk] == said[other.pk]


def paying_keys(grant: Grant) -> set[int]:
    """The keys of the funders whose money it is; no query where its parties are at hand."""
    return {party.funder_id for party in grant.parties.all() if party.role in GrantParty.PAYING}
