"""What decides about disclosures, read from the database at once and asked in memory.

Only the rows that can concern the pieces asked about are read, in the same
number of queries however many pieces there are.
"""

from collections import defaultdict

from django.db.models import Q

from articles.models import Coverage, Waiver
from funding.models import GrantParty, Statement, Wording


class Rules:
    """Coverage, waivers, statements and the wordings in force, as they are stored now."""

    def __init__(self, coverages):
        coverages = list(
            coverages.select_related(
                "grant", "statement__grant", "article", "tag", "section", "author"
            )
        )
        self._naming = defaultdict(list)
        for row in coverages:
            self._naming[row.target, _key(row)].append(row)
        grants = {row.grant_id or row.statement.grant_id for row in coverages} - {None}
        self._read_statements(grants, {row.statement_id for row in coverages} - {None})
        self._waivers = defaultdict(list)
        for waiver in Waiver.objects.in_force().filter(grant__in=grants):
            self._waivers[waiver.grant_id].append(waiver)

    @classmethod
    def about(cls, *pieces):
        """The rules that can concern these pieces, each a `Filed`."""
        return cls(Coverage.objects.naming(*pieces))

    def reaching(self, filed, day):
        """The coverage rows that name a piece, and whose window holds its first publication."""
        targets = [("article", filed.article_id), ("section", filed.section_id)]
        targets += [("tag", tag) for tag in filed.tag_ids]
        targets += [("author", author) for author in dict.fromkeys(filed.author_ids)]
        targets.append(("whole_site", True))
        rows = [row for target in targets for row in self._naming.get(target, ())]
        return sorted((row for row in rows if row.holds(day)), key=lambda row: row.pk)

    def statements(self, grant):
        """What has to be said for a grant: its own statements and those of who pays for it."""
        payers = self._payers.get(grant.pk, ())
        return [s for s in self._statements if s.grant_id == grant.pk or s.funder_id in payers]

    def for_no_funding(self):
        return [statement for statement in self._statements if statement.is_for_no_funding]

    def wordings(self, statement):
        """The approved wordings of a statement."""
        return self._wordings.get(statement.pk, ())

    def waivers(self, grant, article_id):
        """The waivers in force for a grant on a piece."""
        return [w for w in self._waivers.get(grant.pk, ()) if w.article_id in (None, article_id)]

    def _read_statements(self, grants, covered):
        self._payers = defaultdict(set)
        parties = GrantParty.objects.filter(grant__in=grants, role__in=GrantParty.PAYING)
        for grant, funder in parties.values_list("grant", "funder"):
            self._payers[grant].add(funder)
        payers = set().union(*self._payers.values())
        self._statements = list(
            Statement.objects.filter(
                Q(grant__in=grants)
                | Q(funder__in=payers)
                | Q(pk__in=covered)
                | Q(pk__in=Statement.objects.for_no_funding())
            ).select_related("grant", "funder")
        )
        self._wordings = defaultdict(list)
        for wording in Wording.objects.approved().filter(statement__in=self._statements):
            self._wordings[wording.statement_id].append(wording)


def _key(row):
    return row.whole_site or getattr(row, f"{row.target}_id")
