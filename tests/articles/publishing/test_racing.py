"""Two people press a button at the same moment, each over a connection of their own."""

import threading
import time
from datetime import timedelta
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article, Coverage, PublishedVersion
from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.publishing.refusals import GateClosed, MoveRefused
from articles.publishing.translating import tie
from funding.approval import ApprovalRefused, approve
from funding.models import Wording
from newsroom.kit.locking import held
from tests import factories
from tests.factories import make_article, make_funding_manager, make_grant, make_publisher
from tests.flushing import CommittingTestCase

# Tests that run at the same time have databases of their own, and people in them who wait.
WAITING_HERE = """
    SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (
        SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database
        WHERE datname = current_database()
    )
"""


def at_once(*acts):
    """Run acts in threads that start together; returns what each returned or raised."""
    together, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        together.wait(timeout=60)
        try:
            outcomes[place] = act()
        except Exception as raised:
            outcomes[place] = raised
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def wait_for(event):
    """Until another thread has come so far. It never does if it failed before."""
    if not event.wait(timeout=60):
        raise AssertionError("The other never came so far.")


def wait_until_somebody_waits(*, unless=lambda: False):
    """Until another connection waits for a lock, of rows or of the ledger, or never will.

    On SQLite nobody waits for a part: there is one writer at a time.
    """
    for _second in range(100):
        if unless() or connection.vendor == "sqlite":
            return
        with connection.cursor() as cursor:
            cursor.execute(WAITING_HERE)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    raise AssertionError("Nobody waits.")


class RacingTests(CommittingTestCase):
    def test_two_racing_publishers_get_one_publication_and_one_clear_refusal(self):
        article = make_article(stage=Stage.READY, grants=[make_grant()])
        publishers = [make_publisher(), make_publisher()]
        copies = [Article.objects.get(pk=article.pk) for _ in publishers]

        outcomes = at_once(
            *(
                lambda copy=copy, by=by: perform("publish", copy, by=by)
                for copy, by in zip(copies, publishers, strict=True)
            )
        )

        kinds = sorted(type(outcome).__name__ for outcome in outcomes)
        self.assertEqual(kinds, ["Article", "MoveRefused"])
        (refusal,) = [str(outcome) for outcome in outcomes if isinstance(outcome, MoveRefused)]
        self.assertEqual(refusal, "“Publish” is not possible: the piece is published.")
        self.assertEqual(article.versions.count(), 1)
        self.assertEqual(factories.broken(), [])

    def test_pieces_published_at_the_same_moment_leave_one_unbroken_ledger(self):
        ready = [make_article(stage=Stage.READY) for _ in range(4)]
        publisher = make_publisher()
        outcomes = at_once(
            *(
                lambda article=article: perform("publish", article, by=publisher)
                for article in ready
            )
        )
        self.assertEqual([type(outcome) for outcome in outcomes], [Article] * 4)
        self.assertEqual(factories.broken(), [])

    def test_two_racing_approvals_leave_one_wording_in_force(self):
        wording = factories.say(make_grant(), "First words.")
        drafts = [
            factories.make_wording(wording.statement, text, approved=False)
            for text in ("Second words.", "Third words.")
        ]
        managers = [make_funding_manager(), make_funding_manager()]
        outcomes = at_once(
            *(
                lambda draft=draft, by=by: approve(draft, by=by)
                for draft, by in zip(drafts, managers, strict=True)
            )
        )
        self.assertEqual(
            {type(outcome) for outcome in outcomes} - {Wording, ApprovalRefused}, set()
        )
        self.assertEqual(Wording.objects.approved().filter(statement=wording.statement).count(), 1)

    def test_approvals_of_different_statements_at_the_same_moment_all_stand_in_the_ledger(self):
        drafts = [
            factories.make_wording(factories.make_statement(label=str(number)), "W", approved=False)
            for number in range(4)
        ]
        manager = make_funding_manager()
        outcomes = at_once(*(lambda draft=draft: approve(draft, by=manager) for draft in drafts))
        self.assertEqual([type(outcome) for outcome in outcomes], [Wording] * 4)
        self.assertEqual(factories.broken(), [])

    def test_two_ties_at_the_same_moment_make_no_chain(self):
        editor = factories.make_editor()
        english, polish, ukrainian = (make_article(language=code) for code in ("en", "pl", "uk"))
        copies = [Article.objects.get(pk=polish.pk) for _ in range(2)]
        outcomes = at_once(
            partial(tie, english, copies[0], by=editor),
            partial(tie, copies[1], ukrainian, by=editor),
        )
        kinds = sorted(type(outcome).__name__ for outcome in outcomes)
        self.assertEqual(kinds, ["NoneType", "TranslationRefused"])
        self.assertEqual(Article.objects.exclude(translation_of__translation_of=None).count(), 0)

    def test_a_piece_that_is_scheduled_while_it_is_covered_never_says_that_nobody_paid(self):
        grant, publisher = make_grant(), make_publisher()
        tomorrow = timezone.now() + timedelta(days=1)
        pieces = [make_article(stage=Stage.READY, tags=[f"Ports {n}"]) for n in range(4)]
        for number, piece in enumerate(pieces):
            target = {"article": piece} if number % 2 else {"tag": piece.tags.get()}
            schedule = partial(perform, "publish", piece, by=publisher, at=tomorrow)
            cover = partial(Coverage.objects.create, grant=grant, **target)
            outcomes = {type(outcome) for outcome in at_once(schedule, cover)}
            self.assertLess(outcomes, {Article, GateClosed, Coverage})
        self.assertEqual(PublishedVersion.objects.live(tomorrow).count(), 0)
        stages = Article.objects.values_list("stage", flat=True)
        self.assertEqual(set(stages), {Stage.READY})
        self.assertEqual(factories.broken(), [])

    def test_a_version_that_comes_back_locks_no_other_piece_that_is_scheduled(self):
        """Whoever moves that piece holds it, and waits for the ledger: each had what the other
        waited for, and PostgreSQL ended one of them with an error.
        """
        publisher, tomorrow = make_publisher(), timezone.now() + timedelta(days=1)
        embargoed = make_grant(embargoed_until=tomorrow)
        factories.say(embargoed, "Somebody paid.", occasion="neutral")
        article = factories.publish(make_article(grants=[embargoed]))
        Article.objects.filter(pk=article.pk).update(title="Second")
        perform("publish", article, by=publisher, at=tomorrow - timedelta(hours=1))
        other = make_article(stage=Stage.READY)
        perform("publish", other, by=publisher, at=tomorrow)
        other_is_held, is_back = threading.Event(), threading.Event()

        def cancel():
            wait_for(other_is_held)
            try:
                return perform("unschedule", article, by=publisher).stage
            finally:
                is_back.set()

        def withdraw():
            with transaction.atomic():
                held(Article.objects.all()).get(pk=other.pk)
                other_is_held.set()
                wait_until_somebody_waits(unless=is_back.is_set)
                return perform("withdraw", other, by=publisher, note="Wrong.").stage

        self.assertEqual(at_once(cancel, withdraw), ["ready", "withdrawn"])
        self.assertEqual(article.versions.to_come().count(), 1)
        self.assertEqual(factories.broken(), [])

    def test_who_waited_for_a_publication_acts_after_it(self):
        publisher, piece = make_publisher(), factories.publish(make_article())
        Article.objects.filter(pk=piece.pk).update(title="Second")
        copy, is_held = Article.objects.get(pk=piece.pk), threading.Event()

        def publish():
            with transaction.atomic():
                held(Article.objects.all()).get(pk=piece.pk)
                is_held.set()
                wait_until_somebody_waits()
                return perform("publish", piece, by=publisher).stage

        def withdraw():
            wait_for(is_held)
            return perform("withdraw", copy, by=publisher, note="Wrong.").stage

        self.assertEqual(at_once(publish, withdraw), ["published", "withdrawn"])
        begun, ended = piece.versions.order_by("-number").values_list("live_from", "live_until")[0]
        self.assertLess(begun, ended)
        self.assertEqual(factories.broken(), [])
