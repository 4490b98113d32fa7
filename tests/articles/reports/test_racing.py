"""Two funding managers at the same moment, each over a connection of their own."""

from datetime import date

from articles.models import GrantReport, ReachFigure
from articles.models.choices import Stage
from articles.reports.figures import Imported, import_figures
from articles.reports.make import make_report
from newsroom.audit import vouching
from tests.articles.publishing.test_racing import at_once
from tests.factories import make_article, make_funding_manager, make_grant
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
        self.assertEqual(list(vouching.breaks()), [])

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
