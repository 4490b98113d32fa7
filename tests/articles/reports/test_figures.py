"""Reach figures from CSV: all, or none and a sentence for each line in the way."""

from django.conf import settings
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from articles.models import ReachFigure
from articles.models.choices import Stage
from articles.reports.figures import LARGEST, FiguresRefused, Imported, import_figures
from newsroom.models import LedgerEntry
from tests.factories import make_article, make_funding_manager, make_user

HEAD = "url,metric,value,since,until,source\n"
SPAN = "2026-01-01,2026-01-31,Matomo\n"


class FiguresTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.article = make_article(stage=Stage.PUBLISHED)

    def setUp(self):
        self.url = f"{settings.SITE_URL}{self.article.path}"

    def imported(self, text):
        return import_figures(text.encode(), by=self.manager)

    def refused(self, data, *sentences):
        before = ReachFigure.objects.count(), LedgerEntry.objects.count()
        data = data.encode() if isinstance(data, str) else data
        with self.assertRaises(FiguresRefused) as caught:
            import_figures(data, by=self.manager)
        self.assertEqual(caught.exception.problems, list(sentences))
        self.assertEqual((ReachFigure.objects.count(), LedgerEntry.objects.count()), before)

    def stored(self):
        return list(
            ReachFigure.objects.values_list("article", "metric", "value", "source", "entered_by")
        )


class ImportTests(FiguresTestCase):
    def test_addresses_and_paths_of_a_piece_are_understood(self):
        path = self.article.path
        done = self.imported(
            f"{HEAD}{self.url}?utm_source=x#top,views,10,{SPAN}{path},reads,0,{SPAN}"
            f"{path.rstrip('/')},prints,3,{SPAN}"
        )
        by, key = self.manager.pk, self.article.pk
        self.assertEqual(done, Imported(3, 0, 0))
        self.assertEqual(
            self.stored(),
            [(key, "prints", 3, "Matomo", by), (key, "reads", 0, "Matomo", by),
             (key, "views", 10, "Matomo", by)],
        )  # fmt: skip

    def test_what_excel_writes_in_europe_is_understood(self):
        head = "\ufeffPath;Metric;Value;Since;Until;Source\r\n"
        line = f"{self.article.path};views;7;2026-01-01;2026-01-31;M\r\n;;;;;\r\n"
        self.assertEqual(self.imported(head + line), Imported(1, 0, 0))

    def test_a_blank_value_was_not_measured_and_is_not_nought(self):
        self.assertEqual(self.imported(f"{HEAD}{self.url},views,,{SPAN}"), Imported(0, 0, 1))
        self.assertEqual(self.stored(), [])

    def test_a_file_imported_twice_changes_nothing_the_second_time(self):
        text = f"{HEAD}{self.url},views,10,{SPAN}"
        self.imported(text)
        self.assertEqual(self.imported(text), Imported(0, 1, 0))
        self.assertEqual(len(self.stored()), 1)

    def test_a_hundred_lines_need_no_more_queries_than_one(self):
        def lines(name, number):
            return HEAD + "".join(f"{self.url},{name} {i},1,{SPAN}" for i in range(number))

        self.imported(lines("warm", 1))
        with CaptureQueriesContext(connection) as one:
            self.imported(lines("one", 1))
        with self.assertNumQueries(len(one)):
            self.imported(lines("many", 100))


class RefusalTests(FiguresTestCase):
    def test_every_bad_line_is_named_and_no_good_one_is_written(self):
        self.refused(
            f"{HEAD}{self.url},views,10,{SPAN}"
            f"https://elsewhere.example{self.article.path},views,10,{SPAN}"
            f"{self.url},views,1 000,{SPAN}"
            f"{self.url},views,-1,{SPAN}"
            f"{self.url},views,5,31.01.2026,2026-01-31,M\n"
            f"{self.url},views,5,2026-02-01,2026-01-31,M\n"
            f"{self.url},views,11,{SPAN}",
            f"Line 3: No piece was ever published at https://elsewhere.example{self.article.path}.",
            "Line 4: “1 000” is not a number of digits alone; leave it blank if nobody measured.",
            "Line 5: “-1” is not a number of digits alone; leave it blank if nobody measured.",
            "Line 6: “since” is “31.01.2026”, which is not a date like 2026-03-31.",
            "Line 7: It ends on 2026-01-31, before it starts.",
            "Line 8: The same figure is 10 further up and 11 here.",
        )

    def test_a_name_that_cannot_be_stored_is_refused(self):
        self.refused(
            f"{HEAD}{self.url},{'v' * 81},1,{SPAN}{self.url},,1,{SPAN}",
            "Line 2: Ensure this value has at most 80 characters (it has 81).",
            "Line 3: This field cannot be blank.",
        )

    def test_a_figure_that_is_here_with_another_value_is_not_overwritten(self):
        self.imported(f"{HEAD}{self.url},views,10,{SPAN}")
        self.refused(
            f"{HEAD}{self.url},views,12,{SPAN}",
            f"{self.article}: views 10 is here already, and the file says 12: change it by hand.",
        )

    def test_a_file_that_is_no_such_csv_is_refused_as_a_whole(self):
        self.refused(
            "title,hits\nA,1\n",
            "The first line has to name the columns; missing: url or path, metric, value, since, "
            "until, source.",
        )
        self.refused("", "The first line has to name the columns; missing: url or path, metric, "
                     "value, since, until, source.")  # fmt: skip
        self.refused(
            HEAD.encode() + b"\xff",
            "The file is not UTF-8: save it from your spreadsheet as “CSV UTF-8”.",
        )
        self.refused(
            f'{HEAD}"{self.url},views',
            "Line 2 is not CSV: a quotation mark is missing, or too many.",
        )
        self.refused(b" " * (LARGEST + 1), "The file is larger than 2 MB.")

    def test_whoever_may_not_enter_figures_imports_none(self):
        """Of all that a funding manager may do, this person lacks this alone."""
        group = self.manager.groups.get()
        self.manager = make_user()
        self.manager.user_permissions.set(group.permissions.exclude(codename="add_reachfigure"))
        self.refused(f"{HEAD}{self.url},views,10,{SPAN}", "You may not enter reach figures.")


class HostileTests(HypothesisTestCase):
    @given(
        st.one_of(st.binary(), st.text().map(lambda text: (HEAD + text).encode("utf-8", "replace")))
    )
    def test_no_file_does_anything_but_import_or_be_refused(self, data):
        manager = make_funding_manager()
        try:
            done = import_figures(data, by=manager)
        except FiguresRefused as refusal:
            self.assertTrue(all(refusal.problems))
        else:
            self.assertEqual(done.written, 0)
