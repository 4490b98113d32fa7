"""A report counts a piece by its true first date, and says since when this newsroom served it."""

from datetime import date, timedelta

from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.reports.downloads import contents
from tests.articles.reports.reporting import SENTENCE, ReportTestCase
from tests.factories import make_article, make_publisher

THEN = (date(2024, 1, 1), date(2024, 12, 31))
TRUE = date(2024, 10, 9)


class BackCatalogueTests(ReportTestCase):
    def publish_old(self, title="Rails", **context):
        article = make_article(stage=Stage.READY, title=title, grants=[self.grant])
        context = {"by": make_publisher(), "now": self.now, "first_published": TRUE, **context}
        return perform("publish", article, **context)

    def test_the_year_of_the_true_date_counts_it_and_no_other(self):
        self.publish_old()
        told = self.told(*THEN)
        self.assertEqual((told["delivered"], self.titles(told["pieces"])), (1, ["Rails"]))
        self.assertEqual(told["totals"]["by_month"], [{"of": "2024-10", "pieces": 1}])
        self.assertEqual(self.told()["delivered"], 0)

    def test_it_says_the_day_and_since_when_the_piece_is_served_here(self):
        self.publish_old()
        (piece,) = self.told(*THEN)["pieces"]
        self.assertEqual(
            [piece[name] for name in ("url", "first_published_at", "served_since", "text_since")],
            [
                "http://127.0.0.1:8000/2024/10/09/rails/",
                "2024-10-09",
                "2026-06-01T12:00:00+02:00",
                "2026-06-01T12:00:00+02:00",
            ],
        )
        (text,) = piece["texts"]
        self.assertEqual(text["periods"], [{"from": "2026-06-01T12:00:00+02:00", "until": None}])
        self.assertEqual([row["text"] for row in text["disclosures"]], [SENTENCE])

    def test_it_is_read_as_a_sentence_and_as_columns(self):
        article = self.publish_old()
        report = self.report(*THEN)
        page = contents(report, "html").decode()
        self.assertIn("<dd>9 Oct 2024; served here since 1 Jun 2026, 12:00</dd>", page)
        self.assertIn("2024-10-09,2026-06-01T12:00:00+02:00", contents(report, "csv").decode())
        self.again(article, at=self.now + timedelta(days=2), title="Rails again")
        page = contents(self.report(*THEN), "html").decode()
        self.assertIn(
            "served here since 1 Jun 2026, 12:00; this text since 3 Jun 2026, 12:00</dd>", page
        )

    def test_what_is_only_scheduled_is_not_served_yet(self):
        self.publish_old("To come", at=self.now + timedelta(days=90))
        (piece,) = self.told(*THEN)["pieces"]
        self.assertEqual((piece["status"], piece["served_since"]), ("scheduled", None))
        page = contents(self.report(*THEN), "html").decode()
        self.assertIn("<dt>First published</dt><dd>9 Oct 2024</dd>", page)

    def test_a_piece_that_came_out_here_has_one_first_date(self):
        self.publish()
        page = contents(self.report(), "html").decode()
        self.assertIn("<dt>First published</dt><dd>1 Jun 2026, 12:00</dd>", page)
