"""Coverage is taken off a piece that was published only with a reason."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.test import TestCase
from django.utils import timezone

from articles.models import Coverage
from articles.models.choices import Stage
from articles.publishing.perform import perform
from tests.factories import (
    cover,
    make_article,
    make_author,
    make_grant,
    make_publisher,
    make_section,
    publish,
)


class TakingOffTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.grant = make_grant()
        cls.author = make_author()
        cls.section = make_section()
        filed = {"section": cls.section, "authors": [cls.author], "tags": ["Ports"]}
        cls.article = make_article(stage=Stage.PUBLISHED, **filed)
        cls.draft = make_article(section=make_section(), tags=["Rails"])

    def row(self, **fields):
        return Coverage.objects.create(**{"grant": self.grant, **fields})

    def assert_asks_why(self, row, deed):
        """It needs a reason that is not the one which stands there."""
        stood = row.reason
        for reason in ("", " \n", stood):
            row.reason = reason
            with self.assertRaises(ValidationError) as caught:
                deed()
            self.assertEqual(list(caught.exception.message_dict), ["reason"])
        self.assertEqual(Coverage.objects.filter(pk=row.pk).count(), 1)
        row.reason = "It was another piece."
        deed()

    def test_every_target_that_covers_a_published_piece(self):
        targets = {
            "article": self.article,
            "tag": self.article.tags.get(),
            "section": self.section,
            "author": self.author,
            "whole_site": True,
        }
        for column, named in targets.items():
            with self.subTest(column):
                row = self.row(**{column: named}, reason="Agreed.")
                self.assert_asks_why(row, row.delete)
                self.assertFalse(Coverage.objects.exists())

    def test_a_statement_by_itself_as_well_as_a_grant(self):
        row = Coverage.objects.create(statement=self.grant.statements.get(), article=self.article)
        self.assert_asks_why(row, row.delete)

    def test_what_was_withdrawn_was_published_and_what_is_scheduled_was_not(self):
        publisher = make_publisher()
        perform("withdraw", self.article, by=publisher, note="Wrong.")
        row = self.row(article=self.article)
        self.assert_asks_why(row, row.delete)
        tomorrow = timezone.now() + timedelta(days=1)
        scheduled = publish(make_article(), at=tomorrow)
        self.row(article=scheduled).delete()

    def test_what_covers_nothing_that_was_published_goes_without_a_reason(self):
        self.row(article=self.draft).delete()
        self.row(tag=self.draft.tags.get()).delete()
        self.row(section=self.section, first_published_until="2020-01-01").delete()
        self.assertFalse(Coverage.objects.exists())

    def test_a_window_may_reach_from_the_first_day_to_the_last(self):
        window = {"first_published_from": date.min, "first_published_until": date.max}
        row = self.row(section=self.section, **window)
        self.assertTrue(row.versions().exists())
        self.assert_asks_why(row, row.delete)

    def test_an_exclusion_is_lifted_without_a_reason_for_nothing_is_lost_by_it(self):
        self.row(section=self.section, mode="exclude", reason="Not about this.").delete()
        self.assertFalse(Coverage.objects.exists())

    def test_a_change_that_lets_a_published_piece_go(self):
        changes = [
            {"section": self.draft.section},
            {"section": None, "article": self.draft},
            {"grant": make_grant()},
            {"grant": None, "statement": self.grant.statements.get()},
            {"mode": "exclude"},
            {"first_published_until": timezone.localdate() - timedelta(days=1)},
        ]
        for change in changes:
            with self.subTest(change):
                row = self.row(section=self.section, reason="Agreed.")
                for column, value in change.items():
                    setattr(row, column, value)
                self.assert_asks_why(row, row.full_clean)
                row.save()
                Coverage.objects.all().delete()

    def test_a_change_that_lets_nothing_go(self):
        row = self.row(section=self.section, reason="Agreed.")
        for change in (
            {"first_published_from": timezone.localdate()},
            {"reason": ""},
            {"section": None, "whole_site": True},
        ):
            for column, value in change.items():
                setattr(row, column, value)
            with self.subTest(change):
                row.full_clean()
                row.save()

    def test_a_row_without_a_target_is_told_so(self):
        row = self.row(section=self.section)
        row.section, row.reason = None, "Moved."
        with self.assertRaises(ValidationError) as caught:
            row.full_clean()
        self.assertIn("Choose one target", str(caught.exception))

    def test_a_draft_is_deleted_with_its_coverage(self):
        cover(self.draft, self.grant)
        self.draft.delete()
        self.assertFalse(Coverage.objects.exists())
