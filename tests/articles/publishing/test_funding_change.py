"""Nobody loses a disclosure quietly: who changes what readers are told of who paid says why."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test import TestCase

from articles.models import Article, Correction, Coverage
from articles.models.choices import Funding, Hides
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused
from articles.reader.channels.channel import FORMATS
from funding.models import Funder, Grant, GrantParty, Statement
from newsroom.models import LedgerEntry
from tests.factories import (
    cover,
    make_article,
    make_funder,
    make_funding_manager,
    make_grant,
    make_logo,
    make_picture,
    make_publisher,
    make_wording,
    publish,
    say,
    say_no_funding,
    waive,
)

# In the past: what is still to come follows every change of what must be said by itself.
NOON = datetime(2025, 1, 10, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FUND, NOBODY = "The River Fund paid for this.", "Nobody outside paid for this piece."
SAID_BEFORE = f"An earlier version of this page said: “{FUND}”"


class FundingChangeTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher()
        say_no_funding(NOBODY)
        cls.fund = make_funder("River Fund")
        cls.grant = make_grant(FUND, title="Rivers", funders=[cls.fund])
        cls.article = publish(make_article(grants=[cls.grant]), now=NOON)

    def publish(self, article=None, *, hours=1, **context):
        now = NOON + hours * HOUR
        context = {"by": self.publisher, "now": now, **context}
        return perform("publish", article or self.article, **context)

    def refusal(self, article=None, **context):
        entries, notes = LedgerEntry.objects.count(), Correction.objects.count()
        with self.assertRaises(MoveRefused) as caught:
            self.publish(article, **context)
        self.assertEqual(LedgerEntry.objects.count(), entries)
        self.assertEqual(Correction.objects.count(), notes)
        return str(caught.exception)

    def declare_none(self, article=None):
        article = article or self.article
        article.coverages.all().delete()
        Article.objects.filter(pk=article.pk).update(funding=Funding.NONE)

    def notes(self, article=None, hours=1):
        version = (article or self.article).versions.live(NOON + hours * HOUR).get()
        return list(version.corrections.values_list("kind", "text"))

    def facts(self):
        return LedgerEntry.objects.first().facts


class ReasonTests(FundingChangeTestCase):
    def test_a_disclosure_is_not_dropped_without_a_reason_that_names_it(self):
        self.declare_none()
        for note in ("", " \n"):
            self.assertEqual(
                self.refusal(note=note),
                "Readers would be told otherwise about who paid. Dropped: the grant “Rivers”; "
                f"“{FUND}”. Changed: the declaration “funded” → the declaration “no external "
                f"funding”. Added: “{NOBODY}”. Say why, in a note.",
            )
        self.publish(note="The fund never paid: it was the wrong grant.")
        self.assertEqual(
            self.facts(),
            {
                "before": "published",
                "after": "published",
                "note": "The fund never paid: it was the wrong grant.",
                "warnings": [],
                "funding": {
                    "dropped": ["the grant “Rivers”", f"“{FUND}”"],
                    "changed": ["the declaration “funded” → the declaration “no external funding”"],
                    "added": [f"“{NOBODY}”"],
                },
                "public_note": SAID_BEFORE,
            },
        )

    def test_another_wording_another_party_and_another_logo_are_changes(self):
        logo = make_logo(self.fund, alt="A wave")
        self.assertIn("Added: the logo “A wave”.", self.refusal())
        self.publish(note="Their logo.")
        logo.alt = "A river"
        logo.save()
        make_wording(self.grant.statements.get(), "The River Fund, Gdynia, paid.")
        GrantParty.objects.create(
            grant=self.grant, funder=make_funder("Tide"), role="implementing", position=2
        )
        self.assertEqual(
            self.refusal(hours=2),
            "Readers would be told otherwise about who paid. Changed: the grant “Rivers” "
            "(parties: River Fund (funding) → River Fund (funding), Tide (implementing)); the "
            f"logo “A wave” → the logo “A river”; “{FUND}” → “The River Fund, Gdynia, paid.”. "
            "Say why, in a note.",
        )
        self.publish(hours=2, note="As they wish.")
        self.assertEqual(self.notes(hours=2), [])

    def test_what_is_changed_of_a_grant_is_told_and_an_amount_that_is_not_public_is_not(self):
        Grant.objects.update(amount=500, currency="PLN")
        self.assertIn("the grant “Rivers” (amount: – → PLN 500).", self.refusal())
        Grant.objects.update(kind="core")
        self.assertIn(
            "(kind: money for a project → core support · amount: – → PLN 500).", self.refusal()
        )
        self.publish(note="As agreed.")
        Grant.objects.update(amount_public=False, amount=70_000)
        self.assertIn("the grant “Rivers” (amount: PLN 500 → –).", self.refusal(hours=2))

    def test_another_picture_of_a_logo_is_a_change(self):
        logo = make_logo(self.fund, alt="A wave")
        self.publish(note="Their logo.")
        logo.file = make_picture(colour="red")
        logo.save()
        self.assertIn("Changed: the logo “A wave” (shown otherwise).", self.refusal(hours=2))

    def test_an_added_grant_asks_for_a_note_and_tells_readers_what_somebody_writes(self):
        cover(self.article, make_grant("The Sea Fund paid, too.", title="Seas"))
        self.assertIn("Added: the grant “Seas”; “The Sea Fund paid, too.”. Say why", self.refusal())
        self.publish(note="They paid later.", public_note=" The Sea Fund joined in May. ")
        self.assertEqual(self.notes(), [("funding", "The Sea Fund joined in May.")])
        self.assertNotIn("dropped", self.facts()["funding"])

    def test_who_changes_nothing_about_who_paid_is_asked_nothing_and_tells_nothing(self):
        Article.objects.filter(pk=self.article.pk).update(title="Another title")
        refused = "Nothing changes about who paid: leave out what readers are told."
        self.assertEqual(self.refusal(public_note="They paid."), refused)
        self.publish()
        self.assertEqual(
            self.facts(),
            {"before": "published", "after": "published", "note": "", "warnings": []},
        )

    def test_what_was_never_read_is_changed_without_a_reason(self):
        article = publish(make_article(grants=[self.grant]), now=NOON, at=NOON + 9 * HOUR)
        self.declare_none(article)
        self.publish(article, at=NOON + 9 * HOUR)
        self.assertEqual(self.notes(article, hours=9), [])

    def test_a_piece_that_was_withdrawn_or_has_ended_is_compared_with_what_was_read_last(self):
        ended = publish(make_article(grants=[self.grant]), now=NOON, until=NOON + HOUR)
        perform("withdraw", self.article, by=self.publisher, note="Wrong.", now=NOON + HOUR)
        for article in (self.article, ended):
            self.declare_none(article)
        for verb in ("reopen", "submit", "approve"):
            perform(verb, self.article, by=self.publisher)
        for article in (self.article, ended):
            self.assertIn(f"“{FUND}”", self.refusal(article, hours=2))
            self.publish(article, hours=2, note="Nobody paid.")
            self.assertEqual(self.notes(article, hours=2), [("funding", SAID_BEFORE)])

    def test_what_is_scheduled_counts_for_nothing_since_it_is_replaced(self):
        self.declare_none()
        self.publish(at=NOON + 9 * HOUR, note="Nobody paid.")
        self.assertIn(f"“{FUND}”", self.refusal(hours=2, at=NOON + 20 * HOUR))
        self.publish(hours=2, at=NOON + 20 * HOUR, note="Nobody paid.")
        self.assertEqual(self.notes(hours=20), [("funding", SAID_BEFORE)])

    def embargoed(self):
        grant = make_grant("The Sea Fund paid.", embargoed_until=NOON + 5 * HOUR, title="Seas")
        say(grant, "Somebody paid.", occasion="neutral")
        return publish(make_article(grants=[grant]), now=NOON)

    def test_an_embargo_that_ends_before_or_after_is_no_change_of_who_publishes(self):
        article = self.embargoed()
        for title, context in (
            ("While it runs", {"hours": 1}),
            ("After it, planned before", {"hours": 2, "at": NOON + 9 * HOUR}),
            ("After it", {"hours": 10}),
        ):
            Article.objects.filter(pk=article.pk).update(title=title)
            self.publish(article, **context)

    def test_what_was_withdrawn_under_an_embargo_never_told_what_comes_after_it(self):
        article = self.embargoed()
        withdrawn = NOON + 4 * HOUR
        perform("withdraw", article, by=self.publisher, note="Wrong.", now=withdrawn)
        for verb in ("reopen", "submit", "approve"):
            perform(verb, article, by=self.publisher, now=withdrawn)
        refused = self.refusal(article, hours=4, at=NOON + 9 * HOUR)
        self.assertIn("“Somebody paid.”. Added: the grant “Seas”; “The Sea Fund paid.”.", refused)

    def test_a_note_on_funding_is_not_rewritten_without_a_reason(self):
        note = Correction.objects.create(article=self.article, kind="funding", text="Late.")
        self.publish()
        note.text = "Nothing."
        note.save()
        self.assertIn("Changed: the note “Late.” → the note “Nothing.”.", self.refusal(hours=2))
        note.kind = "update"
        note.save()
        self.assertIn("Dropped: the note “Late.”.", self.refusal(hours=2))

    def test_it_costs_as_many_queries_with_many_grants_as_with_one(self):
        for number in (1, 5):
            grants = [make_grant(f"Fund {one} paid.") for one in range(number)]
            # It is related to no other: which pieces are takes a query more.
            words = {"title": f"Weir{number}", "standfirst": f"Lock{number}.", "body": "<p>M.</p>"}
            article = publish(make_article(grants=grants, **words), now=NOON)
            self.declare_none(article)
            article, publisher = Article.objects.get(pk=article.pk), make_publisher()
            # The ledger is locked twice, which takes a query on PostgreSQL.
            queries = 54 if connection.vendor == "postgresql" else 52
            with self.subTest(grants=number), self.assertNumQueries(queries):
                self.publish(article, by=publisher, note="Nobody paid.")


class NoteTests(FundingChangeTestCase):
    def test_readers_are_told_on_the_page_on_the_list_and_in_feeds(self):
        article = publish(make_article(grants=[self.grant], title="The port"))
        self.declare_none(article)
        perform("publish", article, by=self.publisher, note="The wrong grant.")
        note = Correction.objects.get()
        self.assertEqual(
            (note.kind, note.text, note.created_by), ("funding", SAID_BEFORE, self.publisher)
        )
        feeds = [f"/feed/{name}" for name in FORMATS]
        for address in (article.path, f"{article.path}text/", "/corrections/", *feeds):
            with self.subTest(address):
                answer = self.client.get(address)
                self.assertContains(answer, "An earlier version of this page said:")
                self.assertNotContains(answer, "The wrong grant.")

    def test_what_is_dropped_together_is_told_together_in_the_order_of_print(self):
        say(self.grant, "The views are the author’s.", kind="views")
        article = publish(make_article(grants=[self.grant]), now=NOON)
        self.declare_none(article)
        self.publish(article, note="The wrong grant.")
        told = f"{SAID_BEFORE}\n“The views are the author’s.”"
        self.assertEqual(self.notes(article), [("funding", told)])

    def test_it_is_printed_by_every_later_version_and_dated_by_the_day_it_appears(self):
        self.declare_none()
        late_in_utc = datetime(2025, 1, 11, 23, 30, tzinfo=UTC)
        self.publish(at=late_in_utc, note="Nobody paid.")
        self.assertEqual(str(Correction.objects.get().dated), "2025-01-12")
        Article.objects.filter(pk=self.article.pk).update(title="Another title")
        self.publish(hours=40)
        self.assertEqual(self.notes(hours=40), [("funding", SAID_BEFORE)])

    def test_one_that_was_cancelled_before_anybody_read_it_is_not_printed(self):
        self.declare_none()
        self.publish(at=NOON + 9 * HOUR, note="Nobody paid.")
        perform("unschedule", self.article, by=self.publisher, now=NOON + 2 * HOUR)
        cover(self.article, self.grant)
        Article.objects.filter(pk=self.article.pk).update(funding=Funding.FUNDED, title="Same")
        for verb in ("revise", "approve"):
            perform(verb, self.article, by=self.publisher, now=NOON + 2 * HOUR)
        self.publish(hours=3)
        self.assertEqual(self.notes(hours=3), [])

    def test_what_somebody_writes_for_readers_stands_in_its_place(self):
        self.declare_none()
        self.publish(note="The wrong grant.", public_note="This piece was paid by nobody.")
        self.assertEqual(self.notes(), [("funding", "This piece was paid by nobody.")])

    def test_a_funding_correction_written_in_the_table_is_enough(self):
        Correction.objects.create(article=self.article, kind="funding", text="We were wrong.")
        self.declare_none()
        self.publish(note="The wrong grant.")
        self.assertEqual(self.notes(), [("funding", "We were wrong.")])

    def test_what_other_corrections_say_is_printed_below_it(self):
        Correction.objects.create(article=self.article, text="The year was wrong.")
        self.declare_none()
        self.publish(note="The wrong grant.")
        version = self.article.versions.live(NOON + HOUR).get()
        self.assertEqual(
            list(version.corrections.values_list("position", "text")),
            [(0, SAID_BEFORE), (1, "The year was wrong.")],
        )

    def test_what_is_said_for_another_grant_in_the_same_words_is_not_said_to_be_gone(self):
        other = make_grant(FUND.replace(" ", "  "), title="Seas")
        self.article.coverages.all().delete()
        cover(self.article, other)
        self.assertIn("Dropped: the grant “Rivers”", self.refusal())
        self.publish(note="It was the other grant.")
        self.assertEqual(self.notes(), [])

    def test_that_nobody_paid_is_not_taken_back_quietly_either(self):
        article = publish(make_article(), now=NOON)
        cover(article, self.grant)
        Article.objects.filter(pk=article.pk).update(funding=Funding.FUNDED)
        self.publish(article, note="The fund had paid.")
        self.assertEqual(
            self.notes(article), [("funding", f"An earlier version of this page said: “{NOBODY}”")]
        )


class ProtectionTests(FundingChangeTestCase):
    """What would tell readers of somebody whom an embargo or a waiver protects is not printed."""

    def assert_kept(self, article=None, hours=1):
        """A reason is needed all the same, nothing is noted, and no note can be written."""
        self.assertIn("Say why, in a note.", self.refusal(article, hours=hours))
        self.assertEqual(
            self.refusal(article, hours=hours, note="For safety.", public_note="Somebody paid."),
            "A note for readers would tell them of what is kept from them.",
        )
        self.publish(article, hours=hours, note="For safety.")
        self.assertEqual(self.notes(article, hours), [])
        self.assertNotIn("public_note", self.facts())
        self.assertFalse(Correction.objects.exists())

    def test_a_waiver_or_an_embargo_that_came_later(self):
        say(self.grant, "Somebody paid.", occasion="neutral")
        for hides in (Hides.NAME, Hides.AMOUNT, Hides.ALL):
            with self.subTest(hides):
                article = publish(make_article(grants=[self.grant]), now=NOON)
                waive(self.grant, article=article, hides=hides)
                self.assert_kept(article)
        Grant.objects.filter(pk=self.grant.pk).update(embargoed_until=NOON + 5 * HOUR)
        self.assert_kept()

    def test_the_coverage_of_a_protected_grant_is_taken_off(self):
        articles = [publish(make_article(grants=[self.grant]), now=NOON) for _number in range(2)]
        waive(self.grant, article=articles[0], hides=Hides.ALL)
        for article in articles:
            self.declare_none(article)
        self.assert_kept(articles[0])
        self.publish(articles[1], note="The wrong grant.")
        self.assertEqual(self.notes(articles[1]), [("funding", SAID_BEFORE)])

    def test_a_funder_that_was_named_and_is_not_public_any_more(self):
        Funder.objects.filter(pk=self.fund.pk).update(public=False)
        self.declare_none()
        self.assert_kept()

    def test_a_funder_that_is_not_public_any_more_of_a_grant_that_is_still_named(self):
        """The words that go may name a person who took back their consent."""
        Statement.objects.filter(grant=self.grant).update(occasion="neutral")
        say(self.grant, "A private donor paid for this.")
        Funder.objects.filter(pk=self.fund.pk).update(public=False)
        self.assert_kept(self.article)

    def test_that_nobody_paid_is_dropped_for_a_grant_that_is_kept_from_readers(self):
        article = publish(make_article(), now=NOON)
        waive(self.grant, hides=Hides.ALL)
        cover(article, self.grant)
        Article.objects.filter(pk=article.pk).update(funding=Funding.FUNDED)
        self.assert_kept(article)

    def test_once_the_waiver_is_lifted_readers_are_told_what_somebody_writes_and_nothing_else(self):
        waiver = waive(self.grant)
        say(self.grant, "Somebody paid.", occasion="neutral")
        articles = [publish(make_article(grants=[self.grant]), now=NOON) for _number in range(2)]
        waiver.lifted_at = NOON
        waiver.save()
        self.publish(articles[0], note="Lifted.")
        self.assertEqual(self.notes(articles[0]), [])
        self.publish(articles[1], note="Lifted.", public_note="We may now say who paid.")
        self.assertEqual(self.notes(articles[1]), [("funding", "We may now say who paid.")])

    def test_what_else_is_dropped_is_told_without_the_protected_grant(self):
        protected = make_grant("The Secret Fund paid, too.", title="Secrets")
        article = publish(make_article(grants=[self.grant, protected]), now=NOON)
        waive(protected)
        self.declare_none(article)
        self.publish(article, note="Both were wrong.")
        self.assertEqual(self.notes(article), [("funding", SAID_BEFORE)])


class ReissueTests(FundingChangeTestCase):
    def reissue(self, article=None, **context):
        context = {"note": "As they wish.", "now": NOON + HOUR, **context}
        perform("reissue", article or self.article, by=make_funding_manager(), **context)

    def test_it_tells_readers_and_the_ledger_of_what_it_drops(self):
        cover(self.article, make_grant("The Sea Fund paid, too.", title="Seas"))
        Coverage.objects.filter(grant=self.grant).delete()
        self.reissue()
        version = self.article.versions.live(NOON + HOUR).get()
        self.assertEqual(self.notes(), [("funding", SAID_BEFORE)])
        self.assertEqual(version.printed_at, NOON + HOUR)
        self.assertEqual(self.facts()["funding"]["dropped"], ["the grant “Rivers”", f"“{FUND}”"])

    def test_a_note_that_would_unmask_is_left_out_and_the_piece_is_safe_at_once(self):
        say(self.grant, "Somebody paid.", occasion="neutral")
        waive(self.grant)
        self.reissue(public_note="The name of the fund was removed.")
        version = self.article.versions.live(NOON + HOUR).get()
        self.assertEqual([row.text for row in version.disclosures.all()], ["Somebody paid."])
        self.assertEqual(self.notes(), [])
        self.assertEqual(version.printed_at, NOON)

    def test_of_what_nobody_has_read_there_is_nothing_to_tell(self):
        article = make_article(grants=[self.grant, make_grant("The Sea Fund paid, too.")])
        publish(article, now=NOON, at=NOON + 9 * HOUR)
        article.coverages.filter(grant=self.grant).delete()
        self.reissue(article)
        self.assertEqual(self.notes(article, hours=9), [])
