"""Corrections on pages of their own: parts of a piece, wherever they are written."""

from django.test import TestCase
from django.urls import reverse

from articles.models import Article, Correction
from tests.factories import make_article, make_contributor, make_editor
from tests.filling_in import filled_in


class CorrectionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()
        cls.articles = [make_article(title=f"Piece {number}") for number in range(3)]
        cls.correction = cls.articles[0].corrections.create(text="Was wrong.")
        Article.objects.update(edit=0)

    def setUp(self):
        self.client.force_login(self.editor)

    def url(self, name):
        return reverse(f"admin:articles_correction_{name}", args=[self.correction.pk])

    def edits(self):
        return list(Article.objects.order_by("pk").values_list("edit", flat=True))

    def test_a_change_of_one_is_an_edit_of_its_piece_by_whoever_wrote_it(self):
        page = self.client.get(self.url("change"))
        self.client.post(self.url("change"), filled_in(page, text="Was quite wrong."))
        self.assertEqual(Correction.objects.get().text, "Was quite wrong.")
        self.assertEqual(self.edits(), [1, 0, 0])
        self.assertEqual(list(self.articles[0].writers.all()), [self.editor])

    def test_one_that_is_moved_to_another_piece_is_an_edit_of_both(self):
        page = self.client.get(self.url("change"))
        moved = filled_in(page, article=str(self.articles[1].pk))
        self.client.post(self.url("change"), moved)
        self.assertEqual(self.edits(), [1, 1, 0])

    def test_one_that_is_added_or_deleted_is_an_edit_too(self):
        add = reverse("admin:articles_correction_add")
        page = self.client.get(add)
        given = {"article": str(self.articles[2].pk), "text": "Another."}
        self.client.post(add, filled_in(page, **given))
        self.client.post(self.url("delete"), {"post": "yes"})
        self.assertEqual(Correction.objects.get().text, "Another.")
        self.assertEqual(self.edits(), [1, 0, 1])

    def test_somebody_who_may_not_change_the_piece_counts_nothing(self):
        self.client.force_login(make_contributor())
        self.client.post(self.url("change"), {"text": "Stolen"})
        self.assertEqual((Correction.objects.get().text, self.edits()), ("Was wrong.", [0, 0, 0]))
