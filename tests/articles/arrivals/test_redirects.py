"""Redirects come in from a file, line by line."""

import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase

from articles.models import Redirect
from newsroom.models import LedgerEntry
from tests.factories import make_contributor, make_publisher


class RedirectTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_publisher(username="ada")
        make_contributor(username="carl")

    def bring(self, text, name="old.csv", **options):
        out, self.err = StringIO(), StringIO()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / name
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
            options = {"by": "ada", **options}
            call_command("import_redirects", file, stdout=out, stderr=self.err, **options)
        return out.getvalue()

    def test_each_line_leads_on_and_is_on_record(self):
        said = self.bring("old,new\n/weir,/2016/03/01/weir/\n/a?id=7,/b/\n")
        self.assertEqual(said, "2 new, 0 there already, 0 skipped\n")
        self.assertEqual(self.client.get("/weir/")["Location"], "/2016/03/01/weir/")
        self.assertEqual(LedgerEntry.objects.filter(verb="add").count(), 2)
        self.assertEqual(
            self.bring("/weir,/2016/03/01/weir/\n"), "0 new, 1 there already, 0 skipped\n"
        )

    def test_both_files_of_ghost_are_read(self):
        in_json = '[{"from": "^/weir/?$", "to": "/new/", "permanent": true}]'
        in_yaml = "301:\n  /a/: /b/\n302:\n  /c: /d/\n"
        for name, text, number in (("redirects.JSON", in_json, 1), ("redirects.Yaml", in_yaml, 2)):
            self.assertEqual(
                self.bring(text, name), f"{number} new, 0 there already, 0 skipped\n", name
            )
        self.assertEqual(
            list(Redirect.objects.order_by("old_path").values_list("old_path", "new_path")),
            [("/a", "/b/"), ("/c", "/d/"), ("/weir", "/new/")],
        )

    def test_a_pattern_is_named_and_never_taken_for_a_path(self):
        with self.assertRaisesMessage(CommandError, "1 lines could not be taken"):
            self.bring('[{"from": "^/blog/(.*)$", "to": "/$1"}]', "redirects.json")
        self.assertIn("“^/blog/(.*)$” is a pattern", self.err.getvalue())
        self.assertFalse(Redirect.objects.exists())

    def test_what_holds_no_redirects_is_a_sentence(self):
        for name, text in (("a.json", "{"), ("a.json", "7"), ("a.yaml", "- a"), ("a.yml", "a: [")):
            with self.subTest(text), self.assertRaises(CommandError):
                self.bring(text, name)

    def test_a_line_that_cannot_be_taken_is_named_and_the_others_are(self):
        with self.assertRaisesMessage(CommandError, "3 lines could not be taken"):
            self.bring("/weir,/there/\n/,/away/\n/alone\n/x,//evil.example/\n")
        told = [line.partition(":")[0] for line in self.err.getvalue().splitlines()]
        self.assertEqual(told, ["Line 2", "Line 3", "Line 4"])
        self.assertEqual(Redirect.objects.count(), 1)

    def test_only_a_first_line_of_words_is_taken_for_names_of_columns(self):
        for names in ("from,to", "Old URL,New URL", "source,target,code", "старый-адрес,новый"):
            with self.subTest(names):
                self.assertIn("0 skipped", self.bring(f"{names}\n/a/,/b/\n"))
        for first in ("^/p/(.*)$,/q/$1", "weir.html,/weir/", "weir", "old;new"):
            with self.subTest(first), self.assertRaisesMessage(CommandError, "1 lines could not"):
                self.bring(f"{first}\n/c/,/d/\n")
            self.assertTrue(self.err.getvalue().startswith("Line 1: "))

    def test_a_line_is_named_by_the_number_that_an_editor_shows(self):
        with self.assertRaises(CommandError):
            self.bring('/a/,/b/,"two\nlines"\n\n/weir\n')
        self.assertTrue(self.err.getvalue().startswith("Line 4: "), self.err.getvalue())
        with self.assertRaises(CommandError):
            self.bring('/c/,/b/\n"/d/,/b/\n/e/,/b/\n')
        self.assertTrue(self.err.getvalue().startswith("Line 2: "), self.err.getvalue())

    def test_signs_that_no_address_can_hold_are_named(self):
        in_json = '[{"from": "/a\\ud800/", "to": "/b/"}, {"from": "/c/", "to": "/\\udfff"}]'
        in_yaml = '301:\n  "/a\\uD800/": /b/\n  "/c/": "/\\0"\n'
        for name, text in (("r.json", in_json), ("r.yaml", in_yaml), ("r.csv", "/a\0,/b/\n")):
            with self.subTest(name), self.assertRaises(CommandError):
                self.bring(text, name)
            for line in self.err.getvalue().splitlines():
                self.assertRegex(line, r"^\w+ \d: Character \d is U\+.*which cannot be printed")
        self.assertFalse(Redirect.objects.exists())

    def test_what_is_no_redirect_is_named_and_those_after_it_keep_their_numbers(self):
        huge = "9" * 5000
        in_json = f'[{huge}, {{"from": "/a/", "to": "/b/"}}, {{"from": {huge}, "to": "/d/"}}, null]'
        in_yaml = "301:\n  /a/: /b/\n  2019-01-01: /c/\n302:\n303: [/x/]\n"
        for name, text, numbers in (("r.json", in_json, "134"), ("r.yaml", in_yaml, "23")):
            with self.subTest(name), self.assertRaises(CommandError):
                self.bring(text, name)
            told = self.err.getvalue().splitlines()
            words = "There has to be an old and a new path."
            self.assertEqual(told, [f"Redirect {number}: {words}" for number in numbers])

    def test_what_is_no_text_or_bottomless_is_refused_in_one_sentence(self):
        cyrillic = "/a/,/b/\n/новости/,/c/\n".encode("cp1251")
        for name, content, words in (
            ("r.csv", cyrillic, "r.csv, line 2, is not UTF-8: save the file as UTF-8"),
            ("r.json", b"[" * 100_000, "r.json is no list of redirects: it is nested too deep."),
            ("r.yaml", b"[" * 2_000, "r.yaml is no list of redirects: it is nested too deep."),
            ("r.yaml", b"301:\n  - [\n", "r.yaml: line 3: "),
            ("r.yaml", b"301:\n  /a/: /b/\n  2019-13-45: /c/\n", "r.yaml: line 3: month must be"),
            ("r.yaml", b"301:\n  /a/: " + b"9" * 5000, "r.yaml: line 2: Exceeds the limit"),
            ("r.csv", b"/a/,/b/\n/c/," + b"d" * 140_000, "r.csv: line 2: field larger than"),
        ):
            with self.subTest(words), self.assertRaises(CommandError) as refused:
                self.bring(content, name)
            self.assertIn(words, str(refused.exception))
            self.assertNotIn("\n", str(refused.exception))

    def test_a_file_that_is_not_there_is_a_sentence(self):
        with self.assertRaises(CommandError) as refused:
            call_command("import_redirects", Path("/nowhere/r.csv"), by="ada")
        words = "/nowhere/r.csv cannot be read: No such file or directory."
        self.assertEqual(str(refused.exception), words)

    def test_a_trial_keeps_nothing(self):
        self.assertIn("1 would be new", self.bring("/weir,/there/\n", dry_run=True))
        self.assertFalse(Redirect.objects.exists())

    def test_only_who_may_adds_any(self):
        with self.assertRaisesMessage(CommandError, "may not add redirects"):
            self.bring("/weir,/there/\n", by="carl")
