"""Reports and figures at the desk."""

import base64
import hashlib
import io
import re
import zipfile
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse

from articles.models import GrantReport, ReachFigure
from articles.models.choices import Stage
from articles.reports.downloads import contents
from articles.reports.make import make_report
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_user,
)
from tests.filling_in import filled_in

ADD = "/desk/articles/grantreport/add/"
FIGURES = "/desk/articles/reachfigure/import/"


class ReportDeskTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()

    def setUp(self):
        self.client.force_login(self.manager)
        self.grant = make_grant("The Fund paid.", title="Awakening’24")
        self.article = make_article(stage=Stage.PUBLISHED, grants=[self.grant], title="Rails")

    def lacking(self, codename):
        """Somebody who may do everything that a funding manager may, but for one thing."""
        user = make_user()
        permissions = self.manager.groups.get().permissions
        self.assertTrue(permissions.filter(codename=codename).exists())
        user.user_permissions.set(permissions.exclude(codename=codename))
        self.client.force_login(user)

    def made(self):
        return make_report(self.grant, date(2020, 1, 1), date(2100, 1, 1), by=self.manager)

    def address(self, report, kind):
        return reverse("admin:articles_grantreport_download", args=[report.pk, kind])


class MakingTests(ReportDeskTestCase):
    def make(self, since="2020-01-01", until="2100-01-01"):
        page = self.client.get(ADD)
        data = filled_in(page, grant=str(self.grant.pk), since=since, until=until, _save="1")
        return self.client.post(ADD, data, follow=True)

    def test_a_report_is_made_by_whoever_asks_and_shows_its_downloads(self):
        page = self.make()
        report = GrantReport.objects.get()
        self.assertEqual((report.made_by, report.revision), (self.manager, 1))
        for kind in ("html", "csv", "json", "zip"):
            self.assertContains(page, self.address(report, kind), count=1)
        self.assertContains(page, report.sha256)

    def test_what_is_no_period_is_said_at_the_field_and_nothing_is_made(self):
        for since, until, words in (
            ("2026-02-01", "2026-01-01", "before it starts"),
            ("2026-02-01", "9999-12-31", "cannot be right"),
            ("0001-01-01", "2026-01-01", "cannot be right"),
        ):
            with self.subTest(until=until):
                page = self.make(since, until)
                self.assertContains(page, words, count=1)
        self.assertEqual(GrantReport.objects.count(), 0)

    def test_whoever_may_not_make_reports_meets_a_closed_door(self):
        data = filled_in(self.client.get(ADD), grant=str(self.grant.pk), since="2020-01-01",
                         until="2100-01-01")  # fmt: skip
        self.lacking("add_grantreport")
        self.assertEqual(self.client.get(ADD).status_code, 403)
        self.assertEqual(self.client.post(ADD, data).status_code, 403)
        self.assertEqual(GrantReport.objects.count(), 0)

    def test_nobody_changes_or_deletes_a_report_here(self):
        report = self.made()
        for name in ("change", "delete"):
            url = reverse(f"admin:articles_grantreport_{name}", args=[report.pk])
            with self.subTest(name=name):
                self.assertEqual(self.client.post(url, {"post": "yes"}).status_code, 403)
        self.assertEqual(list(GrantReport.objects.all()), [report])

    def test_the_list_of_a_grant_is_its_reports(self):
        report, other = self.made(), make_grant(title="Another project")
        make_report(other, date(2020, 1, 1), date(2100, 1, 1), by=self.manager)
        url = reverse("admin:articles_grantreport_changelist")
        page = self.client.get(url, {"grant__id__exact": self.grant.pk})
        self.assertEqual(list(page.context["cl"].queryset), [report])


class DownloadTests(ReportDeskTestCase):
    def test_every_file_is_what_was_frozen_under_a_name_of_its_own(self):
        report = self.made()
        for kind, disposition in {
            "html": 'inline; filename="awakening24-report-1.html"',
            "csv": 'attachment; filename="awakening24-report-1.csv"',
            "json": 'attachment; filename="awakening24-report-1.json"',
            "zip": 'attachment; filename="awakening24-report-1.zip"',
        }.items():
            with self.subTest(kind=kind):
                response = self.client.get(self.address(report, kind))
                self.assertEqual(response.content, contents(report, kind))
                self.assertEqual(response["Content-Disposition"], disposition)
                self.assertIn("private", response["Cache-Control"])
                self.assertIn("no-store", response["Cache-Control"])
        archive = zipfile.ZipFile(io.BytesIO(response.content))
        self.assertIsNone(archive.testzip())

    def test_the_html_may_use_its_own_styles_and_nothing_else(self):
        response = self.client.get(self.address(self.made(), "html"))
        (style,) = re.findall(r"<style>(.*?)</style>", response.content.decode(), re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        self.assertEqual(
            response["Content-Security-Policy"],
            f"sandbox; default-src 'none'; style-src 'sha256-{digest}'",
        )

    def test_only_those_who_may_see_reports_download_them(self):
        report = self.made()
        for user in (make_contributor(), make_editor(), None):
            self.client.logout()
            if user:
                self.client.force_login(user)
            self.closed(report, 403 if user else 302)
        self.lacking("view_grantreport")
        self.closed(report, 403)

    def closed(self, report, status):
        for kind in ("html", "csv", "json", "zip", "pdf", "other"):
            response = self.client.get(self.address(report, kind))
            self.assertEqual(response.status_code, status)
            self.assertNotIn(b"The Fund paid.", response.content)

    def test_what_is_no_report_and_no_kind_is_not_found(self):
        report = self.made()
        self.assertEqual(self.client.get(self.address(report, "exe")).status_code, 404)
        report.pk += 1
        self.assertEqual(self.client.get(self.address(report, "html")).status_code, 404)

    def test_without_weasyprint_the_pdf_is_refused_in_a_sentence(self):
        try:
            import weasyprint  # noqa: F401
        except ImportError:
            page = self.client.get(self.address(self.made(), "pdf"), follow=True)
            self.assertContains(page, "There is no PDF: WeasyPrint is not installed here.")
        else:
            page = self.client.get(self.address(self.made(), "pdf"))
            self.assertEqual(page.content[:5], b"%PDF-")


class FiguresDeskTests(ReportDeskTestCase):
    def send(self, text):
        file = SimpleUploadedFile("figures.csv", text.encode())
        return self.client.post(FIGURES, {"file": file}, follow=True)

    def lines(self, value):
        head = "path,metric,value,since,until,source"
        return f"{head}\n{self.article.path},views,{value},2026-01-01,2026-01-31,M\n"

    def test_a_file_is_imported_and_told(self):
        page = self.send(self.lines(10))
        self.assertContains(page, "Imported: 1.")
        self.assertEqual(ReachFigure.objects.get().entered_by, self.manager)

    def test_what_is_in_the_way_is_told_line_by_line(self):
        page = self.send(self.lines("many"))
        self.assertContains(page, "Nothing was imported.")
        self.assertContains(page, "Line 2: “many” is not a number")
        self.assertEqual(ReachFigure.objects.count(), 0)

    def test_a_form_without_a_file_is_asked_for_one(self):
        self.assertContains(self.client.post(FIGURES, {}), "This field is required.")

    def test_whoever_may_not_add_figures_meets_a_closed_door(self):
        self.lacking("add_reachfigure")
        self.assertEqual(self.client.get(FIGURES).status_code, 403)
        self.assertEqual(self.send(self.lines(10)).status_code, 403)
        self.assertEqual(ReachFigure.objects.count(), 0)

    def test_a_figure_entered_by_hand_remembers_who_entered_it(self):
        url = "/desk/articles/reachfigure/add/"
        data = filled_in(
            self.client.get(url), article=str(self.article.pk), metric="views", value="0",
            since="2026-01-01", until="2026-01-31", source="M",
        )  # fmt: skip
        self.client.post(url, data)
        figure = ReachFigure.objects.get()
        self.assertEqual((figure.value, figure.entered_by), (0, self.manager))
