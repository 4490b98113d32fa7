"""manage.py make_report: what it writes, says and refuses."""

import tempfile
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import TestCase

from articles.models import GrantReport
from articles.models.choices import Stage
from articles.reports.downloads import contents
from tests.factories import make_article, make_editor, make_funding_manager, make_grant


class MakeReportTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_funding_manager(username="funding")
        cls.grant = make_grant(title="Rivers", promised_pieces=2)
        make_article(stage=Stage.PUBLISHED, grants=[cls.grant])

    def run_it(self, *args, grant="rivers", since="2020-01-01", until="2100-01-01", user="funding"):
        told = StringIO()
        call_command(
            "make_report", grant, "--since", since, "--until", until, "--as", user, *args,
            stdout=told,
        )  # fmt: skip
        return told.getvalue()

    def test_it_makes_the_report_says_so_and_says_where_it_is(self):
        told = self.run_it()
        report = GrantReport.objects.get()
        self.assertEqual(
            told.splitlines(),
            [
                "Made report 1 for “Rivers”: 1 delivered, 2 promised, 0 without its statement.",
                "  reach was not measured for 1 of them; import the figures at the desk and make "
                "the next report.",
                f"Download it at the desk: {settings.SITE_URL}/desk/articles/grantreport/"
                f"{report.pk}/change/",
            ],
        )

    def test_a_grant_is_known_by_an_old_address(self):
        type(self.grant).objects.update(slug="waters")
        self.assertIn("“Rivers”", self.run_it(grant="rivers"))

    def test_it_writes_the_files_that_the_desk_hands_out(self):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "for" / "the fund"
            told = self.run_it("--out", str(out))
            report = GrantReport.objects.get()
            self.assertEqual(
                {file.name: file.read_bytes() for file in out.iterdir()},
                {
                    f"rivers-report-1.{kind}": contents(report, kind)
                    for kind in ("html", "csv", "json", "zip")
                },
            )
        self.assertIn("sha256sum -c MANIFEST.sha256", told)

    def test_what_is_wrong_is_one_sentence_and_no_report(self):
        make_editor(username="editor")
        for words, wrong in (
            ("There is no grant “sea”. Grants here: rivers.", {"grant": "sea"}),
            ("There is no active user “nobody”.", {"user": "nobody"}),
            ("You may not make reports. No report was made.", {"user": "editor"}),
            ("--since is “soon”; give a date like 2026-01-31.", {"since": "soon"}),
            ("before it starts", {"since": "2100-01-02"}),
        ):
            with self.subTest(words=words):
                self.assertRaisesMessage(CommandError, words, self.run_it, **wrong)
        with tempfile.NamedTemporaryFile() as file:
            self.assertRaisesMessage(
                CommandError, "cannot be made: ", self.run_it, "--out", file.name
            )
        self.assertEqual(GrantReport.objects.count(), 0)
