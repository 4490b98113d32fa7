"""When what a grant prescribes changes after publication: found, kept, or issued anew."""

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.utils import timezone

from articles.models import Article, Correction, Coverage, PublishedVersion, ReissueItem
from articles.models.choices import Stage
from articles.models.printed import read_printed
from articles.publishing.perform import perform
from articles.publishing.refusals import GateClosed, MoveRefused
from articles.upkeep.batch import begin, carry_out
from articles.upkeep.difference import Cause
from articles.upkeep.worklist import keep, worklist
from tests import factories
from tests.factories import make_article, make_funding_manager, make_grant, make_publisher

OLD, NEW = "The Fund paid fro this.", "The Fund paid for this."


class ReissueTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.grant = make_grant(OLD)
        cls.article = make_article(stage=Stage.PUBLISHED, grants=[cls.grant], title="Published")

    @classmethod
    def reword(cls, text=NEW):
        factories.make_wording(cls.grant.statements.get(), text)

    def reissue(self, article=None, **context):
        context = {"by": self.manager, "note": "The funder mistyped it.", **context}
        perform("reissue", article or self.article, **context)

    def texts(self, article=None, at=None):
        (whole,) = read_printed((article or self.article).versions.live(at))
        return [notice.text for notice in whole.notices]

    def causes(self):
        return [(whole.version.title, list(differs.causes)) for whole, differs in worklist()]


class WorklistTests(ReissueTestCase):
    def test_a_piece_that_prints_what_is_prescribed_is_not_on_the_worklist(self):
        self.assertEqual(self.causes(), [])

    def test_an_older_wording_is_found(self):
        self.reword()
        self.assertEqual(self.causes(), [("Published", [Cause.WORDING])])

    def test_a_grant_that_covers_a_piece_since_is_found(self):
        Coverage.objects.create(grant=make_grant("Another paid, too."), whole_site=True)
        self.assertEqual(self.causes(), [("Published", [Cause.COVERED])])

    def test_a_coverage_that_is_gone_is_found(self):
        self.article.coverages.all().delete()
        self.assertEqual(self.causes(), [("Published", [Cause.UNCOVERED])])

    def test_a_piece_that_says_nobody_paid_and_is_covered_since_is_found(self):
        piece = make_article(stage=Stage.PUBLISHED, title="Nobody paid", tags=["Ports"])
        tag = piece.tags.get()
        Coverage.objects.create(grant=make_grant("Another paid."), tag=tag)
        self.assertEqual(self.causes(), [("Nobody paid", [Cause.CONTRADICTION, Cause.COVERED])])

    def test_a_co_author_added_to_the_working_copy_is_found(self):
        self.article.bylines.create(author=factories.make_author(), position=1)
        self.assertEqual(self.causes(), [("Published", [Cause.AUTHORS])])

    def test_a_waiver_decided_since_is_found(self):
        factories.waive(self.grant, hides="logo")
        self.assertEqual(self.causes(), [("Published", [Cause.WITHHELD])])

    def test_a_scheduled_piece_follows_by_itself_and_a_withdrawn_one_stays_as_it_was(self):
        publisher = make_publisher()
        scheduled = make_article(stage=Stage.READY, grants=[self.grant], title="Scheduled")
        tomorrow = timezone.now() + timedelta(days=1)
        perform("publish", scheduled, by=publisher, at=tomorrow)
        perform("withdraw", self.article, by=publisher, note="Wrong.")
        self.reword()
        self.assertEqual(self.causes(), [])
        self.assertEqual(self.texts(scheduled, tomorrow), [NEW])

    def test_a_scheduled_piece_whose_working_copy_has_other_authors_is_found_as_well(self):
        scheduled = make_article(stage=Stage.READY, grants=[self.grant], title="Scheduled")
        tomorrow = timezone.now() + timedelta(days=1)
        perform("publish", scheduled, by=make_publisher(), at=tomorrow)
        scheduled.bylines.create(author=factories.make_author(), position=1)
        self.assertEqual(self.causes(), [("Scheduled", [Cause.AUTHORS])])

    def test_what_was_decided_to_be_kept_is_off_the_list_until_it_differs_otherwise(self):
        self.reword()
        ((whole, differs),) = worklist()
        keep(whole.version, differs, by=self.manager, reason="The funder does not mind.")
        self.assertEqual(self.causes(), [])
        self.reword("The Fund has paid for this.")
        self.assertEqual(self.causes(), [("Published", [Cause.WORDING])])

    def test_it_asks_the_database_no_more_often_for_many_pieces(self):
        self.reword()
        with self.assertNumQueries(13):
            self.assertEqual(len(list(worklist())), 1)
        for _ in range(9):
            make_article(stage=Stage.PUBLISHED, grants=[self.grant])
        self.reword("The Fund has paid for this.")
        with self.assertNumQueries(13):
            self.assertEqual(len(list(worklist())), 10)


class ReissueTests(ReissueTestCase):
    def test_a_reissue_prints_the_words_prescribed_now_from_now_on(self):
        before = timezone.now()
        self.reword()
        self.assertEqual(self.texts(), [OLD])
        self.reissue()
        self.assertEqual((self.texts(), self.texts(at=before)), ([NEW], [OLD]))
        self.assertEqual(self.causes(), [])
        self.assertEqual(factories.broken(), [])

    def test_a_reissue_prints_the_published_words_and_not_those_of_the_working_copy(self):
        self.article.title, self.article.body = "Unread", "<p>Nobody has approved this.</p>"
        self.article.save()
        self.reword()
        self.reissue()
        version = self.article.versions.live().get()
        self.assertEqual((version.title, "approved" in version.body), ("Published", False))
        self.assertEqual(self.article.stage, Stage.PUBLISHED)

    def test_a_change_of_substance_is_noted_dated_and_in_public(self):
        self.reword()
        self.reissue(public_note="The sentence about the funder was corrected.")
        (whole,) = read_printed(self.article.versions.live())
        self.assertEqual(
            [(c.kind, c.text, c.dated) for c in whole.corrections],
            [("funding", "The sentence about the funder was corrected.", timezone.localdate())],
        )
        self.assertTrue(whole.version.is_updated)

    def test_a_typo_is_mended_without_a_note_and_without_a_new_date(self):
        self.reword()
        self.reissue()
        (whole,) = read_printed(self.article.versions.live())
        self.assertEqual((whole.corrections, whole.version.is_updated), ([], False))

    def test_a_second_reissue_is_refused_since_nothing_differs(self):
        self.reword()
        self.reissue()
        with self.assertRaisesMessage(MoveRefused, "prints what is prescribed already"):
            self.reissue()
        self.assertEqual(self.article.versions.count(), 2)

    def test_without_the_words_in_its_language_a_piece_is_not_reissued(self):
        polish = make_grant("", title="Polish only")
        factories.say(polish, "Zapłacił Fundusz.", language="pl")
        factories.cover(self.article, polish)
        with self.assertRaises(GateClosed):
            self.reissue()
        self.assertEqual(self.texts(), [OLD])

    def test_a_piece_declared_to_have_no_funding_is_not_reissued_but_declared_anew(self):
        piece = make_article(stage=Stage.PUBLISHED)
        factories.cover(piece, self.grant)
        with self.assertRaises(GateClosed):
            self.reissue(piece)

    def test_what_is_scheduled_has_the_words_already_and_keeps_its_moment(self):
        publisher, tomorrow = make_publisher(), timezone.now() + timedelta(days=1)
        self.article.title = "Successor"
        self.article.save()
        perform("publish", self.article, by=publisher, at=tomorrow)
        self.reword()
        self.reissue()
        self.assertEqual((self.texts(), self.texts(at=tomorrow)), ([NEW], [NEW]))
        live, later = (self.article.versions.live(at).get() for at in (None, tomorrow))
        self.assertEqual((live.title, later.title), ("Published", "Successor"))
        self.assertNotEqual(live.edition, later.edition)

    def test_a_planned_end_stays(self):
        end = timezone.now() + timedelta(days=3)
        piece = factories.publish(make_article(grants=[self.grant]), until=end)
        self.reword()
        self.reissue(piece)
        self.assertEqual(piece.versions.live(end - timedelta(seconds=1)).count(), 1)
        self.assertEqual(piece.versions.live(end).count(), 0)

    def test_an_editor_without_the_permission_does_not_reissue(self):
        self.reword()
        with self.assertRaisesMessage(MoveRefused, "You may not"):
            self.reissue(by=make_publisher())
        self.assertEqual(self.texts(), [OLD])


class PrintedAgainTests(ReissueTestCase):
    """What a re-issue writes, edition by edition."""

    def setUp(self):
        super().setUp()
        self.now = timezone.now()
        self.tomorrow = self.now + timedelta(days=1)

    def schedule(self, title="Successor", **context):
        Article.objects.filter(pk=self.article.pk).update(title=title)
        perform("publish", self.article, by=make_publisher(), at=self.tomorrow, **context)

    def test_it_begins_now_and_tells_who_issued_it(self):
        self.reword()
        self.reissue(now=self.tomorrow)
        before, after = self.article.versions.order_by("number")
        self.assertEqual((before.live_until, after.live_from), (self.tomorrow,) * 2)
        self.assertEqual((after.frozen_at, after.frozen_by), (self.tomorrow, self.manager))
        self.assertEqual((after.live_until, after.expires_at), (None, None))
        self.assertEqual(after.printed_at, before.printed_at)
        self.assertEqual((before.edition, after.edition), (1, 2))

    def test_a_note_is_written_once_and_stands_first_on_every_edition(self):
        self.schedule()
        self.article.corrections.create(text="A figure was wrong.", dated="2030-01-01")
        self.reword()
        self.reissue(public_note="The sentence was corrected.")
        note = Correction.objects.get(kind=Correction.Kind.FUNDING)
        self.assertEqual(
            (note.article, note.text, note.created_by),
            (self.article, "The sentence was corrected.", self.manager),
        )
        for at in (None, self.tomorrow):
            (whole,) = read_printed(self.article.versions.live(at))
            (row,) = whole.corrections
            self.assertEqual(
                (row.correction, row.kind, row.text, row.dated),
                (note, note.kind, note.text, note.dated),
            )
            self.assertEqual(whole.version.printed_at, whole.version.live_from)

    def test_a_note_is_dated_by_the_day_of_the_reissue(self):
        self.reword()
        later = timezone.now() + timedelta(days=40)
        self.reissue(public_note="The sentence was corrected.", now=later)
        self.assertEqual(Correction.objects.get().dated, timezone.localdate(later))

    def test_a_note_of_white_space_is_none(self):
        self.reword()
        self.reissue(public_note=" \n")
        self.assertEqual(self.article.versions.live().get().corrections.count(), 0)
        self.assertEqual(Correction.objects.count(), 0)

    def test_a_new_note_stands_over_those_that_were_printed(self):
        Correction.objects.create(article=self.article, text="A figure was wrong.")
        factories.publish(self.article)
        self.reword()
        self.reissue(public_note="The sentence was corrected.")
        texts = self.article.versions.live().get().corrections.values_list("text", flat=True)
        self.assertEqual(list(texts), ["The sentence was corrected.", "A figure was wrong."])

    def test_only_the_editions_that_differ_are_issued_again(self):
        self.reword()
        self.schedule(note="The funder mistyped it.")
        self.reissue()
        self.assertEqual((self.texts(), self.texts(at=self.tomorrow)), ([NEW], [NEW]))
        self.assertEqual(self.article.versions.filter(title="Successor").count(), 1)

    def test_a_warning_does_not_stop_it(self):
        self.reword()
        factories.say(self.grant, "Po polsku.", language="pl", kind="views", mandatory=False)
        self.reissue()
        self.assertEqual(self.texts(), [NEW])

    def test_what_is_scheduled_is_judged_by_the_moment_it_begins(self):
        self.grant.embargoed_until = self.now + timedelta(hours=5)
        self.grant.save()
        article = make_article(stage=Stage.READY, grants=[self.grant])
        perform("publish", article, by=make_publisher(), at=self.tomorrow)
        self.reword()
        self.assertEqual(self.texts(article, at=self.tomorrow), [NEW])

    def test_what_is_live_under_an_embargo_ends_where_its_successor_begins(self):
        factories.say(self.grant, "Somebody paid.", occasion="neutral")
        self.grant.embargoed_until = self.tomorrow + timedelta(days=1)
        self.grant.save()
        article = factories.publish(make_article(grants=[self.grant], title="First"))
        Article.objects.filter(pk=article.pk).update(title="Second")
        perform("publish", article, by=make_publisher(), at=self.tomorrow)
        named = self.grant.statements.get(occasion="named")
        factories.make_wording(self.grant.statements.get(occasion="neutral"), "A fund paid.")
        factories.make_wording(named, NEW)
        self.reissue(article)
        ends = self.grant.embargoed_until
        found = [
            (article.versions.live(at).get().title, self.texts(article, at))
            for at in (None, self.tomorrow, ends)
        ]
        self.assertEqual(
            found,
            [("First", ["A fund paid."]), ("Second", ["A fund paid."]), ("Second", [NEW])],
        )

    def test_an_embargo_that_was_set_since_ends_by_itself(self):
        ends = self.now + timedelta(hours=5)
        factories.say(self.grant, "Somebody paid.", occasion="neutral")
        self.grant.embargoed_until = ends
        self.grant.save()
        self.reissue()
        self.assertEqual(self.texts(), ["Somebody paid."])
        self.assertEqual(self.texts(at=ends), [OLD])
        self.assertEqual(self.article.versions.live(ends).get().printed_at, ends)


class BatchTests(ReissueTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.articles = [cls.article] + [
            make_article(stage=Stage.PUBLISHED, grants=[cls.grant]) for _ in range(2)
        ]
        cls.reword()
        cls.batch = begin(cls.articles, by=cls.manager, reason="The funder mistyped it.")

    def outcomes(self):
        return list(self.batch.items.order_by("pk").values_list("outcome", flat=True))

    def test_a_batch_that_was_stopped_goes_on_where_it_was(self):
        next(carry_out(self.batch, by=self.manager))
        self.assertEqual(self.outcomes(), ["done", "waiting", "waiting"])
        list(carry_out(self.batch, by=self.manager))
        self.assertEqual(self.outcomes(), ["done", "done", "done"])
        self.assertEqual([self.texts(article) for article in self.articles], [[NEW]] * 3)

    def test_a_batch_carried_out_twice_changes_nothing_the_second_time(self):
        list(carry_out(self.batch, by=self.manager))
        versions = PublishedVersion.objects.count()
        self.assertEqual(list(carry_out(self.batch, by=self.manager)), [])
        self.assertEqual(PublishedVersion.objects.count(), versions)

    def test_a_piece_that_is_refused_does_not_stop_the_others(self):
        polish = make_grant("", title="Polish only")
        factories.say(polish, "Zapłacił Fundusz.", language="pl")
        factories.cover(self.articles[1], polish)
        list(carry_out(self.batch, by=self.manager))
        self.assertEqual(self.outcomes(), ["done", "refused", "done"])
        refused = self.batch.items.get(outcome=ReissueItem.Outcome.REFUSED)
        self.assertIn("has no approved wording", refused.message)

    def test_a_piece_that_is_up_to_date_is_unchanged(self):
        self.reissue(self.articles[1])
        self.assertEqual(
            [(item.outcome, item.message) for item in carry_out(self.batch, by=self.manager)],
            [("done", ""), ("unchanged", ""), ("done", "")],
        )

    def test_an_error_that_nobody_expected_is_reported_and_does_not_stop_the_others(self):
        ill = self.articles[1]

        def failing(execute, sql, params, many, context):
            if sql.startswith("INSERT") and "publishedversion" in sql and ill.title in params:
                raise KeyError("secret")
            return execute(sql, params, many, context)

        with (
            connection.execute_wrapper(failing),
            self.assertLogs("articles.upkeep.piecemeal") as log,
        ):
            list(carry_out(self.batch, by=self.manager))
        self.assertEqual(self.outcomes(), ["done", "failed", "done"])
        self.assertEqual([self.texts(article) for article in self.articles], [[NEW], [OLD], [NEW]])
        failed = self.batch.items.get(outcome=ReissueItem.Outcome.FAILED)
        self.assertIn("An error that nobody expected (KeyError).", failed.message)
        self.assertNotIn("secret", failed.message)
        self.assertIn(f"article {ill.pk} failed", log.output[0])
        self.assertEqual(factories.broken(), [])
