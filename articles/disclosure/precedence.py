"""Which coverage row wins: the more specific one; of two alike, the one that discloses."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Coverage
from funding.models import Grant, Statement


@dataclass
class Verdict:
    """What the rows that cover a piece say, in the end, of one grant or statement.

    `included` and `excluded` are the most specific of each kind, or None.
    """

    included: Coverage | None = None
    excluded: Coverage | None = None

    @property
    def is_left_out(self) -> bool:
        """An exclusion wins only if it is strictly more specific."""
        if self.included is None or self.excluded is None:
            return self.included is None
        return self.excluded.specificity > self.included.specificity

    @property
    def holding(self) -> Coverage | None:
        """The row by which it holds, or None."""
        return None if self.is_left_out else self.included

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
        found.setdefault(row.grant or row.statement, Verdict()).hear(row)
    return found


def strongest(rows: Iterable[Coverage]) -> dict[Grant | Statement, Coverage]:
    """Map what is covered to the most specific row that says so."""
    weighed = verdicts(rows).items()
    return {subject: verdict.holding for subject, verdict in weighed if verdict.holding}


def comes_with(
    statement: Statement,
    grant: Grant,
    covering: dict[Grant | Statement, Coverage],
    about_statements: dict[Grant | Statement, Verdict],
) -> bool:
    """Whether a statement is made for its grant: no more specific row leaves it out.

    `covering` are the rows by which grants hold, `about_statements` the
    verdicts on statements by themselves.
    """
    excluded = statement in about_statements and about_statements[statement].excluded
    if not excluded or grant not in covering:
        return True
    return excluded.specificity <= covering[grant].specificity


def _more_specific(known: Coverage | None, row: Coverage) -> Coverage:
    return row if known is None or row.specificity > known.specificity else known
