"""Near misses: coverage that names a piece, or what it is filed under, and leaves it out by its
dates alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.disclosure.rules import Rules, verdicts
from articles.models import Coverage
from articles.models.filed import Filed
from funding.models import Grant, Statement


@dataclass(frozen=True)
class NearMiss:
    """A row of coverage that would reach a piece, had it come out on another day.

    `subject` is what would cover it. `day` is that of its first publication, in
    the publication's time zone; `is_out` tells whether that has been.
    """

    row: Coverage
    subject: Grant | Statement
    day: date
    is_out: bool

    @property
    def words(self) -> str:
        """The sentence for whoever may change the dates, or publish on another day."""
        words = _(
            "%(what)s covers pieces first published %(window)s; this one would be on %(day)s."
        )
        if self.is_out:
            words = _("%(what)s covers pieces first published %(window)s; this one was on %(day)s.")
        return words % {
            "what": _what(self.row),
            "window": window(self.row.first_published_from, self.row.first_published_until),
            "day": date_format(self.day),
        }


def near_misses(filed: Filed, at: datetime, rules: Rules) -> Iterator[NearMiss]:
    """Yield the near misses of a piece, but for what covers it by another row."""
    covering = rules.rows_for(filed, at)
    holding = {subject for subject, verdict in verdicts(covering).items() if verdict.holding}
    is_out = filed.first_published_at is not None and filed.first_published_at <= at
    for row in rules.rows_naming(filed):
        subject = row.subject
        is_missed = row not in covering and subject not in holding
        if subject and is_missed and row.mode == Coverage.Mode.INCLUDE:
            yield NearMiss(row, subject, filed.first_day(at), is_out)


def window(begins: date | None, ends: date | None) -> str:
    """A span of days in words, both included, of which one end at least is known."""
    facts = {"begins": begins and date_format(begins), "ends": ends and date_format(ends)}
    if not ends:
        return _("from %(begins)s on") % facts
    if not begins:
        return _("until %(ends)s") % facts
    return _("from %(begins)s until %(ends)s") % facts


def _what(row):
    if row.whole_site:
        return capfirst(row.target_name)
    called = {column.name: column.verbose_name for column in Coverage._meta.concrete_fields}
    return f"{capfirst(called[row.target.column])} “{row.target_name}”"
