from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase

from articles.models import Article
from newsroom.models import LedgerEntry
from tests.articles.imports.test_store import TEXT
from tests.factories import make_contributor, make_funding_manager, make_section

URL = "/desk/articles/article/import/"


class ImportTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.user = make_contributor()

    def setUp(self):
        self.client.force_login(self.user)

    def send(self, content, name="manuscript.txt", **fields):
        return self.client.post(URL, {"file": SimpleUploadedFile(name, content), **fields})

    def test_a_manuscript_becomes_a_draft_of_whoever_sent_it(self):
        section = make_section("Elsewhere")
        response = self.send(TEXT.encode(), section=section.pk)
        article = Article.objects.get()
        self.assertRedirects(response, f"/desk/articles/article/{article.pk}/change/")
        self.assertEqual(
            (article.title, article.section, article.created_by, article.stage),
            ("A title", section, self.user, "draft"),
        )

    def test_what_cannot_be_read_is_refused_at_the_field_and_changes_nothing(self):
        for content, name, words in (
            (b"", "empty.txt", "The file is empty."),
            (b"\x00\x01\x02" * 99, "noise.txt", "The file is not text."),
            (b"Words.", "words.docx", "This is not a Word document"),
            (b"a" * (20 * 1024 * 1024 + 1), "long.txt", "The file is larger than 20 MB."),
        ):
            with self.subTest(name):
                page = self.send(content, name)
                (error,) = page.context["form"].errors["file"]
                self.assertIn(words, error)
        self.assertEqual((Article.objects.count(), LedgerEntry.objects.count()), (0, 0))

    def test_it_is_closed_to_whoever_may_not_add_articles(self):
        self.client.force_login(make_funding_manager())
        self.assertEqual(self.client.get(URL).status_code, 403)
        self.assertEqual(self.send(TEXT.encode()).status_code, 403)
        self.assertEqual(Article.objects.count(), 0)
