from datetime import timedelta

from django.core.management import call_command
from django.test import TestCase

from articles.models import Autosave
from articles.writing.autosaves import LASTING, forget, keep, of, waiting
from newsroom.kit import clock
from tests.factories import make_article, make_editor


class AutosaveTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.anna, cls.boris = make_editor(), make_editor()
        cls.article = make_article()

    def keep(self, title, number, *, by=None, article=None, key="a" * 20):
        return keep(
            {"title": [title]},
            by=by or self.anna,
            article=article or self.article,
            key=key,
            number=number,
            edit=3,
        )

    def kept(self):
        return [(row.content["title"], row.number) for row in Autosave.objects.order_by("pk")]

    def test_the_older_of_two_never_takes_the_place_of_the_newer(self):
        self.assertTrue(self.keep("Second", 2))
        for late in (1, 2):
            self.assertFalse(self.keep("First", late))
        self.assertEqual(self.kept(), [(["Second"], 2)])
        self.assertTrue(self.keep("Third", 3))
        self.assertEqual(self.kept(), [(["Third"], 3)])

    def test_two_pages_and_two_people_never_write_over_each_other(self):
        self.keep("One", 1)
        self.keep("Two", 1, key="b" * 20)
        self.keep("Three", 1, by=self.boris)
        self.assertEqual(self.kept(), [(["One"], 1), (["Two"], 1), (["Three"], 1)])
        titles = [row.content["title"] for row in waiting(self.anna, self.article)]
        self.assertEqual(titles, [["Two"], ["One"]])
        self.assertEqual(len(waiting(self.anna, None)), 0)
        forget(self.anna, "a" * 20)
        self.assertEqual(self.kept(), [(["Two"], 1), (["Three"], 1)])

    def test_the_page_of_one_piece_writes_nothing_over_another(self):
        self.keep("One", 1)
        self.assertFalse(self.keep("Two", 2, article=make_article()))
        self.assertEqual(self.kept(), [(["One"], 1)])

    def test_what_is_left_alone_for_too_long_is_offered_no_more_and_taken_away(self):
        self.keep("Old", 1)
        Autosave.objects.update(at=clock.now() - LASTING + timedelta(minutes=1))
        self.assertEqual(len(of(self.anna)), 1)
        Autosave.objects.update(at=clock.now() - LASTING)
        self.assertEqual(len(of(self.anna)), 0)
        call_command("remind", "--dry-run")
        self.assertEqual(Autosave.objects.count(), 1)
        call_command("remind")
        self.assertEqual(Autosave.objects.count(), 0)
