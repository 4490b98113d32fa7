"""Embargoes end by the clock, waivers by a person; what is withheld is in no public row."""

from datetime import timedelta

from django.test import SimpleTestCase, TestCase
from django.utils import timezone

from articles.disclosure.resolve import CoveredGrant, resolve
from articles.disclosure.rules import Withheld
from articles.models import PublishedVersion
from articles.models.choices import Funding, Hides, Stage
from articles.models.printed import read_printed
from articles.publishing.perform import perform
from articles.publishing.refusals import GateClosed, MoveRefused
from funding.models import Grant, Statement
from tests import factories
from tests.factories import cover, make_article, make_funder, make_grant, make_publisher

NAMED = "“Secret rivers” is financed by Solidarity Abroad with PLN 230,000."
NEUTRAL = "This piece was supported by a foundation that cannot be named."


def make_secret_grant(**fields):
    grant = make_grant(
        NAMED,
        funders=[make_funder("Solidarity Abroad")],
        title="Secret rivers",
        amount=230000,
        currency="PLN",
        **fields,
    )
    factories.make_logo(grant.funders.get(), alt="Solidarity Abroad, logo")
    return grant


def say_neutrally(grant):
    return factories.say(grant, NEUTRAL, occasion=Statement.Occasion.NEUTRAL)


def public_words(whole):
    """Every value of every row that a renderer may read, as one text."""
    parts = [whole.version, *whole.grants, *whole.parties, *whole.logos]
    columns = [vars(row) for row in [*parts, *whole.bylines, *whole.tags, *whole.corrections]]
    texts = [disclosure.text for disclosure in whole.notices]
    return " ".join([*texts, *(str(value) for row in columns for value in row.values())])


class ShowingTests(SimpleTestCase):
    def test_what_is_hidden_decides_what_is_shown_and_which_statements_are_printed(self):
        for hides, named, amount, logo, spoken_of in (
            (None, True, True, True, True),
            (Hides.LOGO, True, True, False, True),
            (Hides.AMOUNT, True, False, True, False),
            (Hides.NAME, False, True, False, False),
            (Hides.ALL, False, True, False, False),
        ):
            hidden = (Withheld(hides, "Why."),) if hides else ()
            covered = CoveredGrant(Grant(), "article: A", hidden)
            with self.subTest(hides=hides):
                shown = covered.is_named, covered.shows_amount, covered.shows_logo
                self.assertEqual(shown, (named, amount, logo))
                self.assertEqual(covered.is_spoken_of, spoken_of)

    def test_an_amount_that_is_not_public_is_not_shown(self):
        self.assertFalse(CoveredGrant(Grant(amount_public=False), "article: A").shows_amount)


class EmbargoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.now = timezone.now()
        cls.publisher = make_publisher()
        cls.grant = make_secret_grant(embargoed_until=cls.at(10))

    @classmethod
    def at(cls, hours):
        return cls.now + timedelta(hours=hours)

    def publish(self, article, **context):
        perform("publish", article, by=self.publisher, **{"now": self.now, **context})

    def texts(self, article, *hours):
        found = []
        for hour in hours:
            live = read_printed(article.versions.live(self.at(hour)))
            found.append([notice.text for whole in live for notice in whole.notices])
        return found

    def test_without_a_neutral_text_an_embargoed_grant_keeps_a_piece_from_being_published(self):
        article = make_article(stage=Stage.READY, grants=[self.grant])
        with self.assertRaises(GateClosed) as caught:
            self.publish(article)
        self.assertEqual([p.code for p in caught.exception.problems], ["grant-unspoken"])

    def test_the_neutral_text_stands_until_the_moment_and_the_real_one_from_then_on(self):
        say_neutrally(self.grant)
        article = make_article(stage=Stage.READY, grants=[self.grant])
        self.publish(article)
        self.assertEqual(
            self.texts(article, 0, 9.99, 10, 999), [[NEUTRAL], [NEUTRAL], [NAMED], [NAMED]]
        )
        self.assertEqual(factories.broken(), [])

    def test_before_the_moment_no_public_row_holds_anything_of_the_grant(self):
        say_neutrally(self.grant)
        article = make_article(stage=Stage.READY, grants=[self.grant])
        self.publish(article)
        (before,), (after,) = (
            read_printed(article.versions.live(self.at(hour))) for hour in (9, 11)
        )
        for secret in ("Secret rivers", "Solidarity", "230,000", "230000", "logo"):
            self.assertNotIn(secret, public_words(before))
            self.assertIn(secret, public_words(after))
        self.assertEqual([row.hides for row in before.withheld], ["name"])
        self.assertEqual(after.withheld, [])

    def test_a_piece_scheduled_after_the_embargo_is_one_version(self):
        say_neutrally(self.grant)
        article = make_article(stage=Stage.READY, grants=[self.grant])
        self.publish(article, at=self.at(12))
        self.assertEqual(self.texts(article, 11, 12), [[], [NAMED]])
        self.assertEqual(article.versions.count(), 1)

    def test_coverage_that_ends_before_the_embargo_holds_for_what_was_published_by_then(self):
        say_neutrally(self.grant)
        article = make_article(stage=Stage.READY, funding=Funding.FUNDED)
        today = timezone.localdate(self.now)
        cover(article, self.grant, first_published_until=today)
        self.grant.embargoed_until = self.now + timedelta(days=3)
        self.grant.save()
        self.publish(article)
        self.assertEqual(self.texts(article, 0, 71.9, 72.1), [[NEUTRAL], [NEUTRAL], [NAMED]])

    def test_a_fix_during_the_embargo_keeps_its_end(self):
        say_neutrally(self.grant)
        article = make_article(stage=Stage.READY, grants=[self.grant])
        self.publish(article)
        article.title = "Fixed"
        article.save()
        self.publish(article, now=self.at(5))
        self.assertEqual(self.texts(article, 4, 5, 9.99, 10), [[NEUTRAL]] * 3 + [[NAMED]])
        titles = article.versions.live(self.at(11)).values_list("title", flat=True)
        self.assertEqual(list(titles), ["Fixed"])

    def test_a_withdrawal_set_for_later_leaves_no_gap_where_the_embargo_ends(self):
        say_neutrally(self.grant)
        article = make_article(stage=Stage.READY, grants=[self.grant])
        self.publish(article)
        perform(
            "withdraw", article, by=self.publisher, note="Over.", at=self.at(20), now=self.at(1)
        )
        self.assertEqual(
            self.texts(article, 1, 9.99, 10, 19.99, 20),
            [[NEUTRAL], [NEUTRAL], [NAMED], [NAMED], []],
        )

    def test_a_successor_that_is_cancelled_gives_the_embargo_its_end_back(self):
        say_neutrally(self.grant)
        article = make_article(stage=Stage.READY, grants=[self.grant], title="First")
        self.publish(article, until=self.at(50))
        article.title = "Second"
        article.save()
        self.publish(article, at=self.at(5), now=self.at(1))
        perform("unschedule", article, by=self.publisher, now=self.at(2))
        self.assertEqual(
            self.texts(article, 4, 9.99, 10, 49.99, 50),
            [[NEUTRAL], [NEUTRAL], [NAMED], [NAMED], []],
        )
        live = PublishedVersion.objects.live(self.at(30)).get()
        self.assertEqual(live.title, "First")

    def test_what_follows_an_embargo_is_not_written_anew_where_its_plan_stays(self):
        say_neutrally(self.grant)
        article = make_article(stage=Stage.READY, grants=[self.grant])
        self.publish(article)
        made = {"by": self.publisher}
        perform("withdraw", article, at=self.at(30), now=self.at(1), note="Over.", **made)
        perform("reopen", article, now=self.at(1), **made)
        for verb in ("submit", "approve"):
            perform(verb, article, now=self.at(1), **made)
        for hour in (2, 3):
            self.publish(article, now=self.at(hour), at=self.at(5))
            perform("unschedule", article, now=self.at(hour), **made)
        before = list(article.versions.unfinished(self.at(4)).values_list("pk", flat=True))
        self.publish(article, now=self.at(4), at=self.at(40))
        after = list(article.versions.unfinished(self.at(4)).values_list("pk", flat=True))
        self.assertEqual((len(before), len(after), {*before} - {*after}), (2, 3, set()))

    def test_what_follows_an_embargo_has_the_bylines_with_their_handles(self):
        say_neutrally(self.grant)
        author = factories.make_author()
        author.handles.create(platform="x", handle="rivers")
        article = make_article(stage=Stage.READY, grants=[self.grant], authors=[author])
        self.publish(article)
        (whole,) = read_printed(article.versions.live(self.at(11)))
        (byline,) = whole.bylines
        self.assertEqual([handle.handle for handle in byline.own_handles], ["rivers"])

    def test_a_withdrawal_planned_during_an_embargo_outlives_a_schedule_that_is_cancelled(self):
        say_neutrally(self.grant)
        article = make_article(stage=Stage.READY, grants=[self.grant])
        self.publish(article)
        made = {"by": self.publisher}
        perform("withdraw", article, at=self.at(20), now=self.at(1), note="Over.", **made)
        perform("reopen", article, now=self.at(2), **made)
        article.title = "Second"
        article.save()
        for verb in ("submit", "approve"):
            perform(verb, article, now=self.at(2), **made)
        self.publish(article, now=self.at(2), at=self.at(5))
        perform("unschedule", article, now=self.at(3), **made)
        self.assertEqual(
            self.texts(article, 4, 9.9, 10, 19.9, 20), [[NEUTRAL], [NEUTRAL], [NAMED], [NAMED], []]
        )

    def test_the_end_of_an_embargo_is_not_a_schedule_that_could_be_cancelled(self):
        say_neutrally(self.grant)
        article = make_article(stage=Stage.READY, grants=[self.grant])
        self.publish(article)
        with self.assertRaisesMessage(MoveRefused, "Nothing is scheduled."):
            perform("unschedule", article, by=self.publisher, now=self.at(1))


class WaiverTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.grant = make_secret_grant()

    def published(self, **fields):
        article = make_article(grants=[self.grant], **fields)
        factories.publish(article)
        return read_printed(article.versions.live())[0]

    def test_a_waived_name_is_in_no_public_row(self):
        say_neutrally(self.grant)
        factories.waive(self.grant, hides="name")
        whole = self.published()
        self.assertEqual([notice.text for notice in whole.notices], [NEUTRAL])
        for secret in ("Secret rivers", "Solidarity", "230,000", "230000"):
            self.assertNotIn(secret, public_words(whole))
        self.assertEqual([row.hides for row in whole.withheld], ["name"])
        self.assertFalse(whole.allows_appeals)

    def test_a_waived_amount_leaves_the_name(self):
        factories.say(
            self.grant, "Financed by Solidarity Abroad.", occasion=Statement.Occasion.NEUTRAL
        )
        factories.waive(self.grant, hides="amount")
        whole = self.published()
        self.assertEqual(
            [notice.text for notice in whole.notices], ["Financed by Solidarity Abroad."]
        )
        for secret in ("230,000", "230000"):
            self.assertNotIn(secret, public_words(whole))
        self.assertEqual([party.name for party in whole.parties], ["Solidarity Abroad"])

    def test_a_waived_logo_leaves_everything_else(self):
        factories.waive(self.grant, hides="logo")
        whole = self.published()
        self.assertEqual(whole.logos, [])
        self.assertEqual([notice.text for notice in whole.notices], [NAMED])

    def test_a_waiver_of_everything_needs_no_neutral_text(self):
        factories.waive(self.grant, hides="all")
        whole = self.published()
        self.assertEqual((whole.notices, whole.grants, whole.parties), ([], [], []))

    def test_a_waiver_for_one_article_holds_for_no_other(self):
        say_neutrally(self.grant)
        waived = make_article(grants=[self.grant])
        factories.waive(self.grant, article=waived, hides="name")
        factories.publish(waived)
        (whole,) = read_printed(waived.versions.live())
        self.assertEqual([notice.text for notice in whole.notices], [NEUTRAL])
        self.assertEqual([notice.text for notice in self.published().notices], [NAMED])

    def test_a_review_date_that_has_passed_unmasks_nobody(self):
        say_neutrally(self.grant)
        yesterday = timezone.localdate() - timedelta(days=1)
        factories.waive(self.grant, hides="name", review_on=yesterday)
        self.assertEqual([notice.text for notice in self.published().notices], [NEUTRAL])

    def test_a_statement_that_covers_a_piece_by_itself_does_not_name_a_waived_grant(self):
        say_neutrally(self.grant)
        factories.waive(self.grant, hides="name")
        article = make_article(grants=[self.grant])
        named = self.grant.statements.get(occasion=Statement.Occasion.NAMED)
        article.coverages.create(statement=named)
        texts = [disclosure.wording.text for disclosure in resolve(article).disclosures]
        self.assertEqual(texts, [NEUTRAL])

    def test_nor_does_it_where_nothing_else_of_the_grant_covers_the_piece(self):
        article = make_article(grants=[make_grant("Another paid.")])
        article.coverages.create(statement=self.grant.statements.get())
        self.assertEqual(len(resolve(article).disclosures), 2)
        factories.waive(self.grant, hides="name")
        texts = [disclosure.wording.text for disclosure in resolve(article).disclosures]
        self.assertEqual(texts, ["Another paid."])
