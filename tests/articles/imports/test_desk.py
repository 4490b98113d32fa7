from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase

from articles.models import Article, Photo
from newsroom.models import LedgerEntry
from tests.articles.imports.test_store import TEXT
from tests.factories import (
    make_contributor,
    make_editor,
    make_funding_manager,
    make_picture,
    make_section,
    make_user,
)

from .samples import LONG
from .word_files import paragraph, word_file

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


class PictureTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor, cls.contributor = make_editor(), make_contributor()
        shown = '<w:r><w:drawing><a:blip r:embed="r3"/></w:drawing></w:r>'
        other = '<w:r><w:drawing><a:blip r:embed="r4"/></w:drawing></w:r>'
        cls.file = word_file(
            paragraph("A port", shown + other) + paragraph(LONG),
            parts=[
                ("image", "media/a.png", make_picture().read()),
                ("image", "media/b.emf", b"none"),
            ],
        )

    def send(self, user, **fields):
        self.client.force_login(user)
        file = SimpleUploadedFile("a.docx", self.file)
        page = self.client.post(URL, {"file": file, **fields}, follow=True)
        return [str(message) for message in page.context["messages"]]

    def test_the_pictures_of_a_file_go_into_the_library_where_that_is_wished(self):
        said = self.send(self.editor, pictures="on")
        self.assertEqual(Photo.objects.count(), 1)
        self.assertIn(
            "1 picture of the file is in the library. It lacks a credit and a description, and "
            "stands nowhere in the text yet.",
            said,
        )
        self.assertEqual([words.partition(":")[0] for words in said if "b.emf" in words], ["b.emf"])

    def test_they_do_not_where_it_is_not_wished_or_not_allowed(self):
        self.send(self.editor)
        self.assertEqual(Photo.objects.count(), 0)
        without = make_user()
        powers = ("add_article", "change_article", "view_article")
        without.user_permissions.set(Permission.objects.filter(codename__in=powers))
        self.send(without, pictures="on")
        self.assertEqual((Article.objects.count(), Photo.objects.count()), (2, 0))
