"""The ZIP: what is in it, and that a stranger's tools find it whole."""

import io
import json
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from unittest import skipUnless

from articles.reports.archive import archive
from articles.reports.downloads import contents
from tests.articles.publishing.frozen import make_photo
from tests.articles.reports.reporting import ReportTestCase
from tests.factories import figure_of


def checked(folder):
    """What ``sha256sum -c`` says, and its exit code."""
    done = subprocess.run(
        ["sha256sum", "-c", "MANIFEST.sha256"], cwd=folder, capture_output=True, text=True
    )
    return done.returncode, done.stdout.splitlines()


class ArchiveTests(ReportTestCase):
    def setUp(self):
        super().setUp()
        body = f"<p>It waits.</p>{figure_of(make_photo(), 'The rails at noon.')}"
        self.article = self.publish("Żółć & “quotes”", body=body)
        self.made = self.report()
        self.zip = zipfile.ZipFile(io.BytesIO(archive(self.made)))

    def test_it_holds_the_exports_the_pages_and_the_manifest_in_one_folder(self):
        name = "awakening24-report-1"
        self.assertEqual(
            self.zip.namelist(),
            [
                f"{name}/MANIFEST.sha256",
                f"{name}/pages{self.article.path}1.html",
                f"{name}/report.csv",
                f"{name}/report.html",
                f"{name}/report.json",
            ],
        )
        for kind in ("csv", "html", "json"):
            self.assertEqual(self.zip.read(f"{name}/report.{kind}"), contents(self.made, kind))

    def test_a_copy_of_a_page_has_the_pictures_of_its_text(self):
        page = self.zip.read(f"awakening24-report-1/pages{self.article.path}1.html").decode()
        (figure,) = self.article.versions.get().figures.all()
        self.assertIn("The rails at noon.", page)
        self.assertIn(figure.picture.src, page)

    def test_its_bytes_are_the_same_every_time(self):
        self.made.refresh_from_db()
        self.assertEqual(archive(self.made), archive(type(self.made).objects.get()))
        self.assertEqual(
            {(entry.date_time, entry.compress_type) for entry in self.zip.infolist()},
            {((2026, 7, 1, 12, 0, 0), zipfile.ZIP_STORED)},
        )

    @skipUnless(shutil.which("sha256sum"), "sha256sum is not installed")
    def test_sha256sum_accepts_the_manifest_and_finds_a_changed_byte(self):
        with tempfile.TemporaryDirectory() as folder:
            self.zip.extractall(folder)
            (top,) = Path(folder).iterdir()
            files = sorted(
                file.relative_to(top).as_posix() for file in top.rglob("*") if file.is_file()
            )
            files.remove("MANIFEST.sha256")
            self.assertEqual(checked(top), (0, [f"{file}: OK" for file in files]))

            page = top / f"pages{self.article.path}1.html"
            page.write_bytes(page.read_bytes().replace(b"PLN 230,000", b"PLN 320,000"))
            code, lines = checked(top)
            bad = [line for line in lines if not line.endswith(": OK")]
            self.assertEqual((code, bad), (1, [f"pages{self.article.path}1.html: FAILED"]))

    def test_the_document_names_every_page_with_its_digest(self):
        told = json.loads(self.made.document)
        self.assertEqual(
            [(page["name"], page["sha256"]) for page in told["pages"]],
            list(self.made.files.filter(name__startswith="pages/").values_list("name", "sha256")),
        )
