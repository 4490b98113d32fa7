"""Two copies of a piece are put together: from each what only one changed; a person is asked."""

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.models.choices import Funding
from articles.writing.content import COLUMNS, TABLES
from articles.writing.merge import Choice, merge


def byline(author, bio="", **fields):
    return {"id": author, "author": author, "role": "author", "bio": bio, "position": 0, **fields}


def content(**fields):
    """A content with nothing in it but this."""
    empty = dict.fromkeys(COLUMNS, "") | {table.name: [] for table in TABLES} | {"tags": []}
    return (
        empty
        | dict.fromkeys(
            ("section", "issue", "issue_place", "series", "part", "dated", "lead_photo")
        )
        | fields
    )


CHANGED = content(title="T", section=3, dated="2026-03-01", funding=Funding.NONE, language="pl")
CHANGED |= {"body": "<p>B.</p>", "standfirst": "S.", "tags": ["Ports"], "bylines": [byline(7)]}
CHANGED |= {"grants": [{"id": 1, "grant": 4, "reason": ""}]}


class MergeTests(SimpleTestCase):
    def told(self, merge):
        return [
            (one.name, one.column and one.column.name, one.base, one.mine, one.theirs)
            for one in merge.open
        ]

    def chosen(self, choice, base, mine, theirs):
        asked = merge(base, mine, theirs)
        (conflict,) = asked.open
        answered = merge(base, mine, theirs, {conflict.key: choice})
        self.assertEqual(answered.open, ())
        return answered.content

    def test_a_column_that_only_one_changed_is_theirs(self):
        base = content(title="T", standfirst="S.")
        found = merge(
            base, base | {"title": "Mine"}, base | {"standfirst": "Theirs.", "section": 3}
        )
        self.assertEqual(
            (found.content, found.open),
            (content(title="Mine", standfirst="Theirs.", section=3), ()),
        )

    @given(st.sets(st.sampled_from(sorted(CHANGED))), st.sets(st.sampled_from(sorted(CHANGED))))
    def test_what_one_changed_and_the_other_did_not_or_alike_is_never_asked(self, ours, others):
        base = content()
        mine = base | {name: CHANGED[name] for name in ours}
        theirs = base | {name: CHANGED[name] for name in others}
        both = base | {name: CHANGED[name] for name in ours | others}
        for found in (merge(base, mine, theirs), merge(base, theirs, mine)):
            self.assertEqual(_without_keys(found.content), _without_keys(both))
            self.assertEqual(found.open, ())

    def test_a_value_that_both_changed_is_asked_and_taken_from_whom_one_says(self):
        base, mine, theirs = (content(section=number) for number in (1, 2, 3))
        self.assertEqual(self.told(merge(base, mine, theirs)), [("section", "section", 1, 2, 3)])
        self.assertEqual(self.chosen(Choice.MINE, base, mine, theirs), mine)
        self.assertEqual(self.chosen(Choice.THEIRS, base, mine, theirs), theirs)
        (conflict,) = merge(base, mine, theirs).open
        self.assertFalse(conflict.allows_both)
        self.assertEqual(len(merge(base, mine, theirs, {conflict.key: Choice.BOTH}).open), 1)

    def test_two_titles_are_never_mixed(self):
        base = content(title="The port of the river was built")
        mine = content(title="The old port of the river was built")
        theirs = content(title="The port of the river was built by hand")
        (conflict,) = merge(base, mine, theirs).open
        self.assertEqual((conflict.mine, conflict.theirs), (mine["title"], theirs["title"]))

    def test_of_a_text_only_the_paragraph_is_asked_and_both_may_be_taken(self):
        base, mine, theirs = (
            content(body=f"<p>First.</p><p>It took {years} years to build.</p><p>{end}</p>")
            for years, end in (("three", "Last."), ("four", "Last."), ("five", "Last, theirs."))
        )
        self.assertEqual(
            self.told(merge(base, mine, theirs)),
            [
                (
                    "body",
                    "body",
                    "<p>It took three years to build.</p>",
                    "<p>It took four years to build.</p>",
                    "<p>It took five years to build.</p>",
                )
            ],
        )
        self.assertEqual(
            self.chosen(Choice.BOTH, base, mine, theirs)["body"],
            "<p>First.</p><p>It took four years to build.</p><p>It took five years to build.</p>"
            "<p>Last, theirs.</p>",
        )

    def test_both_of_two_lines_stand_under_each_other(self):
        base, mine, theirs = (content(standfirst=text) for text in ("One.", "Two.", "Three."))
        self.assertEqual(self.chosen(Choice.BOTH, base, mine, theirs)["standfirst"], "Two.\nThree.")

    def test_places_that_read_the_same_are_asked_one_by_one(self):
        base, mine, theirs = (
            content(body="<hr>".join([f"<p>{word} here now.</p>"] * 2))
            for word in ("One", "Two", "Three")
        )
        first, second = merge(base, mine, theirs).open
        choices = {first.key: Choice.MINE, second.key: Choice.THEIRS}
        self.assertEqual(
            merge(base, mine, theirs, choices).content["body"],
            "<p>Two here now.</p><hr><p>Three here now.</p>",
        )

    def test_tags_are_put_on_and_taken_off_by_each(self):
        base, mine = content(tags=["A", "B", "C"]), content(tags=["A", "C", "Mine"])
        found = merge(base, mine, content(tags=["B", "C", "Theirs"]))
        self.assertEqual((found.content["tags"], found.open), (["C", "Mine", "Theirs"], ()))

    def test_rows_are_put_together_by_whom_they_name(self):
        base = content(bylines=[byline(1), byline(2), byline(3)])
        mine = content(bylines=[byline(1, "Mine."), byline(3), byline(4, id=None)])
        theirs = content(bylines=[byline(1, position=5), byline(2), byline(5)])
        found = merge(base, mine, theirs)
        self.assertEqual(found.open, ())
        self.assertEqual(
            found.content["bylines"],
            [byline(1, "Mine.", position=5), byline(5), byline(4, id=None)],
        )

    def test_a_row_that_one_took_off_and_the_other_changed_is_asked(self):
        base = content(bylines=[byline(1)])
        mine, theirs = content(), content(bylines=[byline(1, "Theirs.")])
        self.assertEqual(
            self.told(merge(base, mine, theirs)),
            [("bylines", None, byline(1), None, byline(1, "Theirs."))],
        )
        self.assertEqual(self.chosen(Choice.THEIRS, base, mine, theirs), theirs)
        self.assertEqual(self.chosen(Choice.MINE, base, mine, theirs), mine)
        # One that comes back is stored anew.
        self.assertEqual(
            self.chosen(Choice.MINE, base, theirs, mine)["bylines"],
            [byline(1, "Theirs.", id=None)],
        )

    def test_the_same_author_put_on_by_both_is_one_row_and_only_what_differs_is_asked(self):
        mine, theirs = (
            content(bylines=[byline(1, "M.", id=None)]),
            content(bylines=[byline(1, "T.")]),
        )
        self.assertEqual(
            self.told(merge(content(), mine, theirs)), [("bylines", "bio", None, "M.", "T.")]
        )
        self.assertEqual(self.chosen(Choice.THEIRS, content(), mine, theirs), theirs)

    def test_new_corrections_of_both_are_kept(self):
        one, two = ({"id": key, "kind": "update", "text": t, "dated": "2026-03-01"}
                    for key, t in ((None, "Mine."), (9, "Theirs.")))  # fmt: skip
        found = merge(content(), content(corrections=[one, one]), content(corrections=[two]))
        self.assertEqual((found.content["corrections"], found.open), ([two, one, one], ()))

    def test_without_a_base_everything_that_differs_is_asked_as_a_whole(self):
        mine = content(title="T", body="<p>M.</p>", tags=["A"], bylines=[byline(1, id=None)])
        theirs = content(title="T", body="<p>T.</p>", tags=["B"], bylines=[byline(2)])
        found = merge(None, mine, theirs)
        self.assertEqual(
            self.told(found),
            [
                ("body", "body", None, "<p>M.</p>", "<p>T.</p>"),
                ("tags", None, None, ["A"], ["B"]),
                ("bylines", None, None, mine["bylines"], theirs["bylines"]),
            ],
        )
        choices = {one.key: Choice.THEIRS for one in found.open}
        self.assertEqual(merge(None, mine, theirs, choices).content, theirs)

    def test_a_choice_for_something_else_counts_for_nothing(self):
        base, mine, theirs, later = (content(section=number) for number in (1, 2, 3, 4))
        (conflict,) = merge(base, mine, theirs).open
        self.assertEqual(len(merge(base, mine, later, {conflict.key: Choice.MINE}).open), 1)
        self.assertEqual(len(merge(base, mine, theirs, {conflict.key: "everything"}).open), 1)


def _without_keys(content):
    return content | {
        table.name: [row | {"id": None} for row in content[table.name]] for table in TABLES
    }
