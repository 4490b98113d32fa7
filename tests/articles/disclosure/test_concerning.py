"""Which published pieces a grant concerns: those that tell of it, and those it might cover."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.disclosure.concerning import concerning
from articles.disclosure.models.target import ROWS
from articles.models import Coverage
from tests.factories import (
    make_article,
    make_author,
    make_grant,
    make_section,
    publish,
    take_off,
    waive,
)

Mode = Coverage.Mode


class ConcerningTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.grant = make_grant()
        cls.section = make_section("Rivers")
        cls.piece = publish(
            make_article(section=cls.section, tags=["Ports"], authors=[make_author()])
        )
        cls.other = publish(make_article(section=make_section("Cities"), tags=["Rails"]))

    def concerned(self, *modes):
        versions = concerning(self.grant, *modes)
        return set(versions.values_list("article", flat=True))

    def name(self, column, **fields):
        what = {
            "article": self.piece,
            "tag": self.piece.tags.get(),
            "section": self.section,
            "author": self.piece.authors.get(),
        }[column]
        return Coverage.objects.create(**{"grant": self.grant, column: what, **fields})

    def test_nothing_is_concerned_by_a_grant_that_names_nothing(self):
        self.assertEqual(self.concerned(), set())

    def test_a_piece_is_concerned_by_a_row_that_names_what_it_was_published_under(self):
        for target in ROWS:
            row = self.name(target.column)
            with self.subTest(target.column):
                self.assertEqual(self.concerned(), {self.piece.pk})
            take_off(row)
        Coverage.objects.create(grant=self.grant, whole_site=True)
        self.assertEqual(self.concerned(), {self.piece.pk, self.other.pk})

    def test_it_is_whatever_the_window_of_the_row_and_by_a_row_of_a_statement_too(self):
        long_ago = timezone.localdate() - timedelta(days=900)
        row = self.name("section", first_published_until=long_ago)
        self.assertEqual(self.concerned(), {self.piece.pk})
        take_off(row)
        self.name("section", grant=None, statement=self.grant.statements.get())
        self.assertEqual(self.concerned(), {self.piece.pk})

    def test_rows_of_one_mode_are_asked_alone(self):
        self.name("section", mode=Mode.EXCLUDE, reason="Agreed.")
        self.assertEqual(self.concerned(Mode.INCLUDE), set())
        self.assertEqual(self.concerned(Mode.EXCLUDE), {self.piece.pk})
        self.assertEqual(self.concerned(), {self.piece.pk})

    def test_rows_of_another_grant_concern_nobody(self):
        self.name("section", grant=make_grant())
        self.assertEqual(self.concerned(), set())

    def test_a_piece_that_tells_of_the_grant_is_concerned_though_nothing_covers_it_any_more(self):
        funded = publish(make_article(grants=[self.grant]))
        funded.coverages.all().delete()
        self.assertEqual(self.concerned(), {funded.pk})

    def test_so_is_one_that_withholds_it(self):
        waive(self.grant, hides="all")
        silent = publish(make_article(grants=[self.grant]))
        silent.coverages.all().delete()
        self.assertEqual(self.concerned(), {silent.pk})
