"""What a move writes, what it refuses, and what it leaves as it was."""

from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection, transaction
from django.test import SimpleTestCase, TestCase

from articles.models import Article, Photo, PublishedVersion
from articles.models.choices import Stage
from articles.publishing.freeze import text_digest
from articles.publishing.moves import MOVES, add_move, may, open_moves
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused
from funding.changes import changing
from newsroom.models import LedgerEntry, Masthead
from tests.articles.publishing.frozen import make_photo
from tests.factories import (
    live_version,
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_user,
    make_wording,
    publish,
    say,
)

NOON = datetime(2035, 1, 10, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def make_holder(*codenames):
    """Somebody with single permissions and no role."""
    user = make_user()
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


class PerformTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher()

    def assert_refused(self, words, verb, article, **context):
        before = Article.objects.filter(pk=article.pk).values().get()
        entries = LedgerEntry.objects.count()
        with self.assertRaises(MoveRefused) as refused:
            perform(verb, article, **{"by": self.publisher, "now": NOON, **context})
        self.assertIn(words, str(refused.exception))
        self.assertEqual(Article.objects.filter(pk=article.pk).values().get(), before)
        self.assertEqual(LedgerEntry.objects.count(), entries)

    def retitle(self, article, title):
        Article.objects.filter(pk=article.pk).update(title=title)


class CostTests(PerformTestCase):
    def test_publishing_asks_the_database_no_more_often_for_many_grants(self):
        make_grant()  # whose funder the text may not mention
        for grants in (1, 5):
            # It is related to no other: which pieces are takes a query more.
            words = {"title": f"Weir{grants}", "standfirst": f"Lock{grants}.", "body": "<p>M.</p>"}
            made = make_article(
                stage=Stage.READY, grants=[make_grant() for _number in range(grants)], **words
            )
            article, publisher = Article.objects.get(pk=made.pk), make_publisher()
            # The ledger is locked twice, which takes a query on PostgreSQL.
            queries = 54 if connection.vendor == "postgresql" else 52
            with self.subTest(grants=grants), self.assertNumQueries(queries):
                perform("publish", article, by=publisher, now=NOON)


class ChangeOfAPublishedPieceTests(PerformTestCase):
    def test_who_may_publish_and_not_approve_does_not_change_a_published_piece(self):
        article = make_article(stage=Stage.PUBLISHED)
        self.retitle(article, "Nobody approved this")
        holder = make_holder("publish_article", "edit_any_article")
        self.assert_refused("has to be approved", "publish", article, by=holder)
        perform(
            "publish",
            article,
            by=make_holder("publish_article", "approve_article", "edit_any_article"),
            now=NOON,
        )
        self.assertEqual(live_version(article, NOON).title, "Nobody approved this")

    def test_who_may_publish_and_not_approve_publishes_what_somebody_else_approved(self):
        article = make_article(stage=Stage.READY)
        perform("publish", article, by=make_holder("publish_article", "edit_any_article"))
        self.assertEqual(article.stage, Stage.PUBLISHED)

    def test_alternative_text_changed_after_approval_needs_a_new_review(self):
        photo = make_photo()
        article = make_article(stage=Stage.READY, lead_photo=photo)
        Photo.objects.update(alt="A sinking ferry.")
        self.assert_refused("after it was approved", "publish", article)

    def test_the_same_words_with_another_end_are_something_new(self):
        article = publish(make_article(), now=NOON, until=NOON + 9 * HOUR)
        self.assert_refused(
            "Nothing has changed since version 1", "publish", article, until=NOON + 9 * HOUR
        )
        perform("publish", article, by=self.publisher, now=NOON + HOUR, until=NOON + 5 * HOUR)
        self.assertEqual(article.versions.live(NOON + 4 * HOUR).count(), 1)
        self.assertEqual(article.versions.live(NOON + 5 * HOUR).count(), 0)

    def test_a_text_is_the_same_as_what_is_live_when_it_would_take_over(self):
        article = publish(make_article(title="First"), now=NOON)
        self.retitle(article, "Second")
        perform("publish", article, by=self.publisher, now=NOON, at=NOON + 9 * HOUR)
        self.assert_refused("since version 3", "publish", article, at=NOON + 10 * HOUR)
        self.retitle(article, "First")
        self.assert_refused("Nothing has changed", "publish", article, now=NOON + HOUR)


class StaleCopyTests(PerformTestCase):
    def test_who_read_a_piece_in_another_stage_does_not_move_it_though_the_move_is_possible(self):
        article = make_article(stage=Stage.READY)
        stale = Article.objects.get(pk=article.pk)
        perform("publish", article, by=self.publisher, now=NOON)
        self.retitle(article, "Changed since")
        self.assert_refused("the piece is published", "publish", stale, now=NOON + HOUR)
        perform("publish", article, by=self.publisher, now=NOON + HOUR)


class MomentTests(PerformTestCase):
    def test_a_moment_that_has_passed_is_now(self):
        article = publish(make_article(), now=NOON, at=NOON - 5 * HOUR)
        version = article.versions.get()
        self.assertEqual((version.live_from, version.frozen_at), (NOON, NOON))

    def test_a_planned_end_is_after_the_publication(self):
        article = make_article(stage=Stage.READY)
        for until in (NOON, NOON - HOUR):
            self.assert_refused("The planned end is not after", "publish", article, until=until)
        at = NOON + 5 * HOUR
        self.assert_refused("planned end", "publish", article, at=at, until=at - HOUR)
        perform("publish", article, by=self.publisher, now=NOON, until=NOON + HOUR)
        self.assertEqual(article.versions.get().expires_at, NOON + HOUR)


class FourEyesTests(PerformTestCase):
    def test_of_two_who_wrote_a_piece_either_may_approve_it(self):
        Masthead.objects.update(four_eyes=True)
        article = make_article(stage=Stage.REVIEW)
        article.writers.add(self.publisher, make_editor())
        perform("approve", article, by=self.publisher)
        self.assertEqual(article.stage, Stage.READY)

    def test_a_piece_that_nobody_is_known_to_have_written_has_to_be_read_by_two(self):
        Masthead.objects.update(four_eyes=True)
        article = make_article(stage=Stage.REVIEW)
        self.assert_refused("somebody else", "approve", article)

    def test_a_piece_that_nobody_wrote_in_since_it_was_approved_is_not_locked(self):
        Masthead.objects.update(four_eyes=True)
        article = make_article(stage=Stage.REVIEW)
        article.writers.add(make_editor())
        made = {"by": self.publisher}
        for verb, context in (
            ("approve", {}),
            ("publish", {"at": NOON + 9 * HOUR}),
            ("unschedule", {}),
            ("publish", {}),
            ("withdraw", {"note": "Why."}),
            ("reopen", {}),
            ("submit", {}),
            ("approve", {}),
            ("publish", {"at": NOON + HOUR}),
        ):
            perform(verb, article, now=NOON, **made, **context)
        self.assertEqual(article.stage, Stage.PUBLISHED)

    def test_without_four_eyes_one_person_does_everything(self):
        article = make_article(stage=Stage.REVIEW)
        article.writers.add(self.publisher)
        for verb in ("approve", "publish"):
            perform(verb, article, by=self.publisher)
        self.assertEqual(article.stage, Stage.PUBLISHED)

    def test_only_approving_and_publishing_need_somebody_else(self):
        self.assertEqual(
            {verb for verb, move in MOVES.items() if move.four_eyes}, {"approve", "publish"}
        )
        Masthead.objects.update(four_eyes=True)
        article = make_article()
        article.writers.add(self.publisher)
        perform("submit", article, by=self.publisher)
        self.assertEqual(article.stage, Stage.REVIEW)

    def test_who_wrote_it_is_asked_anew_after_a_publication(self):
        article = make_article(stage=Stage.READY)
        article.writers.add(self.publisher)
        perform("publish", article, by=self.publisher)
        self.assertEqual(article.writers.count(), 0)


class WrittenTests(PerformTestCase):
    def test_the_ledger_tells_who_moved_what_from_where_to_where_and_why(self):
        article = make_article(stage=Stage.READY)
        perform("return", article, by=self.publisher, note="Too long.", now=NOON)
        entry = LedgerEntry.objects.first()
        self.assertEqual(
            (entry.verb, entry.actor, entry.moment, entry.subject_key),
            ("return", self.publisher, NOON, str(article.pk)),
        )
        self.assertEqual(
            entry.facts, {"before": "ready", "after": "draft", "note": "Too long.", "warnings": []}
        )

    def test_the_digest_of_what_was_approved_is_kept_with_the_piece(self):
        article = make_article(stage=Stage.REVIEW)
        perform("approve", article, by=self.publisher)
        stored = Article.objects.get(pk=article.pk)
        self.assertEqual((stored.approved_text, article.approved_text), (text_digest(article),) * 2)

    def test_the_ledger_keeps_what_was_acknowledged_in_order_and_nothing_else(self):
        article = make_article(stage=Stage.READY, standfirst="", lead_caption="Of no image.")
        found = ["lead-image-missing", "standfirst-missing"]
        perform("publish", article, by=self.publisher, acknowledged=[*found[::-1], "something"])
        self.assertEqual(LedgerEntry.objects.first().facts["warnings"], found)

    def test_the_piece_that_was_handed_in_is_brought_up_to_date(self):
        article = make_article(stage=Stage.READY, title="The port", slug="")
        stored = perform("publish", article, by=self.publisher, now=NOON)
        names = ("stage", "approved_text", "path", "first_published_at", "served_since", "slug")
        for piece in (article, stored, Article.objects.get(pk=article.pk)):
            self.assertEqual(
                [getattr(piece, name) for name in names],
                [
                    Stage.PUBLISHED,
                    text_digest(article),
                    "/2035/01/10/the-port/",
                    NOON,
                    NOON,
                    "the-port",
                ],
            )
        self.assertEqual(stored, article)

    def test_a_move_writes_nothing_of_an_edit_that_is_not_saved(self):
        article = make_article(title="As stored")
        article.title = "Not saved"
        saved = article.updated_at
        perform("submit", article, by=self.publisher)
        stored = Article.objects.get(pk=article.pk)
        self.assertEqual((stored.title, stored.updated_at), ("As stored", saved))

    def test_what_was_scheduled_and_cancelled_is_ready_as_it_was_scheduled(self):
        article = publish(make_article(), now=NOON)
        self.retitle(article, "Second")
        perform("publish", article, by=self.publisher, now=NOON, at=NOON + 9 * HOUR)
        perform("unschedule", article, by=self.publisher, now=NOON + HOUR)
        perform("publish", article, by=self.publisher, now=NOON + 2 * HOUR)
        self.assertEqual(live_version(article, NOON + 3 * HOUR).title, "Second")

    def test_every_version_tells_who_published_it(self):
        article = make_article(stage=Stage.READY)
        perform("publish", article, by=self.publisher)
        self.assertEqual(PublishedVersion.objects.get().frozen_by, self.publisher)


class WithdrawalTests(PerformTestCase):
    def withdraw(self, article, **context):
        context = {"by": self.publisher, "now": NOON + HOUR, "note": "Wrong.", **context}
        perform("withdraw", article, **context)

    def told(self, article, at=NOON + 24 * HOUR):
        """What readers are told at the address of a piece that is gone, and since when."""
        return list(article.versions.gone(at).values_list("farewell", "ended_at"))

    def again(self, article, now, **context):
        perform("reopen", article, by=self.publisher, now=now)
        Article.objects.filter(pk=article.pk).update(title=f"At {now}")
        publish(article, now=now, **context)

    def test_what_readers_are_told_is_told_from_the_moment_it_takes_effect(self):
        article = publish(make_article(), now=NOON)
        friday = NOON + 48 * HOUR
        self.withdraw(article, public_note=" The court decided.\n", at=friday)
        self.assertEqual(self.told(article, friday - HOUR), [])
        self.assertEqual(self.told(article, friday), [("The court decided.", friday)])

    def test_without_a_public_note_there_is_nothing_to_print(self):
        article = publish(make_article(), now=NOON)
        self.withdraw(article, public_note=" \n")
        self.assertEqual(self.told(article), [("", NOON + HOUR)])

    def test_a_second_withdrawal_tells_its_own_note_or_none(self):
        for second in ("Now the second.", ""):
            article = publish(make_article(), now=NOON)
            self.withdraw(article, public_note="The first.")
            self.again(article, NOON + 2 * HOUR)
            self.withdraw(article, public_note=second, now=NOON + 3 * HOUR)
            with self.subTest(second):
                self.assertEqual(self.told(article), [(second, NOON + 3 * HOUR)])
                self.assertEqual(self.told(article, NOON + HOUR), [("The first.", NOON + HOUR)])

    def test_a_piece_that_ends_as_it_was_planned_tells_of_no_withdrawal(self):
        article = publish(make_article(), now=NOON)
        self.withdraw(article, public_note="The first.")
        self.again(article, NOON + 2 * HOUR, until=NOON + 3 * HOUR)
        self.assertEqual(self.told(article), [(None, NOON + 3 * HOUR)])

    def test_a_planned_withdrawal_that_was_overtaken_tells_nothing(self):
        article = publish(make_article(), now=NOON)
        self.withdraw(article, public_note="On Friday.", at=NOON + 48 * HOUR)
        self.withdraw_now(article)
        self.assertEqual(self.told(article), [("At once.", NOON + 3 * HOUR)])
        other = publish(make_article(), now=NOON)
        self.withdraw(other, public_note="On Friday.", at=NOON + 48 * HOUR)
        self.again(other, NOON + 2 * HOUR, until=NOON + 72 * HOUR)
        self.assertEqual(self.told(other, NOON + 60 * HOUR), [])
        self.assertEqual(self.told(other, NOON + 72 * HOUR), [(None, NOON + 72 * HOUR)])

    def withdraw_now(self, article):
        perform("reopen", article, by=self.publisher, now=NOON + 2 * HOUR)
        self.withdraw(article, public_note="At once.", now=NOON + 3 * HOUR)

    def test_a_withdrawal_of_what_was_only_scheduled_tells_at_the_address_that_readers_know(self):
        article = publish(make_article(), now=NOON)
        self.withdraw(article, public_note="The first.")
        self.again(article, NOON + 2 * HOUR, at=NOON + 48 * HOUR)
        self.withdraw(article, public_note="Not to come.", now=NOON + 3 * HOUR)
        self.assertEqual(self.told(article), [("Not to come.", NOON + HOUR)])
        never = publish(make_article(), now=NOON, at=NOON + 48 * HOUR)
        self.withdraw(never, public_note="Nobody saw it.")
        self.assertEqual((self.told(never), never.withdrawals.count()), ([], 0))

    def test_a_planned_withdrawal_is_told_of_after_a_re_issue_too(self):
        article = publish(make_article(grants=[make_grant("The Fund paid.")]), now=NOON)
        friday = NOON + 48 * HOUR
        self.withdraw(article, public_note="The court decided.", at=friday)
        with changing(now=NOON + HOUR):
            make_wording(article.versions.first().disclosures.get().statement, "The Fund pays.")
        manager = make_funding_manager()
        perform("reissue", article, by=manager, note="New words.", now=NOON + 2 * HOUR)
        self.assertEqual(self.told(article, friday), [("The court decided.", friday)])

    def test_what_was_told_is_vouched_for_and_never_changes(self):
        article = publish(make_article(), now=NOON)
        self.withdraw(article, public_note="The court decided.")
        self.assertIn(
            f"articles_withdrawal {article.withdrawals.get().pk}", LedgerEntry.objects.first().rows
        )
        with self.assertRaises(IntegrityError), transaction.atomic():
            article.withdrawals.update(text="Nothing of it.")
        with self.assertRaises(IntegrityError), transaction.atomic():
            article.withdrawals.all()._raw_delete("default")

    def test_the_note_of_a_withdrawal_is_not_printed_when_the_piece_is_live_again(self):
        article = publish(make_article())
        perform("withdraw", article, by=self.publisher, note="Wrong.", public_note="It was wrong.")
        perform("reopen", article, by=self.publisher)
        publish(article)
        self.assertEqual(live_version(article).corrections.count(), 0)
        self.assertNotContains(self.client.get(article.path), "It was wrong.")

    def test_nothing_is_withdrawn_or_cancelled_that_is_not_there(self):
        draft = make_article()
        self.assert_refused("Nothing is published.", "withdraw", draft, note="Why not.")
        live = publish(make_article(), now=NOON)
        self.assert_refused("Nothing is scheduled.", "unschedule", live, now=NOON + HOUR)

    def test_the_ledger_names_what_was_ended_and_the_stage_that_was_reached(self):
        article = publish(make_article(), now=NOON)
        self.withdraw(article)
        version = article.versions.get()
        self.assertEqual(
            LedgerEntry.objects.first().states,
            {
                f"articles_publishedversion {version.pk}": (NOON + HOUR).isoformat(
                    timespec="microseconds"
                ),
                f"articles_article {article.pk}": "withdrawn",
            },
        )


class WhoMayTests(PerformTestCase):
    def test_a_permission_reaches_ones_own_pieces_and_with_another_everybodys(self):
        contributor, other = make_contributor(), make_contributor()
        article = make_article(by=contributor)
        self.assertTrue(may(contributor, "submit", article))
        self.assertIs(may(other, "submit", article), False)
        self.assertTrue(may(make_editor(), "submit", article))
        self.assertIs(may(contributor, "approve", article), False)

    def test_whoever_reissues_reaches_everybodys_pieces(self):
        article = make_article(by=make_contributor())
        self.assertTrue(may(make_holder("reissue_article"), "reissue", article))
        self.assertFalse(may(make_holder("submit_article"), "submit", article))

    def open_moves(self, article, hours, user=None):
        moment = NOON + hours * HOUR
        unfinished = article.versions.unfinished(moment)
        return open_moves(article, user or self.publisher, unfinished, moment)

    def test_buttons_are_moves_by_hand_of_who_may_from_this_stage_that_make_sense(self):
        article = publish(make_article(), now=NOON, at=NOON + HOUR)
        for hours, verbs in ((0, ["publish", "unschedule"]), (1, ["publish"]), (2, ["publish"])):
            opened = self.open_moves(article, hours)
            self.assertEqual(list(opened), [*verbs, "withdraw", "reopen", "readdress"])
            self.assertEqual(opened["publish"], MOVES["publish"])
        ready = make_article(stage=Stage.READY)
        self.assertEqual(list(self.open_moves(ready, 0)), ["return", "publish"])
        self.assertEqual(list(self.open_moves(ready, 0, make_contributor())), [])

    def test_the_end_of_an_embargo_is_no_schedule_that_could_be_cancelled(self):
        grant = make_grant(embargoed_until=NOON + 5 * HOUR)
        say(grant, "Somebody paid.", occasion="neutral")
        article = publish(make_article(grants=[grant]), now=NOON)
        self.assertNotIn("unschedule", self.open_moves(article, 1))
        self.retitle(article, "Second")
        perform("publish", article, by=self.publisher, now=NOON, at=NOON + 2 * HOUR)
        self.assertIn("unschedule", self.open_moves(article, 1))


class TableTests(SimpleTestCase):
    def test_a_verb_that_is_taken_is_not_taken_again(self):
        with self.assertRaisesMessage(ValueError, "There is a move publish already."):
            add_move("publish", MOVES["submit"])

    def test_each_move_asks_for_what_it_needs_to_know(self):
        self.assertEqual(
            {verb: list(move.asks) for verb, move in MOVES.items() if move.asks},
            {
                "return": ["note"],
                "publish": ["at", "until", "first_published", "acknowledged"],
                "bring in": ["first_published"],
                "withdraw": ["note", "public_note", "at"],
                "readdress": ["address", "note"],
                "reissue": ["note", "public_note"],
                "settle": ["note"],
                "unsettle": ["note"],
            },
        )
        self.assertEqual(
            {verb: list(move.explains) for verb, move in MOVES.items() if move.explains},
            {"publish": ["note", "public_note"]},
        )

    def test_only_what_follows_from_something_else_has_no_button(self):
        by_hand = {verb for verb, move in MOVES.items() if move.by_hand}
        led_by = {"revise", "reissue", "refreeze", "hold", "bring in", "settle", "unsettle"}
        self.assertEqual(set(MOVES) - by_hand, led_by)
