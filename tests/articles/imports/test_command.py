import json
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import TestCase

from articles.models import Article, PublishedVersion
from articles.models.printed import read_printed
from articles.reports.make import make_report
from authors.models import Author
from funding.models import Grant
from newsroom.models import LedgerEntry
from tests.articles.imports.test_store import SENTENCE, TEXT, VIEWS
from tests.factories import make_publisher, make_section, make_user


def _year(year):
    return date(year, 1, 1), date(year, 12, 31)


class CommandTests(TestCase):
    def setUp(self):
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "manuscript.txt"
        self.file.write_text(TEXT)
        make_section("Essays")

    def run_it(self, *options, file=None):
        told = StringIO()
        call_command(
            "import_manuscript", str(file or self.file), *options, stdout=told, stderr=StringIO()
        )
        return told.getvalue()

    def counts(self):
        return [model.objects.count() for model in (Article, Author, Grant, LedgerEntry)]

    def test_one_json_object_says_what_was_recognised_and_a_dry_run_writes_nothing(self):
        before = self.counts()
        found = json.loads(self.run_it("--json", "--dry-run"))
        self.assertEqual(
            list(found),
            [
                "title", "standfirst", "date", "authors", "section", "language", "lead_image",
                "acknowledgements", "disclaimers", "appeals", "corrections", "tags", "body_html",
                "guesses", "unplaced",
            ],
        )  # fmt: skip
        self.assertEqual(
            (found["date"], found["acknowledgements"][0]["text"], found["disclaimers"]),
            ("2024-10-09", SENTENCE, [VIEWS]),
        )
        self.assertEqual(self.counts(), before)

    def test_it_publishes_as_somebody_who_may_and_prints_the_words_of_the_manuscript(self):
        make_user(username="chief", is_superuser=True)
        told = self.run_it("--publish-as", "chief")
        (whole,) = read_printed(PublishedVersion.objects.live())
        self.assertIn(whole.version.path, told)
        self.assertEqual([notice.text for notice in whole.notices], [SENTENCE, VIEWS])

    def test_what_is_here_already_is_not_published_once_more_and_nothing_is_written(self):
        make_user(username="chief", is_superuser=True)
        self.run_it("--publish-as", "chief")
        path, before = PublishedVersion.objects.get().path, self.counts()
        again = self.file.with_name("again.txt")
        again.write_text(TEXT.replace("\n", "\r\n"), newline="")
        for file, words in (
            (self.file, "This very file was imported before"),
            (again, "The same text is here already"),
        ):
            told = f"{words}, as “A title” ({settings.SITE_URL}{path}). If it is meant twice, "
            with self.subTest(words), self.assertRaisesMessage(CommandError, told):
                self.run_it("--publish-as", "chief", file=file)
        self.assertEqual(self.counts(), before)

    def test_a_draft_of_what_is_here_already_is_made_and_asks(self):
        make_user(username="chief", is_superuser=True)
        self.run_it("--publish-as", "chief")
        self.assertIn("title: This very file was imported before", self.run_it())

    def test_a_piece_of_the_back_catalogue_lives_at_its_true_date_and_its_grant_reports_it(self):
        chief = make_user(username="chief", is_superuser=True)
        told = self.run_it("--publish-as", "chief", "--first-published", "2024-10-09")
        (version,) = PublishedVersion.objects.live()
        self.assertEqual(version.path, "/2024/10/09/a-title/")
        self.assertIn("/2024/10/09/a-title/", told)
        year = [make_report(Grant.objects.get(), *_year(y), by=chief) for y in (2024, 2026)]
        counted = [json.loads(report.document)["delivered"] for report in year]
        self.assertEqual(counted, [1, 0])

    def test_a_first_date_that_cannot_be_is_refused_and_writes_nothing(self):
        make_user(username="chief", is_superuser=True)
        before = self.counts()
        for options, words in (
            (["--first-published", "2024-10-09"], "it needs --publish-as"),
            (["--publish-as", "chief", "--first-published", "2400-01-01"], "is not in the past"),
            (["--publish-as", "chief", "--first-published", "9.10.2024"], "give one like"),
        ):
            with self.subTest(words), self.assertRaisesMessage(CommandError, words):
                self.run_it(*options)
        self.assertEqual(self.counts(), before)

    def test_it_is_refused_as_a_whole_to_somebody_who_may_not_take_one_of_the_steps(self):
        make_publisher(username="olena")
        before = self.counts()
        with self.assertRaisesMessage(CommandError, "You may not confirm grants."):
            self.run_it("--publish-as", "olena")
        self.assertEqual(self.counts(), before)

    def test_whoever_or_whatever_is_not_there_is_named(self):
        missing = self.file.with_name("missing.txt")
        for options, file, words in (
            (["--publish-as", "nobody"], None, "There is no active user “nobody”."),
            (["--section", "Verse"], None, "There is no section “Verse”. Sections here: Essays."),
            ([], missing, f"{missing} cannot be read: No such file or directory."),
        ):
            with self.subTest(words), self.assertRaisesMessage(CommandError, words):
                self.run_it(*options, file=file)

    def test_a_file_of_more_than_20_megabytes_is_refused(self):
        self.file.write_bytes(b"a" * (20 * 1024 * 1024 + 1))
        with self.assertRaisesMessage(CommandError, "The file is larger than 20 MB"):
            self.run_it()
