"""A command that meets a fault of the machine says one sentence and exits with 1."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import get_commands
from django.test import SimpleTestCase

from newsroom.kit.faults import AWAY, LOCKED, OLD, READ_ONLY, UNWRITABLE
from tests.architecture import APPS
from tests.machine import Machine, no_room, the_machine

MANUSCRIPT = (
    "A title\n\nBy Ada Lovelace\n\nThe first paragraph of the text, which is long enough.\n"
)
# Each command of ours, and how it is called.
OURS = {
    "backup": ["FOLDER"],
    "changepassword": ["publisher"],
    "createsuperuser": ["--no-input", "--username", "boss", "--email", "boss@example.org"],
    "empty_account": ["publisher", "--reason", "Left."],
    "encrypt_anew": [],
    "end_sessions": ["publisher"],
    "export_articles": ["FOLDER"],
    "export_person": ["--user", "publisher"],
    "find_sentences": [],
    "front_page": [],
    "import_articles": ["FOLDER", "--by", "publisher"],
    "import_ghost": ["FILE", "--by", "publisher", "--site", "https://example.org"],
    "import_manuscript": ["FILE"],
    "import_redirects": ["FILE", "--by", "publisher"],
    "import_wordpress": ["FILE", "--by", "publisher"],
    "index_words": [],
    "load_demo": [],
    "make_report": ["g", "--since", "2026-01-01", "--until", "2026-12-31", "--as", "publisher"],
    "post": [],
    "reissue": ["1"],
    "remind": [],
    "reset_factors": ["publisher", "--reason", "A lost phone."],
    "restore": ["FOLDER"],
    "trust_the_clock": ["--because", "It was ahead."],
    "verify_record": [],
    "watch": ["http://127.0.0.1:9/"],
    "worklist": [],
}
# Reads neither the database nor a file that is kept.
WITHOUT_DATABASE = {"proxy_pages", "sbom"}
# Those that write something, whatever they find.
WRITING = ("import_manuscript", "watch")
DJANGO = (["migrate", "--no-input"],)
SOON = {"timeout": 0.1}.items()


class CommandsTests(SimpleTestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "manuscript.txt"
        self.file.write_text(MANUSCRIPT)

    def calls(self, names=tuple(OURS)):
        words = [[name, *OURS[name]] for name in names]
        known = {"FILE": str(self.file), "FOLDER": str(self.file.parent / "backup")}
        return [[known.get(word, word) for word in call] for call in words]

    def assert_sentences(self, answers, fault, number):
        self.assertEqual(len(answers), number)
        for code, said in answers:
            self.assertEqual((code, said.splitlines()), (1, [said]))
            self.assertTrue(said.startswith(f"{fault.sentence} {fault.remedy} ("), said)

    def test_every_command_of_ours_is_tried_here(self):
        ours = [name for name, app in get_commands().items() if app.split(".")[0] in APPS]
        self.assertEqual(sorted(OURS), sorted(set(ours) - WITHOUT_DATABASE))

    def test_a_database_that_cannot_be_reached(self):
        calls = [*self.calls(), *DJANGO]
        for address in ("sqlite:////nowhere/news.sqlite3", "postgres://me@/news?host=/nowhere"):
            with self.subTest(address):
                answers = Machine.nowhere(address).command(*calls)
                self.assert_sentences(answers, AWAY, len(calls))

    def test_a_database_that_no_migration_has_made(self):
        with tempfile.TemporaryDirectory() as folder:
            machine = Machine.nowhere(f"sqlite:///{folder}/news.sqlite3")
            self.assert_sentences(machine.command(*self.calls()), OLD, len(OURS))

    def test_a_disk_that_is_full(self):
        calls = self.calls(WRITING)
        answers = the_machine().command(*calls, fault=no_room)
        self.assert_sentences(answers, UNWRITABLE, len(calls))

    def test_what_may_not_be_written(self):
        with the_machine().only_read() as within:
            answers = the_machine().command(*self.calls(WRITING), within=within)
        self.assert_sentences(answers, UNWRITABLE, len(WRITING))

    def test_a_database_that_somebody_else_is_writing(self):
        with the_machine().somebody_writing():
            answers = the_machine().command(*self.calls(WRITING), options=SOON)
        self.assert_sentences(answers, LOCKED, len(WRITING))

    def test_a_newsroom_that_can_only_be_read(self):
        answers = the_machine().command(*self.calls(WRITING), READ_ONLY="1")
        self.assert_sentences(answers, READ_ONLY, len(WRITING))

    def test_what_only_reads_reads_all_the_same(self):
        for circumstances in ({}, {"fault": no_room}, {"READ_ONLY": "1"}):
            ((code, said),) = the_machine().command(["verify_record"], **circumstances)
            self.assertEqual((code, said.split(":")[0]), (0, "The record is whole"))

    def test_a_file_that_is_elsewhere_or_closed_to_this_user(self):
        machine = the_machine()
        self.file.chmod(0)
        closed = machine.command(
            *self.calls(["import_wordpress", "import_ghost"]), within=machine.bound_by_modes()
        )
        told = f"This user may not read {self.file}: copy it to where they may, and make it theirs."
        self.assertEqual([code for code, _said in closed], [1, 1])
        for _code, said in closed:
            self.assertIn(told, said)
        call = ["import_wordpress", "weir.xml", "--by", "publisher"]
        ((code, said),) = machine.command(call)
        self.assertEqual(code, 1)
        self.assertIn(f"There is no file {settings.BASE_DIR / 'weir.xml'}.", said)

    def test_one_that_somebody_stops_says_so_without_a_traceback(self):
        done = the_machine().run("manage.py", "shell", "-c", "raise KeyboardInterrupt")
        self.assertEqual((done.returncode, done.stderr), (1, "Stopped.\n"))

    def test_one_that_nobody_reads_any_more_says_so_without_a_traceback(self):
        gone = "import os; r, w = os.pipe(); os.dup2(w, 1); os.close(r); os.close(w)"
        for tell in ("print(1)", "print(1, flush=True)", "print(1); raise SystemExit(1)"):
            with self.subTest(tell):
                done = the_machine().run("manage.py", "shell", "-c", f"{gone}; {tell}")
                told = (1, "Stopped: nobody reads any more what is said here.\n")
                self.assertEqual((done.returncode, done.stderr), told)

    def test_a_slip_in_the_name_of_a_file_a_folder_or_a_site_is_a_sentence(self):
        export, inside = self.file.with_suffix(".json"), f"{self.file}/x"
        export.write_text('{"posts": [{"id": "1", "title": "The weir", "html": ""}]}')
        ghost = ["import_ghost", str(export), "--by", "publisher", "--site"]
        told = {
            "http://[ is no web address: https://example.org/ is one.": ["watch", "http://["],
            f"{inside}.part cannot be made: Not a directory.": ["export_articles", inside],
            f"{inside}/y.part cannot be made: Not a directory.": ["backup", f"{inside}/y"],
            f"The pages cannot be written to {inside}: Not": ["proxy_pages", inside],
            "“http://[” is no address; give one like": [*ghost, "http://["],
            "“https://” is no address; give one like": [*ghost, "https://"],
            f"{export.name} is of a site whose address has more than 200 signs.": [
                *(*ghost, f"https://{'a' * 200}.example")
            ],
            "There is no folder /nope.": [*ghost, "https://a.example", "--uploads", "/nope"],
            f"The report {inside} cannot be written: Not a directory.": [
                *(*ghost, "https://a.example", "--report", inside)
            ],
            f"The mapping {inside} cannot be written: Not a directory.": [
                *(*ghost, "https://a.example", "--mapping", inside)
            ],
        }
        answers = the_machine().command(*told.values())
        self.assertEqual(len(answers), len(told))
        for (code, said), words in zip(answers, told, strict=True):
            with self.subTest(words):
                self.assertEqual(code, 1)
                self.assertTrue(said.splitlines()[-1].startswith(f"CommandError: {words}"), said)
        self.assertEqual(sorted(self.file.parent.iterdir()), sorted([self.file, export]))

    def test_an_error_of_the_code_keeps_its_traceback(self):
        done = the_machine().run("manage.py", "shell", "-c", "raise ValueError('A slip.')")
        self.assertIn("Traceback", done.stderr)
        self.assertIn("ValueError: A slip.", done.stderr)
