"""What the desk's pages cost does not grow with the archive."""

from copy import copy
from itertools import cycle

from django.db.models.base import ModelState
from django.test import TestCase
from django.utils import timezone

from articles.models import Article, PublishedVersion
from articles.models.choices import Stage
from tests.articles.publishing.desk.test_article import LIST, page_of
from tests.factories import make_article, make_grant, make_publisher

STAGES = (Stage.DRAFT, Stage.REVIEW, Stage.READY, Stage.PUBLISHED, Stage.PUBLISHED)


def another(row, **columns):
    """An unsaved row like one that is stored."""
    made = copy(row)
    made.pk, made._state = None, ModelState()
    for name, value in columns.items():
        setattr(made, name, value)
    return made


class CostTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher, grant = make_publisher(), make_grant()
        cls.pieces = [
            make_article(
                by=cls.publisher,
                stage=stage,
                grants=[grant],
                tags=["one"],
                editor=cls.publisher,
                due=timezone.localdate(),
            )
            for stage in 2 * STAGES
        ]

    def grow_to(self, number):
        """More rows like those that there are, without what is stored beside each of them."""
        like = dict(zip(STAGES, self.pieces, strict=False))
        numbered = zip(range(Article.objects.count(), number), cycle(like.values()))
        more = [
            another(piece, path=piece.path and f"/2026/01/01/{one}/") for one, piece in numbered
        ]
        Article.objects.bulk_create(more)
        (version,) = like[Stage.PUBLISHED].versions.all()
        PublishedVersion.objects.bulk_create(
            another(version, article=piece, path=piece.path) for piece in more if piece.path
        )

    def test_first_page_list_and_piece_ask_as_much_at_ten_pieces_as_at_a_thousand(self):
        """Of the first page, two queries remind whoever has no second factor of it, and one asks
        whether the newsroom is a new one.
        """
        self.client.force_login(self.publisher)
        queries = {"/desk/": 37, LIST: 12, page_of(self.pieces[-1]): 34}
        for number in (10, 1000):
            self.grow_to(number)
            self.assertEqual(Article.objects.count(), number)
            for path, count in queries.items():
                self.client.get(path)
                with self.subTest(path, pieces=number), self.assertNumQueries(count):
                    self.client.get(path)
