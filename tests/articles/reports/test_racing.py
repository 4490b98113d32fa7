"""Two funding managers at the same moment, each over a connection of their own."""

import threading
from datetime import date

from django.db import transaction

from articles.models import Article, GrantReport, ReachFigure
from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.reports.figures import Imported, import_figures
from articles.reports.make import make_report
from newsroom.kit.locking import held
from tests import factories
from tests.articles.publishing.test_racing import at_once, wait_for, wait_until_somebody_waits
from tests.factories import make_article, make_funding_manager, make_grant, make_publisher
from tests.flushing import CommittingTestCase


class RacingTests(CommittingTestCase):
    def setUp(self):
        self.managers = [make_funding_manager(), make_funding_manager()]
        self.grant = make_grant()
        self.article = make_article(stage=Stage.PUBLISHED, grants=[self.grant])

    def test_two_reports_made_at_once_are_two_revisions(self):
        year = date(2020, 1, 1), date(2100, 1, 1)
        outcomes = at_once(
            *(lambda by=by: make_report(self.grant, *year, by=by).revision for by in self.managers)
        )
        self.assertEqual(sorted(outcomes), [1, 2])
        self.assertEqual(GrantReport.objects.count(), 2)
        self.assertEqual(factories.broken(), [])

    def test_a_file_imported_twice_at_once_is_imported_once(self):
        text = (
            "path,metric,value,since,until,source\n"
            f"{self.article.path},views,10,2026-01-01,2026-01-31,Matomo\n"
        )
        outcomes = at_once(
            *(lambda by=by: import_figures(text.encode(), by=by) for by in self.managers)
        )
        self.assertCountEqual(outcomes, [Imported(1, 0, 0), Imported(0, 1, 0)])
        self.assertEqual(ReachFigure.objects.count(), 1)

    def test_figures_of_a_piece_that_is_being_moved_wait_for_the_move_and_it_never_for_them(self):
        """Each had what the other waited for: PostgreSQL ended one of them with an error."""
        text = (
            "path,metric,value,since,until,source\n"
            f"{self.article.path},views,10,2026-01-01,2026-01-31,Matomo\n"
        )
        publisher, half_way = make_publisher(), threading.Event()

        def move():
            with transaction.atomic():
                held(Article.objects.all()).get(pk=self.article.pk)
                half_way.set()
                wait_until_somebody_waits()
                return perform("withdraw", self.article, by=publisher, note="Wrong.").stage

        def figures():
            wait_for(half_way)
            return import_figures(text.encode(), by=self.managers[0])

        self.assertEqual(at_once(move, figures), ["withdrawn", Imported(1, 0, 0)])
        self.assertEqual(factories.broken(), [])
