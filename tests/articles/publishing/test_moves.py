"""What moves a piece, who may, and what a refusal leaves behind."""

from datetime import UTC, datetime, timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import Article, PublishedVersion
from articles.models.choices import Funding, Stage
from articles.models.printed import read_printed
from articles.publishing.edits import edited
from articles.publishing.moves import MOVES, open_moves
from articles.publishing.perform import perform
from articles.publishing.refusals import GateClosed, MoveRefused
from funding.models import Wording
from newsroom.models import LedgerEntry, Masthead
from tests import factories
from tests.factories import live_version, make_article, make_editor, make_grant, make_publisher


class MoveTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher()

    def refused(self, verb, article, **context):
        before = LedgerEntry.objects.count(), PublishedVersion.objects.count()
        stage = Article.objects.get(pk=article.pk).stage
        with self.assertRaises(MoveRefused) as caught:
            perform(verb, article, **{"by": self.publisher, **context})
        self.assertEqual((LedgerEntry.objects.count(), PublishedVersion.objects.count()), before)
        self.assertEqual(Article.objects.get(pk=article.pk).stage, stage)
        return caught.exception

    def test_a_piece_goes_from_draft_to_published_by_three_moves(self):
        article = make_article()
        stages = [article.stage]
        for verb in ("submit", "approve", "publish"):
            perform(verb, article, by=self.publisher)
            stages.append(article.stage)
        self.assertEqual(stages, [Stage.DRAFT, Stage.REVIEW, Stage.READY, Stage.PUBLISHED])
        verbs = LedgerEntry.objects.filter(subject_kind="articles.article").order_by("number")
        self.assertEqual([entry.verb for entry in verbs], ["submit", "approve", "publish"])

    def test_every_move_is_refused_from_every_stage_it_does_not_start_from(self):
        for verb, move in MOVES.items():
            for stage in set(Stage.values) - set(move.sources) - {Stage.WITHDRAWN}:
                with self.subTest(verb=verb, stage=stage):
                    refusal = self.refused(verb, make_article(stage=stage), note="Because.")
                    self.assertIn("not possible", str(refusal))

    def test_every_move_is_refused_to_somebody_without_its_permission(self):
        nobody = factories.make_user()
        needing = {verb: move for verb, move in MOVES.items() if move.permission}
        by_hand = {verb for verb, move in MOVES.items() if move.by_hand}
        self.assertEqual(by_hand - set(needing), set())
        for verb, move in needing.items():
            with self.subTest(verb=verb):
                article = make_article(stage=move.sources[0], by=nobody)
                self.assertIn("may not", str(self.refused(verb, article, by=nobody, note="x")))

    def test_a_contributor_submits_their_own_piece_and_nobody_elses(self):
        contributor = factories.make_contributor()
        own, other = make_article(by=contributor), make_article(by=make_editor())
        perform("submit", own, by=contributor)
        self.assertEqual(own.stage, Stage.REVIEW)
        self.refused("submit", other, by=contributor)
        self.refused("approve", own, by=contributor)

    def open_moves(self, article, user):
        now = timezone.now()
        return list(open_moves(article, user, article.versions.unfinished(now), now))

    def test_the_buttons_are_the_moves_that_would_not_be_refused_for_stage_or_permission(self):
        article = make_article(stage=Stage.REVIEW)
        self.assertEqual(self.open_moves(article, self.publisher), ["return", "approve"])
        self.assertEqual(self.open_moves(article, factories.make_contributor()), [])
        self.assertEqual(
            self.open_moves(make_article(stage=Stage.PUBLISHED), self.publisher),
            ["publish", "withdraw", "reopen", "readdress"],
        )

    def test_returning_and_withdrawing_need_a_note(self):
        for verb, stage in (("return", Stage.REVIEW), ("withdraw", Stage.PUBLISHED)):
            refusal = self.refused(verb, make_article(stage=stage), note=" ")
            self.assertEqual(str(refusal), "Say why, in a note.")

    def test_a_piece_read_before_somebody_else_moved_it_is_refused(self):
        article = make_article(stage=Stage.READY)
        stale = Article.objects.get(pk=article.pk)
        perform("publish", article, by=self.publisher)
        self.refused("publish", stale)
        self.assertEqual(article.versions.count(), 1)

    def test_an_undeclared_piece_is_not_published(self):
        article = make_article(stage=Stage.READY, funding=Funding.UNDECLARED)
        refusal = self.refused("publish", article)
        self.assertEqual([problem.code for problem in refusal.problems], ["funding-undeclared"])

    def test_a_blocker_cannot_be_acknowledged(self):
        article = make_article(stage=Stage.READY, funding=Funding.UNDECLARED)
        self.refused("publish", article, acknowledged=["funding-undeclared"])

    def test_a_warning_is_passed_by_whoever_acknowledges_it(self):
        article = make_article(stage=Stage.READY, standfirst="")
        refusal = self.refused("publish", article)
        self.assertEqual([problem.code for problem in refusal.problems], ["standfirst-missing"])
        perform("publish", article, by=self.publisher, acknowledged=["standfirst-missing"])
        entry = LedgerEntry.objects.first()
        self.assertEqual(entry.facts["warnings"], ["standfirst-missing"])

    def test_the_same_text_is_not_published_twice(self):
        article = make_article(stage=Stage.PUBLISHED)
        self.assertIn("Nothing has changed", str(self.refused("publish", article)))

    def test_an_edit_of_a_ready_piece_sends_it_back_to_review(self):
        article = make_article(stage=Stage.READY)
        article.title = "Another title"
        article.save()
        self.assertTrue(edited(article, by=self.publisher))
        self.assertEqual(Article.objects.get(pk=article.pk).stage, Stage.REVIEW)

    def test_a_save_that_changes_no_word_leaves_a_ready_piece_ready(self):
        article = make_article(stage=Stage.READY)
        article.save()
        self.assertFalse(edited(article, by=self.publisher))
        self.assertEqual(Article.objects.get(pk=article.pk).stage, Stage.READY)

    def test_a_text_changed_behind_the_desk_after_approval_is_not_published(self):
        article = make_article(stage=Stage.READY)
        Article.objects.filter(pk=article.pk).update(body="<p>Nobody read this.</p>")
        self.assertIn("after it was approved", str(self.refused("publish", article)))

    def test_with_four_eyes_nobody_approves_or_publishes_what_they_alone_wrote(self):
        Masthead.objects.update(four_eyes=True)
        article = make_article(stage=Stage.REVIEW)
        article.writers.add(self.publisher)
        self.refused("approve", article)
        perform("approve", article, by=make_publisher())
        self.refused("publish", article)
        perform("publish", article, by=make_publisher())
        self.assertEqual(article.stage, Stage.PUBLISHED)

    def test_the_ledger_names_every_row_that_was_frozen_and_the_piece(self):
        article = make_article(grants=[make_grant(views="Views are the author’s.")], tags=["Ports"])
        perform("submit", article, by=self.publisher)
        perform("approve", article, by=self.publisher)
        perform("publish", article, by=self.publisher)
        version = live_version(article)
        rows = [f"articles_publishedversion {version.pk}", f"articles_article {article.pk}"]
        for part in ("byline", "grant", "party", "tag"):
            related = {"party": "parties"}.get(part, f"{part}s")
            rows += [f"articles_version{part} {row.pk}" for row in getattr(version, related).all()]
        rows += [f"articles_versiondisclosure {row.pk}" for row in version.disclosures.all()]
        entry = LedgerEntry.objects.first()
        rows.append(f"newsroom_ledgerwords {entry.pk}")
        self.assertEqual(sorted(entry.rows), sorted(rows))


class KeptWordsTests(TestCase):
    def test_a_funded_piece_keeps_the_wording_it_was_published_with(self):
        grant = make_grant("“Awakening’24” is co-financed by the Fund.")
        article = make_article(stage=Stage.PUBLISHED, grants=[grant])
        statement = grant.statements.get()
        factories.make_wording(statement, "“Renamed” is co-financed by the Fund.")
        self.assertEqual(
            [d.text for d in live_version(article).disclosures.all()],
            ["“Awakening’24” is co-financed by the Fund."],
        )
        self.assertEqual(Wording.objects.approved().get(statement=statement).number, 2)

    def test_saving_the_working_copy_changes_nothing_readers_see(self):
        article = make_article(stage=Stage.PUBLISHED, title="As published")
        article.title = "As edited"
        article.save()
        self.assertEqual(live_version(article).title, "As published")


class TimelineTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher()
        cls.now = timezone.now()

    def at(self, hours):
        return self.now + timedelta(hours=hours)

    def titles(self, article, *hours):
        found = [
            article.versions.live(self.at(hour)).values_list("title", flat=True) for hour in hours
        ]
        return [list(titles) for titles in found]

    def ready(self, **fields):
        return make_article(stage=Stage.READY, title="First", **fields)

    def change(self, article, title, **context):
        Article.objects.filter(pk=article.pk).update(title=title)
        perform("publish", article, by=self.publisher, **{"now": self.now, **context})

    def test_a_scheduled_piece_is_live_from_its_moment_and_not_before(self):
        article = self.ready()
        perform("publish", article, by=self.publisher, at=self.at(2), now=self.now)
        self.assertEqual(self.titles(article, 0, 1.99, 2, 300), [[], [], ["First"], ["First"]])

    def test_a_planned_end_ends_it(self):
        article = self.ready()
        perform("publish", article, by=self.publisher, until=self.at(5), now=self.now)
        self.assertEqual(self.titles(article, 0, 4.99, 5), [["First"], ["First"], []])

    def test_the_next_version_ends_the_one_before(self):
        article = self.ready()
        perform("publish", article, by=self.publisher, now=self.now)
        self.change(article, "Second", now=self.at(1))
        self.assertEqual(self.titles(article, 0, 0.99, 1, 9), [["First"]] * 2 + [["Second"]] * 2)

    def test_a_scheduled_version_takes_over_at_its_moment(self):
        article = self.ready()
        perform("publish", article, by=self.publisher, now=self.now)
        self.change(article, "Second", at=self.at(4), now=self.at(1))
        self.assertEqual(
            self.titles(article, 0, 1, 3.99, 4), [["First"], ["First"], ["First"], ["Second"]]
        )

    def test_a_fix_before_a_scheduled_version_replaces_both(self):
        article = self.ready()
        perform("publish", article, by=self.publisher, now=self.now)
        self.change(article, "Second", at=self.at(4), now=self.at(1))
        self.change(article, "Fixed", now=self.at(2))
        self.assertEqual(self.titles(article, 1, 2, 3.99, 4, 99), [["First"]] + [["Fixed"]] * 4)

    def test_cancelling_a_schedule_lets_the_live_version_go_on_as_it_was_planned(self):
        article = self.ready()
        perform("publish", article, by=self.publisher, now=self.now, until=self.at(50))
        self.change(article, "Second", at=self.at(4), now=self.at(1))
        perform("unschedule", article, by=self.publisher, now=self.at(2))
        self.assertEqual(self.titles(article, 1, 2, 4, 49), [["First"]] * 4)
        self.assertEqual(self.titles(article, 50), [[]])

    def test_moving_a_schedule_leaves_no_gap(self):
        article = self.ready()
        perform("publish", article, by=self.publisher, now=self.now)
        self.change(article, "Second", at=self.at(4), now=self.at(1))
        self.change(article, "Third", at=self.at(8), now=self.at(2))
        self.assertEqual(self.titles(article, 4, 7.99, 8), [["First"], ["First"], ["Third"]])

    def test_a_withdrawn_piece_is_gone_at_its_moment(self):
        article = self.ready()
        perform("publish", article, by=self.publisher, now=self.now)
        perform(
            "withdraw", article, by=self.publisher, note="Wrong.", at=self.at(3), now=self.at(1)
        )
        self.assertEqual(self.titles(article, 1, 2.99, 3), [["First"], ["First"], []])

    def test_withdrawing_a_piece_drops_what_was_scheduled(self):
        article = self.ready()
        perform("publish", article, by=self.publisher, at=self.at(2), now=self.now)
        perform("withdraw", article, by=self.publisher, note="Wrong.", now=self.at(1))
        self.assertEqual(self.titles(article, 1, 2, 99), [[], [], []])

    def test_the_address_is_dated_by_the_first_publication_in_the_publications_time_zone(self):
        article = self.ready()
        late_in_utc = datetime(2035, 5, 1, 23, 30, tzinfo=UTC)
        perform("publish", article, by=self.publisher, at=late_in_utc, now=self.now)
        self.assertEqual(article.path, "/2035/05/02/first/")

    def test_the_address_stays_when_the_piece_is_published_again(self):
        article = self.ready()
        perform("publish", article, by=self.publisher, now=self.now)
        path = article.path
        self.change(article, "Second", now=self.at(48))
        self.assertEqual((article.path, live_version(article, self.at(49)).path), (path, path))

    def test_a_second_piece_of_the_same_title_and_day_gets_a_suffix(self):
        for article in (self.ready(), self.ready()):
            perform("publish", article, by=self.publisher, now=self.now)
        paths = Article.objects.order_by("pk").values_list("path", flat=True)
        self.assertEqual(paths[1], paths[0].removesuffix("/") + "-2/")

    def test_a_continued_version_prints_the_very_same(self):
        grant = make_grant("The Fund paid.", views="Views are the author’s.")
        author = factories.make_author(bio="Writes.")
        author.handles.create(platform="x", handle="@somebody")
        article = self.ready(grants=[grant], authors=[author], tags=["Ports"])
        perform("publish", article, by=self.publisher, now=self.now)
        self.change(article, "Second", at=self.at(4), now=self.at(1))
        first, continued, second = read_printed(PublishedVersion.objects.order_by("number"))
        self.assertEqual(continued.content_digest(), first.content_digest())
        self.assertNotEqual(second.content_digest(), first.content_digest())
        self.assertEqual(len(continued.handles), 1)
        self.assertEqual(continued.bylines[0].own_handles, continued.handles)
        self.assertEqual(len(continued.grants[0].own_parties), 1)


class GateTests(TestCase):
    def test_a_closed_gate_says_everything_at_once(self):
        article = make_article(
            stage=Stage.READY, body="", section=None, authors=[], funding=Funding.UNDECLARED
        )
        with self.assertRaises(GateClosed) as caught:
            perform("publish", article, by=make_publisher())
        self.assertEqual(
            {problem.code for problem in caught.exception.problems},
            {"body-missing", "section-missing", "byline-missing", "funding-undeclared"},
        )
