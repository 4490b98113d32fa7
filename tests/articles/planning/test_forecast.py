"""The forecast finds in many pieces what the gate finds in one."""

from datetime import timedelta

from django.db import transaction
from django.test import TestCase
from django.utils import timezone

from articles.models import Article
from articles.models.choices import Stage
from articles.planning.forecast import MOST, forecast, would_be_refused
from articles.publishing.gate import problems
from articles.publishing.perform import perform
from funding.models import Grant
from newsroom.kit import clock
from tests.articles.publishing.test_every_check import PIECES
from tests.factories import make_article, make_author, make_editor, make_grant, make_publisher


def found(articles=None):
    articles = Article.objects.all() if articles is None else articles
    return {one.article: [*map(str, one.problems)] for one in forecast(articles, clock.now())}


class ForecastTests(TestCase):
    def test_it_finds_of_every_check_of_the_gate_what_blocks_and_nothing_else(self):
        for code, make in PIECES.items():
            with self.subTest(code), transaction.atomic():
                piece, fine = make(), make_article()
                blocking = [one for one in problems(piece) if one.blocks]
                read = [Article.objects.get(pk=one.pk) for one in (piece, fine)]
                told = {one.article: one.problems for one in would_be_refused(read, clock.now())}
                expected = {piece: blocking} if blocking else {}
                self.assertEqual(
                    {one: [*map(str, two)] for one, two in told.items()},
                    {one: [*map(str, two)] for one, two in expected.items()},
                )
                transaction.set_rollback(True)

    def test_what_is_not_ready_is_not_told_of(self):
        for stage in (Stage.DRAFT, Stage.REVIEW):
            make_article(stage=stage, authors=[])
        ready = make_article(stage=Stage.READY, authors=[])
        self.assertEqual(found(), {ready: ["Name at least one author."]})

    def test_only_the_pieces_that_are_asked_about_are_told_of(self):
        make_article(stage=Stage.READY, authors=[])
        self.assertEqual(found(Article.objects.none()), {})

    def scheduled(self, hours):
        piece = make_article(stage=Stage.READY, grants=[make_grant()])
        at = timezone.now() + timedelta(hours=hours)
        perform("publish", piece, by=make_publisher(), at=at)
        return piece

    def test_what_is_due_within_three_days_and_could_not_be_frozen_anew_is_told(self):
        soon, late = self.scheduled(71), self.scheduled(73)
        # Behind the desk, which would have taken both off the schedule.
        Grant.objects.update(status=Grant.Status.PROPOSED)
        (one,) = forecast(Article.objects.all(), clock.now())
        self.assertEqual((one.article, one.due), (soon, soon.versions.get().live_from))
        self.assertEqual([problem.code for problem in one.problems], ["grant-proposed"])
        self.assertNotEqual(one.article, late)

    def test_it_costs_the_same_for_one_piece_and_for_as_many_as_it_looks_at(self):
        grant = make_grant()
        editor = make_editor()
        for count in (1, MOST + 5):
            while Article.objects.count() < count:
                author = make_author(affiliation="An institute")
                make_article(stage=Stage.READY, grants=[grant], authors=[author], by=editor)
            with self.subTest(count), self.assertNumQueries(18):
                forecast(Article.objects.all(), clock.now())
