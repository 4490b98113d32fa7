"""A report that was made stays as it was made, with every page in it."""

from datetime import date, timedelta
from unittest import mock

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles.models import GrantReport, ReachFigure, ReportFile, VersionDisclosure
from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.reports.archive import archive
from articles.reports.downloads import contents
from articles.reports.make import make_report, written
from funding.approval import retire
from funding.models import Appeal
from newsroom.audit import digest
from newsroom.models import LedgerEntry
from tests import factories
from tests.articles.reports.reporting import SENTENCE, YEAR, ReportTestCase
from tests.factories import make_article, make_author, make_grant, make_publisher, make_wording
from tests.flushing import triggers_lifted


class PagesTests(ReportTestCase):
    def answer(self, article):
        """What the site answers, without what leads on from a piece."""
        with mock.patch("articles.reader.views.onward", return_value=None):
            return self.client.get(article.path).content

    def test_the_copy_of_a_live_page_is_what_the_site_answers_to_the_byte(self):
        Appeal.objects.create(
            text="Please give.", label="Give", url="https://example.org/", language="en"
        )
        self.now = timezone.now() - timedelta(days=1)
        article = self.publish()
        report = make_report(self.grant, *self.around(), by=self.manager)
        copy = report.files.get(name=f"pages{article.path}1.html").content
        self.assertIn("Please give.", copy)
        self.assertEqual(copy.encode(), self.answer(article))

    def test_a_copy_names_no_grant_that_the_site_may_not_name(self):
        self.now = timezone.now() - timedelta(days=1)
        article = self.publish()
        factories.waive(self.grant, hides="name")
        report = make_report(self.grant, *self.around(), by=self.manager)
        copy = report.files.get(name=f"pages{article.path}1.html").content
        self.assertNotIn(self.grant.get_absolute_url(), copy)
        self.assertEqual(copy.encode(), self.answer(article))

    def around(self):
        return self.now.date() - timedelta(days=2), self.now.date() + timedelta(days=2)

    def test_every_text_that_readers_were_served_has_a_copy_with_its_own_words(self):
        article = self.publish()
        make_wording(self.grant.statements.get(), "The new sentence.")
        self.again(article, at=self.now + timedelta(days=2), title="Second")
        pages = {
            file.name: file.content
            for file in self.report().files.filter(name__startswith="pages/")
        }
        self.assertEqual(
            {
                name: [words in html for words in (SENTENCE, "The new sentence.")]
                for name, html in pages.items()
            },
            {
                f"pages{article.path}1.html": [True, False],
                f"pages{article.path}2.html": [False, True],
            },
        )

    def test_what_is_only_scheduled_has_no_copy(self):
        article = make_article(stage=Stage.READY, grants=[self.grant])
        perform(
            "publish", article, by=make_publisher(), now=self.now, at=self.now + timedelta(days=60)
        )
        report = self.report()
        self.assertEqual(
            sorted(report.files.values_list("name", flat=True)), ["report.csv", "report.html"]
        )


class ForEverTests(ReportTestCase):
    def everything(self, report):
        report = GrantReport.objects.get(pk=report.pk)
        return {kind: contents(report, kind) for kind in ("html", "csv", "json", "zip")}

    def test_no_later_edit_changes_a_byte_of_a_report(self):
        article = self.publish(authors=[make_author("Ada")])
        report = self.report()
        before = self.everything(report)

        self.again(article, at=self.now + timedelta(days=31), title="Another title")
        wording = self.grant.statements.get().wordings.get()
        retire(wording, by=self.manager, note="Misspelt.")
        make_wording(self.grant.statements.get(), "Other words.")
        self.grant.title = self.grant.slug = "renamed"
        self.grant.save()
        self.grant.funders.update(name="Renamed fund")
        article.authors.update(name="Renamed author")
        article.section.name = "Renamed section"
        article.section.save()
        ReachFigure.objects.create(
            article=article, metric="views", value=9, since=YEAR[0], until=YEAR[1], source="M"
        )
        with triggers_lifted():
            VersionDisclosure.objects.update(text="[redacted]")

        self.assertEqual(self.everything(report), before)

    def test_files_written_twice_from_one_document_are_the_same_bytes(self):
        self.publish()
        report = self.report()
        first, second = written(report.document), written(report.document)
        self.assertEqual(first, second)
        self.assertEqual(first, {name: report.files.get(name=name).content for name in first})
        self.assertEqual(archive(report), archive(GrantReport.objects.get()))

    def test_the_same_newsroom_asked_twice_differs_only_in_number_and_moment(self):
        self.publish()
        one, two = self.told(), self.told(days=31)
        changed = {name for name in one if one[name] != two[name]}
        self.assertEqual(changed, {"revision", "made_at"})

    def test_the_database_refuses_to_change_or_delete_a_report_or_its_files(self):
        self.publish()
        self.report()
        for model, column in ((GrantReport, "document"), (ReportFile, "content")):
            rows = model.objects.all()
            with self.subTest(model=model), self.assertRaises(IntegrityError), transaction.atomic():
                rows.update(**{column: "forged"})
            with self.subTest(model=model), self.assertRaises(IntegrityError), transaction.atomic():
                rows._raw_delete(rows.db)

    def test_revisions_are_numbered_for_each_grant(self):
        other = make_grant()
        made = [self.report(), self.report(date(2026, 3, 1)), self.report()]
        made.append(make_report(other, *YEAR, by=self.manager))
        self.assertEqual([report.revision for report in made], [1, 2, 3, 1])

    def test_the_ledger_vouches_for_the_report_and_the_record_stays_whole(self):
        self.publish()
        report = self.report()
        entry = LedgerEntry.objects.order_by("-number").first()
        self.assertEqual(
            (entry.verb, entry.actor, entry.subject_key),
            ("make a report", self.manager, str(report.pk)),
        )
        rows = [report, *report.files.all()]
        self.assertLess({digest.row_name(row) for row in rows}, {*entry.rows})
        self.assertEqual(factories.broken(), [])


class VouchedForTests(ReportTestCase):
    def test_a_changed_byte_of_a_report_or_of_one_of_its_files_is_named(self):
        self.publish()
        report = self.report()
        file = report.files.first()
        self.assertEqual(factories.broken(), [])
        for row, column in ((report, "document"), (file, "content")):
            table = row._meta.db_table
            with self.subTest(table=table):
                self.forge(table, column, row.pk, getattr(row, column) + ".")
                self.assertEqual(
                    [broken.row for broken in factories.broken()], [f"{table} {row.pk}"]
                )
                self.forge(table, column, row.pk, getattr(row, column))
        self.assertEqual(factories.broken(), [])

    def forge(self, table, column, key, value):
        with triggers_lifted(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, key])
