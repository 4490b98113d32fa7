"""What a report tells apart: what is withheld, left out, redacted, or missing."""

import itertools
from datetime import date, timedelta

from articles.disclosure.resolve import resolve
from articles.models import Coverage, SealedCopy, VersionDisclosure
from articles.models.choices import Funding, Stage
from funding.models import Statement
from tests import factories
from tests.articles.reports.reporting import SENTENCE, ReportTestCase
from tests.factories import live_version, make_article, make_section, say, take_off
from tests.flushing import triggers_lifted


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


class PrecedenceTests(ReportTestCase):
    """What the report calls excluded is what publishing leaves out."""

    def test_a_statement_that_would_have_come_with_its_grant_is_told_as_left_out(self):
        say(self.grant, "Views are the author’s.", kind="views")
        article = self.publish(grants=[])
        Coverage.objects.create(grant=self.grant, whole_site=True)
        views = self.grant.statements.get(kind="views")
        exclusion = Coverage.objects.create(
            statement=views, section=article.section, mode="exclude", reason="Not here."
        )
        (told,) = self.told()["excluded"]
        self.assertEqual(
            {name: told[name] for name in ("what", "left_out_by", "reason")},
            {"what": str(views), "left_out_by": exclusion.basis, "reason": "Not here."},
        )
        self.assertEqual(told["otherwise_covered_by"], "whole_site: the whole site")
        printed = [one.statement for one in resolve(article).disclosures]
        self.assertNotIn(views, printed)
        Coverage.objects.create(grant=self.grant, tag=None, section=article.section)
        self.assertEqual(self.told()["excluded"], [])

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
                take_off(row)
