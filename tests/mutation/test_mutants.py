"""The mistakes that bin/mutate makes, and that its list names only what there is."""

import tempfile
import tomllib
from pathlib import Path

from django.test import SimpleTestCase

from tests.everything import label
from tests.mutation.mutants import mutants
from tests.mutation.run import LIST

ROOT = Path(__file__).resolve().parent.parent.parent


def mistakes(source):
    """{what stood there: [what stands there instead, …]} for a module."""
    found = {}
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(source)
        file.flush()
        for mutant in mutants(file.name):
            compile(mutant.tree(), file.name, "exec")
            found.setdefault(mutant.before, []).append(mutant.after)
    return found


class MistakeTests(SimpleTestCase):
    def test_a_comparison_is_turned_round_or_moved_by_one(self):
        self.assertEqual(
            mistakes("ended = a == b\nlate = c < d\n"),
            {"a == b": ["a != b"], "c < d": ["c <= d"]},
        )

    def test_a_condition_is_always_met_or_never_and_each_part_of_it_is_left_out(self):
        found = mistakes("if a and not b:\n    x = y\n")
        self.assertEqual(
            found,
            {
                "if a and (not b): ...": ["if True: ...", "if False: ..."],
                "a and (not b)": ["not b", "a"],
                "not b": ["b"],
            },
        )

    def test_a_call_loses_each_keyword_and_a_query_each_condition(self):
        self.assertEqual(
            mistakes("rows = query.filter(a=1, live=None)\n"),
            {
                "query.filter(a=1, live=None)": ["query"],
                "a=1": ["nothing"],
                "live=None": ["nothing"],
                "1": ["2"],
            },
        )

    def test_a_table_loses_each_entry(self):
        self.assertEqual(
            mistakes("MOVES = {'a': x, 'b': y}\nCHECKS = (m.a, m.b)\n"),
            {
                "'a': x": ["nothing"],
                "'b': y": ["nothing"],
                "m.a": ["nothing"],
                "m.b": ["nothing"],
            },
        )

    def test_a_statement_that_does_something_is_left_out(self):
        source = "def f(a):\n    a.b = c\n    g(a)\n    raise a\n"
        self.assertEqual(
            mistakes(source),
            {"a.b = c": ["nothing"], "g(a)": ["nothing"], "raise a": ["nothing"]},
        )

    def test_columns_and_meta_of_a_model_are_left_alone(self):
        self.assertEqual(mistakes("class A:\n    class Meta:\n        ordering = ['a']\n"), {})
        self.assertEqual(mistakes("class A:\n    b = models.CharField(max_length=1)\n"), {})
        self.assertEqual(mistakes("class A:\n    c = NameField(blank=True)\n"), {})

    def test_words_for_people_docstrings_and_annotations_are_left_alone(self):
        self.assertEqual(mistakes('"""Why."""\na: Optional[int] = _("one two" + 3)\n'), {})

    def test_a_mutant_says_where_it_is_and_which_lines_have_to_run(self):
        source = "class A:\n    def f(self):\n        g(\n            1,\n        )\n"
        with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
            file.write(source)
            file.flush()
            whole, number = mutants(file.name)
        self.assertEqual((whole.where, whole.line, list(whole.lines)), ("A.f", 3, [3, 4, 5]))
        self.assertEqual((number.before, number.line, list(number.lines)), ("1", 4, [3, 4, 5]))


class ListTests(SimpleTestCase):
    def setUp(self):
        self.list = tomllib.loads(LIST.read_text())

    def test_every_module_and_every_test_that_is_listed_exists(self):
        for path, labels in self.list["tests"].items():
            self.assertTrue((ROOT / path).is_file(), path)
            for name in labels:
                place = ROOT / label(name).replace(".", "/")
                self.assertTrue(place.is_dir() or place.with_suffix(".py").is_file(), name)

    def test_an_entry_for_equivalent_mutants_names_as_many_as_it_says_and_has_a_reason(self):
        made = {path: list(mutants(ROOT / path)) for path in self.list["tests"]}
        for entry in self.list["equivalent"]:
            named = {**entry, "file": str(ROOT / entry["file"])}
            with self.subTest(**entry):
                self.assertTrue(entry["why"].strip())
                alike = [one for one in made[entry["file"]] if one.is_named(named)]
                self.assertEqual(len(alike), entry.get("mutants", 1))
