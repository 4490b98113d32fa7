"""Who paid comes in with the pieces, where all of it is known."""

import json
import shutil
import tempfile
from pathlib import Path

from django.core.management import CommandError
from django.test import TestCase

from articles.models import PublishedVersion, Waiver
from articles.models.choices import Funding, Hides
from funding.models import Funder, Grant, Statement
from tests.articles.arrivals.own import OwnTestCase, bring
from tests.articles.departures.worlds import afterwards_gone, export, lines
from tests.factories import (
    broken,
    make_article,
    make_funder,
    make_funding_manager,
    make_grant,
    make_publisher,
    publish,
    say,
    waive,
)


class WithGrantsTests(OwnTestCase):
    def setUp(self):
        super().setUp()
        shutil.copy(self.made / "grants.jsonl", self.folder)
        make_funding_manager(username="maria")

    def test_an_empty_newsroom_tells_everything_again_byte_by_byte(self):
        self.assertEqual(self.bring(grants_by="maria")[0], "9 new")
        after = export(self.folder.parent / "again")[2]
        for name in ("articles.jsonl", "grants.jsonl"):
            self.assertEqual(lines(after[name]), lines(self.before[name]))
        self.assertEqual(after, self.before)
        self.assertEqual(broken(), [])

    def funding(self):
        return dict(PublishedVersion.objects.live().values_list("title", "funding"))

    def test_who_paid_is_declared_where_all_is_known_and_never_guessed(self):
        self.bring(grants_by="maria")
        self.assertEqual(
            self.funding(),
            {
                "Quays": Funding.NONE,
                "Weirs": Funding.FUNDED,
                "Found": Funding.IMPORTED,
                "Jazy": Funding.NONE,
                "Reworked": Funding.NONE,
            },
        )

    def test_grants_that_come_later_declare_what_was_imported(self):
        self.bring()
        self.assertEqual(set(self.funding().values()), {Funding.IMPORTED})
        said = self.bring(grants_by="maria")
        self.assertEqual(said[:2], ["4 updated", "5 unchanged"])
        self.assertEqual(
            self.funding() | {"Weirs": Funding.FUNDED, "Found": Funding.IMPORTED}, self.funding()
        )
        self.assertEqual(self.bring(grants_by="maria")[0], "9 unchanged")

    def test_another_grant_at_the_same_address_is_not_taken_for_it(self):
        make_grant("Somebody else paid.", title="Other weirs", slug="weirs")
        self.bring()
        self.assertEqual(self.funding()["Weirs"], Funding.IMPORTED)

    def test_grants_are_taken_in_by_whoever_may_approve_wordings_alone(self):
        with self.assertRaisesMessage(CommandError, "ada may not take in grants: that takes"):
            self.bring(grants_by="ada")
        (self.folder / "grants.jsonl").unlink()
        with self.assertRaisesMessage(CommandError, "There is no file"):
            self.bring(grants_by="maria")

    def test_a_trial_takes_in_no_grants(self):
        self.bring(grants_by="maria", dry_run=True)
        self.assertFalse(Funder.objects.exists() or Grant.objects.exists())

    def test_a_grant_comes_in_whole_or_not_at_all(self):
        told = lines(self.before["grants.jsonl"])
        grant = next(one for one in told if one.get("title") == "Weirs")
        wording = {**grant["statements"][0]["wordings"][0], "text": " "}
        statement = {**grant["statements"][0], "wordings": [wording]}
        coverage = {**grant["coverage"][0], "section": "nowhere"}
        for said, words in (
            ({"amount": "1e9"}, "amount: is no amount in digits"),
            ({"amount": "0.00"}, "greater than or equal to 0.01"),
            ({"parties": [{"funder": "nobody", "role": "funding", "share": None}]}, "“nobody”"),
            ({"statements": [statement]}, "cannot be blank"),
            ({"coverage": [coverage]}, "Choose one target"),
            ({"agreement": f"evidence/aa/{'a' * 64}/a.pdf"}, "The file is not there"),
            ({"ends_on": "2018-01-01"}, "The grant ends before it starts."),
        ):
            with self.subTest(said=str(said)[:60]):
                rows = [json.dumps(one) for one in (*told[:3], {**grant, **said})]
                (self.folder / "grants.jsonl").write_text("\n".join(rows))
                self.assertIn("1 refused", self.bring(grants_by="maria"))
                self.assertIn(words, self.report())
                self.assertIn("grants.jsonl, line 4", self.report())
                self.assertFalse(Grant.objects.exists() or Statement.objects.filter(funder=None))


class SafetyTests(TestCase):
    """What was kept from readers there is never printed here."""

    @classmethod
    def setUpTestData(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.made = Path(folder.name) / "export"
        with afterwards_gone():
            cls.a_grant_not_named()
            export(cls.made)
        make_publisher(username="ada")
        make_funding_manager(username="maria")

    @staticmethod
    def a_grant_not_named():
        grant = make_grant("The Fund paid for this.", title="Weirs", funders=[make_funder("Fund")])
        say(grant, "A fund paid for this.", occasion="neutral")
        piece = make_article(title="In danger", grants=[grant])
        waive(grant, article=piece, hides=Hides.NAME)
        publish(piece)

    def test_its_waiver_comes_before_it(self):
        bring(self.made, grants_by="maria")
        version = PublishedVersion.objects.get()
        self.assertEqual(
            (version.funding, version.grants.count(), version.withheld.get().hides),
            (Funding.FUNDED, 0, Hides.NAME),
        )
        printed = [one.text for one in version.disclosures.all()]
        self.assertEqual(printed, ["A fund paid for this."])
        self.assertEqual(Waiver.objects.get().decided_by.username, "maria")

    def test_whoever_may_keep_nothing_from_readers_does_not_take_it_in(self):
        say(make_grant("The Fund paid.", title="Weirs"), "A fund paid.", occasion="neutral")
        self.assertEqual(bring(self.made)[0], "1 refused")
        self.assertFalse(PublishedVersion.objects.exists() or Waiver.objects.exists())
        report = (self.made / "articles.report.html").read_text()
        self.assertIn("Something of “Weirs” is kept from readers on this piece", report)
