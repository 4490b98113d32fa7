"""The clock publishes only what the gate would pass: what is scheduled follows every change."""

from datetime import timedelta
from functools import partial

from django.core import mail
from django.db import transaction
from django.test import TestCase, override_settings
from django.utils import timezone

from articles.models import Article, Coverage, News, PublishedVersion
from articles.models.choices import Funding, Stage
from articles.models.printed import read_printed
from articles.publishing.perform import perform
from articles.publishing.refusals import GateClosed, MoveRefused
from articles.upkeep.scheduled import outdated
from funding.approval import approve, approve_together, retire
from funding.changes import changing
from funding.models import Grant
from newsroom.audit import ledger
from newsroom.kit import clock
from newsroom.kit.faults import BEHIND, ClockWentBack
from newsroom.models import LedgerEntry
from tests.factories import (
    broken,
    cover,
    make_article,
    make_author,
    make_contributor,
    make_editor,
    make_funder,
    make_funding_manager,
    make_grant,
    make_logo,
    make_publisher,
    make_wording,
    publish,
    say,
    take_off,
    waive,
)
from tests.filling_in import filled_in

DAY = timedelta(days=1)
NOBODY = "Nobody outside paid for this piece."


class ScheduledTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager, cls.publisher = make_funding_manager(), make_publisher()
        cls.tomorrow = timezone.now() + DAY
        cls.grant = make_grant("The Fund paid.", title="Rivers")
        cls.statement = cls.grant.statements.get()

    def schedule(self, **fields):
        piece = {"grants": [self.grant], "title": "Scheduled", "stage": Stage.READY, **fields}
        article = make_article(**piece)
        return perform("publish", article, by=self.publisher, at=self.tomorrow)

    def approve(self, text):
        with changing(by=self.manager):
            make_wording(self.statement, text)

    def printed(self, article, at=None):
        """What readers see of a piece tomorrow, or at another moment: None, or its words."""
        found = read_printed(article.versions.live(at or self.tomorrow))
        return [notice.text for notice in found[0].notices] if found else None

    def notes(self, article):
        (version,) = article.versions.live(self.tomorrow)
        return list(version.corrections.values_list("kind", "text", "dated"))

    def moves(self, article):
        """The moves on a piece since it was scheduled, the last one first."""
        entries = LedgerEntry.objects.filter(
            subject_kind="articles.article", subject_key=str(article.pk)
        )
        verbs = list(entries.values_list("verb", flat=True))
        return verbs[: verbs.index("publish")]

    def stage(self, article):
        return Article.objects.get(pk=article.pk).stage


class FrozenAnewTests(ScheduledTestCase):
    def test_a_new_wording_is_what_will_appear_and_was_nobodys_to_decide(self):
        article = self.schedule()
        before = article.versions.get()
        self.approve("The Fund, renamed, paid.")
        self.assertEqual(self.printed(article), ["The Fund, renamed, paid."])
        self.assertEqual(self.stage(article), Stage.PUBLISHED)
        after = article.versions.live(self.tomorrow).get()
        before.refresh_from_db()
        self.assertEqual(before.live_until, before.live_from)
        kept = ("live_from", "first_published_at", "printed_at", "path", "title", "expires_at")
        for column in kept:
            self.assertEqual(getattr(after, column), getattr(before, column), column)
        self.assertEqual((after.number, after.frozen_by), (2, self.manager))
        entry = LedgerEntry.objects.get(verb="refreeze")
        self.assertEqual((entry.actor, entry.subject_key), (self.manager, str(article.pk)))
        self.assertIn(f"articles_publishedversion {after.pk}", entry.rows)
        self.assertEqual(broken(), [])

    def test_what_follows_an_approval_is_told_of_the_same_person_and_moment(self):
        def draft(text):
            return make_wording(self.statement, text, approved=False)

        def retire_it(**told):
            retire(self.statement.wordings.approved().get(), note="A misprint.", **told)

        self.schedule()
        moment = timezone.now() + timedelta(hours=1)
        for verb, change in (
            ("refreeze", partial(approve, draft("The Fund, renamed, paid."))),
            ("refreeze", partial(approve_together, [draft("It paid.")], note="A letter.")),
            ("hold", retire_it),
        ):
            change(by=self.manager, now=moment)
            entry = LedgerEntry.objects.get(subject_kind="articles.article", moment=moment)
            self.assertEqual((entry.verb, entry.actor), (verb, self.manager))
            moment += timedelta(minutes=1)

    def test_the_words_are_those_that_were_scheduled_and_not_those_of_the_working_copy(self):
        article = self.schedule()
        Article.objects.filter(pk=article.pk).update(title="Nobody has read this")
        self.approve("The Fund, renamed, paid.")
        self.assertEqual(article.versions.live(self.tomorrow).get().title, "Scheduled")

    def test_what_it_will_drop_of_what_readers_see_is_noted_and_in_the_ledger(self):
        other = make_grant("The Bank paid.")
        article = publish(make_article(grants=[self.grant, other]))
        article.title = "Newer"
        article.save()
        publish(article, at=self.tomorrow)
        with changing(by=self.manager):
            take_off(article.coverages.get(grant=other))
        self.assertEqual(self.printed(article), ["The Fund paid."])
        self.assertEqual(
            self.printed(article, timezone.now()), ["The Fund paid.", "The Bank paid."]
        )
        note = "An earlier version of this page said: “The Bank paid.”"
        self.assertEqual(
            self.notes(article), [("funding", note, timezone.localdate(self.tomorrow))]
        )
        entry = LedgerEntry.objects.get(verb="refreeze")
        self.assertEqual(entry.facts["public_note"], note)
        self.assertIn("“The Bank paid.”", entry.facts["funding"]["dropped"])
        with changing(by=self.manager):
            cover(article, other)
        self.assertEqual(self.printed(article), ["The Fund paid.", "The Bank paid."])
        self.assertEqual(self.notes(article), [])
        self.assertEqual(broken(), [])

    def test_a_planned_end_stays(self):
        article = make_article(grants=[self.grant])
        publish(article, at=self.tomorrow, until=self.tomorrow + DAY)
        self.approve("The Fund, renamed, paid.")
        self.assertEqual(self.printed(article, self.tomorrow + DAY), None)
        self.assertEqual(
            self.printed(article, self.tomorrow + DAY - timedelta(seconds=1)),
            ["The Fund, renamed, paid."],
        )

    def test_whatever_decides_disclosures_is_followed(self):
        def hide(article, grant, funder):
            funder.public = False
            funder.save()

        def rename(article, grant, funder):
            grant.title = "Rivers and seas"
            grant.save()

        def embargo(article, grant, funder):
            grant.embargoed_until = self.tomorrow + DAY
            grant.save()

        deeds = {
            "coverage": lambda article, *_: cover(article, make_grant("Another paid, too.")),
            "waiver": lambda article, grant, _: waive(grant, hides="name"),
            "embargo": embargo,
            "grant": rename,
            "funder": hide,
            "logo": lambda article, grant, funder: make_logo(funder),
            "party": lambda article, grant, funder: grant.parties.get().delete(),
            "statement": lambda article, grant, _: say(grant, "Mine alone.", mandatory=False),
        }
        for what, deed in deeds.items():
            with self.subTest(what):
                grant = make_grant("The Fund paid.")
                say(grant, "Somebody paid.", occasion="neutral")
                article = self.schedule(grants=[grant])
                (before,) = read_printed(article.versions.live(self.tomorrow))
                deed(article, grant, grant.parties.get().funder)
                (after,) = read_printed(article.versions.live(self.tomorrow))
                self.assertNotEqual(after.content_digest(), before.content_digest())
                self.assertEqual((self.moves(article), outdated()), (["refreeze"], []))

    def test_many_rows_are_looked_at_once(self):
        article = self.schedule()
        with changing(by=self.manager):
            for _ in range(3):
                cover(article, make_grant("Another paid.")).delete()
                cover(article, make_grant("Yet another paid."))
        self.assertEqual(self.moves(article), ["refreeze"])

    def test_a_wording_that_takes_the_place_of_another_leaves_no_gap(self):
        article = self.schedule()
        draft = make_wording(self.statement, "The Fund, renamed, paid.", approved=False)
        self.assertEqual(self.moves(article), [])
        with changing(by=self.manager):
            make_wording(draft.statement, "The Fund, renamed once more, paid.")
        self.assertEqual(self.moves(article), ["refreeze"])

    def test_what_changes_nothing_that_is_printed_freezes_nothing_anew(self):
        article = self.schedule()
        cover(make_article(), make_grant("Another paid."))
        self.grant.save()
        self.assertEqual((self.moves(article), article.versions.count()), ([], 1))

    def test_the_date_of_first_publication_decides_about_coverage(self):
        article = self.schedule()
        today, day = timezone.localdate(), timezone.localdate(self.tomorrow)
        cover(article, make_grant("Until today."), first_published_until=today)
        self.assertEqual(self.moves(article), [])
        cover(article, make_grant("From then on."), first_published_from=day)
        self.assertEqual(self.printed(article), ["The Fund paid.", "From then on."])

    def test_it_looks_in_as_many_queries_at_one_piece_as_at_many(self):
        article = self.schedule()
        with self.assertNumQueries(11):
            self.assertEqual(outdated(), [])
        for _ in range(4):
            self.schedule(section=article.section)
        with self.assertNumQueries(11):
            self.assertEqual(outdated(), [])

    def test_it_is_refused_where_nothing_differs(self):
        article = self.schedule()
        for verb, words in (("refreeze", "prescribed already"), ("hold", "would pass")):
            with self.assertRaisesMessage(MoveRefused, words):
                perform(verb, article, by=self.publisher)

    def test_a_later_version_of_a_live_piece_follows_and_readers_see_no_difference_now(self):
        say(self.grant, "Somebody paid.", occasion="neutral")
        self.grant.embargoed_until = self.tomorrow
        self.grant.save()
        article = publish(make_article(grants=[self.grant]))
        self.assertEqual(self.printed(article), ["The Fund paid."])
        later = self.tomorrow + DAY
        self.grant.embargoed_until = later
        self.grant.save()
        found = [self.printed(article, at) for at in (timezone.now(), self.tomorrow, later)]
        self.assertEqual(found, [["Somebody paid."], ["Somebody paid."], ["The Fund paid."]])
        self.assertEqual(self.stage(article), Stage.PUBLISHED)
        self.assertEqual(broken(), [])

    def test_what_was_cancelled_and_comes_again_says_what_is_prescribed_by_then(self):
        say(self.grant, "Somebody paid.", occasion="neutral")
        self.grant.embargoed_until = self.tomorrow
        self.grant.save()
        article = publish(make_article(grants=[self.grant]))
        Article.objects.filter(pk=article.pk).update(title="Second")
        soon = self.tomorrow - timedelta(hours=1)
        perform("publish", article, by=self.publisher, at=soon)
        later = self.tomorrow + DAY
        self.grant.embargoed_until = later
        self.grant.save()
        perform("unschedule", article, by=self.publisher)
        found = [self.printed(article, at) for at in (soon, self.tomorrow, later)]
        self.assertEqual(found, [["Somebody paid."], ["Somebody paid."], ["The Fund paid."]])
        self.assertEqual(self.moves(article)[:2], ["refreeze", "unschedule"])

    def test_what_is_live_goes_on_where_its_later_version_cannot_be_made(self):
        say(self.grant, "Somebody paid.", occasion="neutral")
        self.grant.embargoed_until = self.tomorrow
        self.grant.save()
        article = publish(make_article(grants=[self.grant]))
        retire(self.statement.wordings.get(), by=self.manager, note="A misprint.")
        self.assertEqual(self.printed(article, timezone.now()), ["Somebody paid."])
        self.assertEqual(self.printed(article), ["Somebody paid."])
        self.assertEqual((self.stage(article), self.moves(article)), ("published", ["refreeze"]))


class HeldTests(ScheduledTestCase):
    def test_a_piece_that_says_nobody_paid_and_is_covered_does_not_appear(self):
        article = self.schedule(grants=(), tags=["Ports"])
        self.assertEqual(self.printed(article), [NOBODY])
        with changing(by=self.manager) as change:
            Coverage.objects.create(grant=self.grant, tag=article.tags.get())
        self.assertEqual(self.printed(article), None)
        stored = Article.objects.get(pk=article.pk)
        self.assertEqual(
            (stored.stage, stored.path, stored.first_published_at), (Stage.READY, None, None)
        )
        entry = LedgerEntry.objects.get(verb="hold")
        self.assertEqual(entry.actor, self.manager)
        self.assertEqual(
            (entry.facts["before"], entry.facts["after"]), (Stage.PUBLISHED, Stage.READY)
        )
        self.assertIn("declared to have no external funding", entry.facts["note"])
        self.assertEqual(change.outcome, ["Ready again, and not scheduled any more: “Scheduled”."])
        self.assertEqual(broken(), [])

    def test_what_was_published_since_the_change_began_is_live_and_not_held(self):
        """Whoever covers it waited for the publication, and the record denied that it was."""
        with changing(by=self.manager) as change:
            article = publish(make_article())
            cover(article, self.grant)
        self.assertEqual((self.stage(article), change.outcome), (Stage.PUBLISHED, []))
        self.assertTrue(article.versions.live().exists())

    def test_it_can_be_published_as_soon_as_that_is_mended(self):
        article = self.schedule(grants=())
        row = cover(article, self.grant)
        article.refresh_from_db()
        with self.assertRaises(GateClosed):
            perform("publish", article, by=self.publisher, at=self.tomorrow)
        row.delete()
        perform("publish", article, by=self.publisher, at=self.tomorrow)
        self.assertEqual(self.printed(article), [NOBODY])

    def test_a_wording_that_is_retired_and_a_grant_that_is_only_proposed_hold_it(self):
        def propose():
            self.grant.status = Grant.Status.PROPOSED
            self.grant.save()

        wording = self.statement.wordings.get()
        for change in (propose, lambda: retire(wording, by=self.manager, note="A misprint.")):
            article = self.schedule()
            change()
            self.assertEqual((self.stage(article), self.printed(article)), ("ready", None))
            Grant.objects.update(status=Grant.Status.ACTIVE)

    def test_what_is_live_goes_on_when_its_successor_is_taken_back(self):
        article = publish(make_article(title="First"))
        Article.objects.filter(pk=article.pk).update(title="Second")
        perform("publish", article, by=self.publisher, at=self.tomorrow)
        cover(article, self.grant)
        self.assertEqual(article.versions.live(self.tomorrow).get().title, "First")
        article.refresh_from_db()
        self.assertEqual((article.stage, bool(article.path)), (Stage.READY, True))

    def test_a_working_copy_that_was_reopened_meanwhile_stays_a_draft(self):
        article = self.schedule(grants=())
        perform("reopen", article, by=self.publisher)
        cover(article, self.grant)
        self.assertEqual((self.stage(article), self.printed(article)), (Stage.DRAFT, None))

    def test_a_funder_that_the_text_mentions_and_that_is_named_under_it_no_more_holds_it(self):
        fund = make_funder("The Harbour Fund")
        naming = make_grant("It paid.", funders=[fund])
        article = self.schedule(grants=[naming], body="<p>The Harbour Fund built a pier.</p>")
        with changing(by=self.manager):
            article.coverages.get().delete()
            cover(article, self.grant)
        self.assertEqual((self.stage(article), self.moves(article)), (Stage.READY, ["hold"]))

    def test_a_warning_holds_nothing(self):
        article = self.schedule()
        say(self.grant, "Po polsku.", language="pl", kind="views", mandatory=False)
        self.assertEqual((self.stage(article), self.moves(article)), (Stage.PUBLISHED, []))

    def test_nothing_happens_to_what_is_live(self):
        live = publish(make_article())
        cover(live, self.grant)
        self.assertEqual((self.stage(live), self.moves(live)), (Stage.PUBLISHED, []))
        self.assertEqual(PublishedVersion.objects.filter(article=live).count(), 1)


class ToldTests(ScheduledTestCase):
    @override_settings(EMAIL_HOST="mail.example.org")
    def test_who_wrote_it_and_who_scheduled_it_are_told_by_mail(self):
        writer, signed = (
            make_contributor(email="writer@example.org"),
            make_editor(email="author@example.org"),
        )
        make_editor(email="somebody.else@example.org")
        self.publisher.email = "publisher@example.org"
        self.publisher.save()
        article = self.schedule(grants=(), by=writer, authors=[make_author(user=signed)])
        News.objects.all().delete()
        with self.captureOnCommitCallbacks(execute=True):
            cover(article, self.grant)
        self.assertEqual(
            sorted(message.to for message in mail.outbox),
            [["author@example.org"], ["publisher@example.org"], ["writer@example.org"]],
        )
        for message in mail.outbox:
            self.assertIn("“Scheduled” is not scheduled any more", message.subject)
            self.assertIn(f"/desk/articles/article/{article.pk}/change/", message.body)
            # Whoever may not read of a grant at the desk is not told of it in the mail.
            self.assertNotIn("Rivers", message.subject + message.body)

    def test_without_a_mail_server_nothing_is_mailed(self):
        article = self.schedule(grants=(), by=make_contributor(email="writer@example.org"))
        with self.captureOnCommitCallbacks(execute=True) as calls:
            cover(article, self.grant)
        self.assertEqual((calls, mail.outbox), ([], []))

    def test_the_declaration_is_what_its_people_mend(self):
        article = self.schedule(grants=())
        cover(article, self.grant)
        article = Article.objects.get(pk=article.pk)
        article.funding = Funding.FUNDED
        article.save()
        perform("return", article, by=self.publisher, note="Say who paid.")
        publish(article, by=self.publisher, at=self.tomorrow)
        self.assertEqual(self.printed(article), ["The Fund paid."])


class ClockTests(ScheduledTestCase):
    """By a clock that went back, what readers see already is something that is still to come."""

    def setUp(self):
        self.article = self.schedule(body="<p>The Fund wrote to us.</p>")
        self.before = self.article.versions.get()
        with transaction.atomic():
            ledger.record(None, "something", moment=clock.now() + timedelta(hours=1))

    def assert_untouched(self):
        self.assertEqual(self.article.versions.get(), self.before)
        self.assertEqual(self.printed(self.article), ["The Fund paid."])
        self.assertEqual(self.moves(self.article), [])

    def test_nothing_is_frozen_anew_or_taken_back_and_no_wording_is_approved(self):
        with self.assertRaises(ClockWentBack):
            self.approve("The Fund, renamed, paid.")
        with self.assertRaises(ClockWentBack), changing(by=self.manager):
            retire(self.statement.wordings.get(), by=self.manager, note="A misprint.")
        self.assert_untouched()
        self.assertEqual([one.text for one in self.statement.wordings.all()], ["The Fund paid."])

    def test_what_changes_nothing_that_is_printed_can_be_saved(self):
        self.grant.reference = "A-17"
        self.grant.save()
        self.assert_untouched()

    def test_the_form_is_shown_once_more_with_what_was_typed(self):
        self.client.force_login(self.manager)
        funder = self.grant.parties.get().funder
        url = f"/desk/funding/funder/{funder.pk}/change/"
        sent = filled_in(self.client.get(url), name="The Other Fund", _continue="Save")
        sent = filled_in(self.client.post(url, sent), _continue="Save")
        with self.assertLogs("newsroom.faults", "ERROR") as log:
            answer = self.client.post(url, sent)
        self.assertContains(answer, str(BEHIND.sentence), count=1, status_code=503)
        self.assertContains(answer, "The Other Fund", status_code=503)
        self.assertIn("(an entry is of ", log.output[0])
        self.assert_untouched()
