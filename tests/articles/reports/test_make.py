"""What a report says, and that it says so for ever."""

import hashlib
import itertools
import json
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.disclosure.resolve import resolve
from articles.models import (
    Article,
    Coverage,
    GrantReport,
    PublishedVersion,
    ReachFigure,
    Redirect,
    ReportFile,
    SealedCopy,
    VersionDisclosure,
)
from articles.models.choices import Funding, Stage
from articles.publishing import vouching
from articles.publishing.perform import perform
from articles.reports.archive import archive
from articles.reports.downloads import contents
from articles.reports.make import make_report, written
from articles.reports.period import ReportRefused
from funding.approval import retire
from funding.models import Appeal, Statement
from newsroom.models import LedgerEntry
from tests import factories
from tests.factories import (
    live_version,
    make_article,
    make_author,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_section,
    make_wording,
)
from tests.flushing import triggers_lifted

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
SENTENCE = "“Awakening’24” is co-financed by the Fund in the amount of PLN 230,000."


class ReportTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.grant = make_grant(SENTENCE, title="Awakening’24", promised_pieces=3)
        cls.now = datetime(2026, 6, 1, 10, tzinfo=UTC)

    def publish(self, title="Rails", *, at=None, **fields):
        fields = {"grants": [self.grant], "title": title, **fields}
        article = make_article(stage=Stage.READY, **fields)
        self.move("publish", article, at=at)
        return article

    def move(self, verb, article, *, at=None, **context):
        moment = at or self.now
        perform(verb, article, by=make_publisher(), now=moment, **context)

    def again(self, article, *, at, **changes):
        """Publish the piece once more with something changed."""
        self.move("reopen", article, at=at)
        Article.objects.filter(pk=article.pk).update(**changes)
        for verb in ("submit", "approve", "publish"):
            self.move(verb, article, at=at)

    def report(self, since=YEAR[0], until=YEAR[1], *, days=30):
        now = self.now + timedelta(days=days)
        return make_report(self.grant, since, until, by=self.manager, now=now)

    def told(self, *args, **kwargs):
        return json.loads(self.report(*args, **kwargs).document)

    def titles(self, rows):
        return [row["title"] for row in rows]


class WhatItSaysTests(ReportTestCase):
    def test_a_piece_is_told_as_it_was_printed(self):
        article = self.publish(
            authors=[make_author("Ada"), make_author("Bo")],
            tags=["Ports"],
            section=make_section("Commentary"),
            body="<p>One two three.</p>",
        )
        Article.objects.update(title="Renamed on the desk")
        (piece,) = self.told()["pieces"]
        self.assertEqual(
            {name: piece[name] for name in (
                "title", "url", "status", "first_published_at", "language", "kind", "section",
                "tags", "words", "reach", "corrections", "redacted",
            )},
            {
                "title": "Rails",
                "url": f"{settings.SITE_URL}{article.path}",
                "status": "live",
                "first_published_at": "2026-06-01T12:00:00+02:00",
                "language": "en",
                "kind": "article",
                "section": "Commentary",
                "tags": ["Ports"],
                "words": 3,
                "reach": None,
                "corrections": [],
                "redacted": False,
            },
        )  # fmt: skip
        self.assertEqual([row["name"] for row in piece["authors"]], ["Ada", "Bo"])

    def test_a_disclosure_is_told_word_for_word_with_its_number_and_digest(self):
        self.publish()
        (piece,) = self.told()["pieces"]
        self.assertEqual(
            piece["disclosures"],
            [
                {
                    "kind": "acknowledgement",
                    "text": SENTENCE,
                    "sha256": hashlib.sha256(SENTENCE.encode()).hexdigest(),
                    "language": "en",
                    "wording": 1,
                    "variant": "any",
                    "placement": "end",
                    "basis": "article: Rails",
                    "printed": True,
                    "redacted": False,
                }
            ],
        )

    def test_nothing_is_said_of_another_grant(self):
        other = make_grant("The other one paid.", title="Other")
        self.publish("Both", grants=[self.grant, other])
        self.publish("Theirs", grants=[other])
        report = self.report()
        told = json.loads(report.document)
        self.assertEqual(self.titles(told["pieces"]), ["Both"])
        for words in (
            report.document,
            *(contents(report, kind).decode() for kind in ("html", "csv")),
        ):
            self.assertNotIn("The other one paid.", words)

    def test_a_new_wording_is_told_from_the_text_on_that_carried_it(self):
        article = self.publish()
        statement = self.grant.statements.get()
        make_wording(statement, "The new sentence.")
        self.again(article, at=self.now + timedelta(days=2), title="Rails again")
        (piece,) = self.told()["pieces"]
        self.assertEqual(
            [
                (text["title"], [row["wording"] for row in text["disclosures"]], text["periods"])
                for text in piece["texts"]
            ],
            [
                ("Rails", [1], [{"from": "2026-06-01T12:00:00+02:00",
                                 "until": "2026-06-03T12:00:00+02:00"}]),
                ("Rails again", [2], [{"from": "2026-06-03T12:00:00+02:00", "until": None}]),
            ],
        )  # fmt: skip
        self.assertEqual([row["wording"] for row in piece["disclosures"]], [2])

    def test_versions_that_print_the_same_are_one_text_of_one_piece(self):
        article = self.publish()
        self.move(
            "withdraw", article, at=self.now + timedelta(days=1), note="Later.",
        )  # fmt: skip
        self.again(article, at=self.now + timedelta(days=3))
        told = self.told()
        (piece,) = told["pieces"]
        self.assertEqual((told["delivered"], len(piece["texts"])), (1, 1))
        self.assertEqual(
            piece["texts"][0]["periods"],
            [
                {"from": "2026-06-01T12:00:00+02:00", "until": "2026-06-02T12:00:00+02:00"},
                {"from": "2026-06-04T12:00:00+02:00", "until": None},
            ],
        )

    def test_what_a_reader_finds_at_the_address_is_its_status(self):
        self.publish("Live")
        withdrawn, moved = self.publish("Withdrawn"), self.publish("Moved")
        for article in (withdrawn, moved):
            self.move("withdraw", article, at=self.now + timedelta(days=1), note="A court.")
        Redirect.objects.create(old_path=moved.path, new_path="/elsewhere/")
        to_come = make_article(stage=Stage.READY, grants=[self.grant], title="To come")
        perform(
            "publish", to_come, by=make_publisher(), now=self.now, at=self.now + timedelta(days=60)
        )
        told = self.told()
        self.assertEqual(
            {row["title"]: (row["status"], row["ended_at"], row["redirected_to"])
             for row in told["pieces"]},
            {
                "Live": ("live", None, None),
                "Withdrawn": ("withdrawn", "2026-06-02T12:00:00+02:00", None),
                "Moved": ("redirected", "2026-06-02T12:00:00+02:00",
                          f"{settings.SITE_URL}/elsewhere/"),
                "To come": ("scheduled", None, None),
            },
        )  # fmt: skip
        self.assertEqual((told["delivered"], told["scheduled"], told["promised"]), (3, 1, 3))

    def test_a_cancelled_schedule_was_never_there(self):
        article = make_article(stage=Stage.READY, grants=[self.grant])
        perform(
            "publish", article, by=make_publisher(), now=self.now, at=self.now + timedelta(days=9)
        )
        self.move("withdraw", article, at=self.now + timedelta(days=1), note="Not yet.")
        told = self.told(days=40)
        self.assertEqual((told["delivered"], told["scheduled"], told["pieces"]), (0, 0, []))

    def test_totals_count_pieces_and_not_versions(self):
        make_wording(self.grant.statements.get(), "Fundusz zapłacił.", language="pl")
        self.publish("One")
        self.again(self.publish("Two"), at=self.now + timedelta(days=1), title="Two again")
        self.publish("Trzy", language="pl", kind="opinion", at=self.now + timedelta(days=30))
        self.assertEqual(
            self.told(days=60)["totals"],
            {
                "by_language": [{"of": "en", "pieces": 2}, {"of": "pl", "pieces": 1}],
                "by_kind": [{"of": "article", "pieces": 2}, {"of": "opinion", "pieces": 1}],
                "by_month": [{"of": "2026-06", "pieces": 2}, {"of": "2026-07", "pieces": 1}],
            },
        )

    def test_figures_are_told_as_entered_and_nought_is_a_figure(self):
        article = self.publish()
        self.publish("Unmeasured")
        ReachFigure.objects.create(
            article=article, metric="page views", value=0, since=YEAR[0], until=YEAR[1], source="M"
        )
        self.assertEqual(
            {row["title"]: row["reach"] for row in self.told()["pieces"]},
            {
                "Rails": [{"metric": "page views", "value": 0, "since": "2026-01-01",
                           "until": "2026-12-31", "source": "M"}],
                "Unmeasured": None,
            },
        )  # fmt: skip
        page = GrantReport.objects.get().files.get(name="report.html").content
        self.assertEqual(page.count("not measured</dd>"), 1)

    def test_what_people_wrote_is_text_and_never_markup(self):
        self.publish("<script>alert(1)</script>", authors=[make_author("A <b>bold</b> one")])
        page = self.report().files.get(name="report.html").content
        self.assertEqual((page.count("<script"), page.count("<b>bold")), (0, 0))
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;", page)

    def test_corrections_are_told(self):
        article = make_article(stage=Stage.READY, grants=[self.grant])
        article.corrections.create(text="A name was wrong.", dated=date(2026, 5, 30))
        self.move("publish", article)
        self.assertEqual(
            self.told()["pieces"][0]["corrections"],
            [{"kind": "correction", "dated": "2026-05-30", "text": "A name was wrong."}],
        )


class PeriodTests(ReportTestCase):
    def test_both_days_are_included_by_the_clocks_of_the_publication(self):
        """Warsaw is an hour ahead of UTC on both nights around this day."""
        for title, moment in {
            "a second too early": datetime(2026, 3, 27, 22, 59, 59, tzinfo=UTC),
            "first": datetime(2026, 3, 27, 23, tzinfo=UTC),
            "the night the clocks change": datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),
            "last": datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC),
            "too late": datetime(2026, 3, 29, 22, tzinfo=UTC),
        }.items():
            self.publish(title, at=moment)
        told = self.told(date(2026, 3, 28), date(2026, 3, 29))
        self.assertEqual(
            self.titles(told["pieces"]), ["first", "the night the clocks change", "last"]
        )

    def test_a_piece_is_counted_by_its_first_publication_and_not_by_a_later_one(self):
        article = self.publish(at=datetime(2026, 3, 1, tzinfo=UTC))
        self.again(article, at=self.now, title="Again")
        self.assertEqual(
            [
                self.titles(self.told(*days)["pieces"])
                for days in (
                    (date(2026, 3, 1), date(2026, 3, 1)),
                    (date(2026, 6, 1), date(2026, 6, 1)),
                )
            ],
            [["Again"], []],
        )


class ApartTests(ReportTestCase):
    def test_an_excluded_piece_stands_apart_with_its_reason(self):
        section = make_section("Ports")
        Coverage.objects.create(grant=self.grant, section=section)
        self.publish("Covered", grants=[], funding=Funding.FUNDED, section=section)
        left_out = make_article(title="Left out", section=section, stage=Stage.DRAFT)
        Coverage.objects.create(
            grant=self.grant, article=left_out, mode="exclude", reason="An obituary."
        )
        for verb in ("submit", "approve", "publish"):
            self.move(verb, left_out)
        self.publish("Elsewhere", grants=[], section=make_section("Sea"))
        told = self.told()
        self.assertEqual(
            (
                self.titles(told["pieces"]),
                [(row["title"], row["reason"], row["left_out_by"], row["otherwise_covered_by"])
                 for row in told["excluded"]],
                told["gaps"],
            ),
            (
                ["Covered"],
                [("Left out", "An obituary.", "article: Left out", "section: Ports")],
                [],
            ),
        )  # fmt: skip

    def test_a_covered_piece_without_the_statement_is_a_gap(self):
        section = make_section("Ports")
        self.publish("Published before", grants=[], section=section)
        self.publish("Elsewhere", grants=[], section=make_section("Sea"))
        self.publish("Fine", section=section)
        Coverage.objects.create(grant=self.grant, section=section)
        told = self.told()
        self.assertEqual(
            [(row["title"], row["why"]) for row in told["gaps"]],
            [("Published before", "covered-since")],
        )
        self.assertEqual((self.titles(told["pieces"]), told["delivered"]), (["Fine"], 1))

    def test_the_whole_site_and_its_window_reach_what_they_reach(self):
        Coverage.objects.create(
            grant=self.grant, whole_site=True, first_published_from=date(2026, 6, 1)
        )
        self.publish("Before", grants=[], at=self.now - timedelta(days=1))
        self.publish("In it", grants=[], funding=Funding.FUNDED)
        told = self.told()
        self.assertEqual((self.titles(told["pieces"]), told["gaps"]), (["In it"], []))

    def test_an_embargoed_piece_stands_apart_and_counts_as_delivered(self):
        factories.say(self.grant, "A foundation paid.", occasion=Statement.Occasion.NEUTRAL)
        self.grant.embargoed_until = self.now + timedelta(days=100)
        self.grant.save()
        self.publish("Secret")
        told = self.told()
        (piece,) = told["withheld"]
        self.assertEqual(
            (told["pieces"], told["delivered"], piece["title"], piece["withheld"],
             [row["text"] for row in piece["disclosures"]], told["gaps"]),
            ([], 1, "Secret", [{"hides": "name", "why": "Embargoed."}], ["A foundation paid."], []),
        )  # fmt: skip
        self.assertEqual(len(piece["texts"]), 2)
        self.assertEqual([bool(text["page"]) for text in piece["texts"]], [True, False])

    def test_a_waived_piece_stands_apart_with_its_reason(self):
        article = make_article(stage=Stage.READY, grants=[self.grant], title="Waived")
        factories.waive(self.grant, article=article, hides="all", reason="Her family is in Minsk.")
        self.move("publish", article)
        self.publish("Named")
        told = self.told()
        self.assertEqual(
            (self.titles(told["pieces"]), self.titles(told["withheld"]), told["gaps"]),
            (["Named"], ["Waived"], []),
        )
        (waiver,) = told["waivers"]
        self.assertEqual(
            (waiver["piece"]["title"], waiver["hides"], waiver["reason"], waiver["approved_by"]),
            ("Waived", "all", "Her family is in Minsk.", "The fund, by letter."),
        )

    def test_a_redacted_row_is_told_as_redacted(self):
        self.publish("Whole")
        article = self.publish("Other")
        row = VersionDisclosure.objects.get(version=live_version(article))
        SealedCopy.objects.create(
            table=row._meta.db_table, key=row.pk, columns={"text": SENTENCE}, reason="Safety.",
            sealed_at=self.now, sealed_by=self.manager,
        )  # fmt: skip
        with triggers_lifted():
            VersionDisclosure.objects.filter(pk=row.pk).update(text="[redacted]")
        pieces = {piece["title"]: piece for piece in self.told()["pieces"]}
        self.assertEqual(
            [
                (
                    piece["redacted"],
                    [(row["text"], row["redacted"]) for row in piece["disclosures"]],
                )
                for piece in (pieces["Whole"], pieces["Other"])
            ],
            [(False, [(SENTENCE, False)]), (True, [("[redacted]", True)])],
        )


class PagesTests(ReportTestCase):
    def test_the_copy_of_a_live_page_is_what_the_site_answers_to_the_byte(self):
        Appeal.objects.create(
            text="Please give.", label="Give", url="https://example.org/", language="en"
        )
        self.now = timezone.now() - timedelta(days=1)
        article = self.publish()
        report = make_report(self.grant, *self.around(), by=self.manager)
        copy = report.files.get(name=f"pages{article.path}1.html").content
        self.assertIn("Please give.", copy)
        self.assertEqual(copy.encode(), self.client.get(article.path).content)

    def test_a_copy_names_no_grant_that_the_site_may_not_name(self):
        self.now = timezone.now() - timedelta(days=1)
        article = self.publish()
        factories.waive(self.grant, hides="name")
        report = make_report(self.grant, *self.around(), by=self.manager)
        copy = report.files.get(name=f"pages{article.path}1.html").content
        self.assertNotIn(self.grant.get_absolute_url(), copy)
        self.assertEqual(copy.encode(), self.client.get(article.path).content)

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
            (entry.verb, entry.actor, entry.facts["document"]),
            ("make a report", self.manager, hashlib.sha256(report.document.encode()).hexdigest()),
        )
        self.assertEqual(list(vouching.breaks()), [])


class RefusalTests(ReportTestCase):
    def refused(self, by, since, until, words):
        entries = LedgerEntry.objects.count()
        with self.assertRaisesMessage(ReportRefused, words):
            make_report(self.grant, since, until, by=by)
        self.assertEqual(
            (GrantReport.objects.count(), ReportFile.objects.count(), LedgerEntry.objects.count()),
            (0, 0, entries),
        )

    def test_whoever_may_not_make_reports_makes_none(self):
        """Of all that a funding manager may do, this person lacks this alone."""
        group = self.manager.groups.get()
        person = factories.make_user()
        person.user_permissions.set(group.permissions.exclude(codename="add_grantreport"))
        self.refused(person, *YEAR, "You may not make reports.")

    def test_what_is_no_period_is_refused(self):
        self.refused(self.manager, YEAR[1], YEAR[0], "before it starts")


class PrecedenceTests(ReportTestCase):
    """What the report calls excluded is what publishing leaves out."""

    def test_an_exclusion_wins_only_if_it_is_strictly_more_specific(self):
        article = self.publish(grants=[], tags=["Ports"])
        targets = {"tag": article.tags.get(), "section": article.section, "whole_site": True}
        for including, excluding in itertools.product(targets, repeat=2):
            rows = [
                Coverage.objects.create(grant=self.grant, **{including: targets[including]}),
                Coverage.objects.create(
                    grant=self.grant,
                    mode="exclude",
                    reason="No.",
                    **{excluding: targets[excluding]},
                ),
            ]
            told = self.told()
            covered = resolve(article).grants
            with self.subTest(including=including, excluding=excluding):
                self.assertEqual(
                    (self.titles(told["excluded"]), self.titles(told["gaps"])),
                    ([], ["Rails"]) if covered else (["Rails"], []),
                )
            for row in rows:
                row.delete()


class QueryTests(ReportTestCase):
    def queries(self):
        with CaptureQueriesContext(connection) as queries:
            self.report()
        return len(queries)

    def test_thirty_pieces_need_no_more_queries_than_one(self):
        section = make_section("Ports")
        Coverage.objects.create(grant=self.grant, section=section)
        self.publish("First", section=section)
        self.queries()  # Permissions and content types are remembered after the first time.
        one = self.queries()
        for number in range(29):
            self.publish(f"More {number}", section=section, authors=[make_author()])
        self.assertEqual(PublishedVersion.objects.count(), 30)
        self.assertEqual(self.queries(), one)
        self.assertLessEqual(one, 25)


class VouchedForTests(ReportTestCase):
    def test_a_changed_byte_of_a_report_or_of_one_of_its_files_is_named(self):
        self.publish()
        report = self.report()
        file = report.files.first()
        self.assertEqual(list(vouching.breaks()), [])
        for row, column in ((report, "document"), (file, "content")):
            table = row._meta.db_table
            with self.subTest(table=table):
                self.forge(table, column, row.pk, getattr(row, column) + ".")
                self.assertEqual(
                    [broken.row for broken in vouching.breaks()], [f"{table} {row.pk}"]
                )
                self.forge(table, column, row.pk, getattr(row, column))
        self.assertEqual(list(vouching.breaks()), [])

    def forge(self, table, column, key, value):
        with triggers_lifted(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, key])
