"""What a report says, of which pieces."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import (
    Article,
    Coverage,
    GrantReport,
    PublishedVersion,
    ReachFigure,
    Redirect,
    ReportFile,
)
from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.publishing.translating import translate
from articles.reports.downloads import contents
from articles.reports.make import make_report
from articles.reports.period import ReportRefused
from newsroom.models import LedgerEntry
from tests import factories
from tests.articles.reports.reporting import SENTENCE, YEAR, ReportTestCase
from tests.factories import (
    make_article,
    make_author,
    make_grant,
    make_publisher,
    make_section,
    make_wording,
)


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
        # On PostgreSQL the ledger is locked by a query.
        self.assertEqual(one, 24 if connection.vendor == "postgresql" else 23)


class TranslationTests(ReportTestCase):
    def test_a_piece_and_its_translations_are_one_deliverable_with_its_languages(self):
        make_wording(self.grant.statements.get(), "Фонд заплатив.", language="uk")
        one, other = self.publish(), self.publish("Roads")
        made = translate(one, "uk", by=factories.make_editor())
        Article.objects.filter(pk=made.pk).update(title="Рейки", body="<p>Текст.</p>")
        made.guesses.all().delete()
        made.refresh_from_db()
        for verb in ("submit", "approve", "publish"):
            self.move(verb, made)
        told = self.told()
        self.assertEqual((told["delivered"], told["published"], told["scheduled"]), (2, 3, 0))
        languages = [(row["of"], row["pieces"]) for row in told["totals"]["by_language"]]
        self.assertEqual(languages, [("en", 2), ("uk", 1)])
        self.assertEqual(told["totals"]["by_month"], [{"of": "2026-06", "pieces": 2}])
        also = {piece["title"]: piece["also_in"] for piece in told["pieces"]}
        site = settings.SITE_URL
        self.assertEqual(also["Rails"], [{"language": "uk", "url": site + made.path}])
        self.assertEqual(also["Рейки"], [{"language": "en", "url": site + one.path}])
        self.assertEqual(also[other.title], [])
