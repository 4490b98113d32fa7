"""Of the rows that cover a piece, the most specific wins; a tie discloses."""

from django.test import SimpleTestCase
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.disclosure.models.target import TARGETS
from articles.disclosure.rules import comes_with, strongest, verdicts
from articles.models import Coverage, Section
from articles.models.filed import Filed
from funding.models import Grant, Statement

Mode = Coverage.Mode
SITE, AUTHOR, SECTION, TAG, ARTICLE = "whole_site", "author", "section", "tag", "article"


def row(subject, target, mode=Mode.INCLUDE):
    """An unsaved row; of its target only the name matters here."""
    kind = "grant" if isinstance(subject, Grant) else "statement"
    named = {"whole_site": True} if target == SITE else {f"{target}_id": 1}
    return Coverage(mode=mode, **{kind: subject}, **named)


class PrecedenceTests(SimpleTestCase):
    def setUp(self):
        self.grant, self.other = Grant(pk=1), Grant(pk=2)
        self.statement = Statement(pk=1, grant=self.grant)

    def test_of_rows_that_include_the_most_specific_is_kept_in_whatever_order(self):
        rows = [row(self.grant, target) for target in (TAG, ARTICLE, SITE)]
        for heard in (rows, rows[::-1]):
            self.assertEqual(strongest(verdicts(heard)), {self.grant: rows[1]})

    def test_of_equal_rows_the_first_is_kept(self):
        first, second = row(self.grant, TAG), row(self.grant, TAG)
        self.assertIs(strongest(verdicts([first, second]))[self.grant], first)

    def test_only_a_more_specific_exclusion_wins_the_most_specific_of_them_counts(self):
        section = row(self.grant, SECTION)
        for targets, wins in (
            ([AUTHOR], False),
            ([SECTION], False),
            ([TAG], True),
            ([TAG, SITE], True),
            ([SITE, TAG], True),
        ):
            excluding = [row(self.grant, target, Mode.EXCLUDE) for target in targets]
            with self.subTest(targets):
                found = strongest(verdicts([section, *excluding]))
                self.assertEqual(found, {} if wins else {self.grant: section})

    def test_each_grant_and_each_statement_is_decided_by_its_own_rows(self):
        kept = [row(self.other, SITE), row(self.statement, SITE)]
        rows = [row(self.grant, SITE), row(self.grant, TAG, Mode.EXCLUDE), *kept]
        holding = {subject: verdict.holding for subject, verdict in verdicts(rows).items()}
        self.assertEqual(holding, {self.grant: None, self.other: kept[0], self.statement: kept[1]})
        self.assertEqual(strongest(verdicts(rows)), {self.other: kept[0]})

    def test_what_nothing_includes_is_not_covered(self):
        self.assertEqual(strongest(verdicts([row(self.grant, SITE, Mode.EXCLUDE)])), {})

    def test_a_statement_comes_with_its_grant_unless_it_is_left_out_more_specifically(self):
        covering = {self.grant: row(self.grant, SECTION)}
        for rows, out in (
            ([], False),
            ([row(self.statement, SECTION, Mode.EXCLUDE)], False),
            ([row(self.statement, TAG, Mode.EXCLUDE)], True),
            ([row(self.statement, t, Mode.EXCLUDE) for t in (SITE, TAG, AUTHOR)], True),
            ([row(self.statement, TAG)], False),
            ([row(Statement(pk=2), TAG, Mode.EXCLUDE)], False),
        ):
            with self.subTest(rows=[r.target.column for r in rows]):
                made = comes_with(self.statement, self.grant, covering, verdicts(rows))
                self.assertIs(made, not out)

    def test_a_statement_of_the_whole_site_stays_with_a_grant_of_the_whole_site(self):
        covering = {self.grant: row(self.grant, SITE)}
        self.assertIs(comes_with(self.statement, self.grant, covering, {}), True)

    def test_a_statement_without_a_grant_is_not_left_out_here(self):
        rows = [row(self.statement, ARTICLE, Mode.EXCLUDE)]
        covering = {self.grant: row(self.grant, SITE)}
        for grant in (None, self.other):
            self.assertIs(comes_with(self.statement, grant, covering, verdicts(rows)), True)


class NameTests(SimpleTestCase):
    def test_a_row_is_called_by_what_it_does_to_which_pieces_and_for_what(self):
        grant, statement = Grant(pk=1, title="Rivers"), Statement(pk=1, label="Views")
        section = Section(pk=3, name="Ports")
        everywhere = Coverage(grant=grant, whole_site=True)
        there = Coverage(statement=statement, section=section, mode=Mode.EXCLUDE, reason="No.")
        self.assertEqual(
            [(str(row), row.basis, row.target_key) for row in (everywhere, there)],
            [
                (
                    "covers the whole site: Rivers",
                    "whole_site: the whole site",
                    "whole_site",
                ),
                (f"leaves out Ports: {statement}", "section: Ports", "section 3"),
            ],
        )


class ExclusionRuleTests(SimpleTestCase):
    """Against the rule in its own words: every row is asked about every other."""

    rows = st.lists(
        st.tuples(
            st.sampled_from([target.column for target in TARGETS]),
            st.sampled_from(Mode.values),
            st.booleans(),
            st.integers(1, 3),
        ),
        max_size=7,
    )

    @given(rows)
    def test_a_grant_is_disclosed_unless_something_more_specific_leaves_it_out(self, given_rows):
        rank = [SITE, AUTHOR, SECTION, TAG, ARTICLE].index
        rows, expected = [], {number: [] for number in (1, 2, 3)}
        for target, mode, names, number in given_rows:
            named = {SITE: True} if target == SITE else {f"{target}_id": 7 if names else 8}
            rows.append(Coverage(mode=mode, grant=Grant(pk=number), **named))
            if names or target == SITE:
                expected[number].append((mode, rank(target)))

        def is_disclosed(heard):
            """Some row includes it that no exclusion stands above."""
            included = [place for mode, place in heard if mode == Mode.INCLUDE]
            excluded = [place for mode, place in heard if mode == Mode.EXCLUDE]
            return any(all(above <= place for above in excluded) for place in included)

        filed = Filed(7, 7, None, (7,), (7,), 1, "en", "funded", None)
        now = timezone.now()
        covering = strongest(verdicts(row for row in rows if row.covers(filed, now)))
        self.assertEqual(
            {grant.pk for grant in covering},
            {number for number, heard in expected.items() if is_disclosed(heard)},
        )
