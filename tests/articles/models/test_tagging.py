"""Tags: one word is one tag, from whichever door, and each has an address."""

from django.core.exceptions import ValidationError
from django.test import SimpleTestCase, TestCase
from django.urls import reverse

from articles.imports.store import import_manuscript
from articles.models import Tag
from articles.models.choices import Stage
from articles.models.tagging import join_tags, split_tags
from tests.factories import make_article, make_editor

MANUSCRIPT = """The keeper of the weir
3 March 2025 - Adela Wit

Twice a week the orchard keeper walks down to the weir and writes the height of the water on a
slate that nobody has asked him to keep for the last thirty years of his life in the valley.

Tags: {}
"""


class SplittingTests(SimpleTestCase):
    def test_a_list_of_tags_is_read_as_it_is_shown(self):
        self.assertEqual(
            split_tags("Climate change, #weir; C#, weir #Ports,, .NET, U.S."),
            ["Climate change", "weir", "C#", "Ports", ".NET", "U.S."],
        )
        tags = [Tag(name=name) for name in ("C#", "Climate change")]
        self.assertEqual(join_tags(tags), "C#, Climate change")
        self.assertEqual(split_tags(join_tags(tags)), ["C#", "Climate change"])


class TagTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        for name in ("Łódź", "Україна", "C"):
            Tag.objects.create(name=name)
        cls.article = make_article()

    def names(self):
        return set(Tag.objects.values_list("name", flat=True))

    def test_a_tag_in_another_spelling_is_the_tag_that_is_known(self):
        self.article.tags.add("ŁÓDŹ", "Ło\u0301dz\u0301", "україна", "#Україна", "УКРАЇНА ")
        self.assertEqual(set(self.article.tags.names()), {"Łódź", "Україна"})
        self.article.tags.set(["УКРАЇНА", "порти", "Порти"])
        self.assertEqual(set(self.article.tags.names()), {"Україна", "порти"})

    def test_a_piece_has_a_hundred_tags_at_most_from_whichever_door(self):
        names = [f"tag {number}" for number in range(101)]
        for many in (self.article.tags.set, lambda names: self.article.tags.add(*names)):
            with self.assertRaisesMessage(ValidationError, "A piece has 100 tags at most; these"):
                many(names)
        self.assertEqual(self.names(), {"Łódź", "Україна", "C"})
        self.assertEqual(len(Tag.objects.read(names[:100])), 100)

    def test_the_database_refuses_a_second_spelling(self):
        with self.assertRaises(ValidationError) as refused:
            Tag(name="УКРАЇНА").full_clean()
        self.assertEqual(list(refused.exception.error_dict), ["key"])

    def test_a_sign_tells_two_tags_apart(self):
        self.article.tags.add("C#", "c", "C++", "c#")
        self.assertEqual(set(self.article.tags.names()), {"C", "C#", "C++"})

    def test_a_manuscript_finds_the_tags_that_are_known(self):
        data = MANUSCRIPT.format("ŁÓDŹ, україна, C#").encode()
        article, _manuscript = import_manuscript(data, "tags.txt", by=None)
        self.assertEqual(set(article.tags.names()), {"Łódź", "Україна", "C#"})
        self.assertEqual(self.names(), {"Łódź", "Україна", "C", "C#"})

    def test_a_manuscript_tells_of_a_tag_that_is_none(self):
        data = MANUSCRIPT.format(f"weir, !!!, {'long ' * 30}").encode()
        article, _manuscript = import_manuscript(data, "tags.txt", by=None)
        self.assertEqual(set(article.tags.names()), {"weir"})
        told = list(article.guesses.filter(field="tags").values_list("why", flat=True))
        self.assertEqual(len(told), 2)
        self.assertIn("“!!!” is no word", told[0])
        self.assertIn("too long for a tag, which has 100 characters", told[1])

    def test_the_desk_refuses_at_the_field_what_is_no_tag(self):
        self.client.force_login(make_editor())
        url = reverse("admin:articles_tag_add")
        for name, words in {
            "укРАЇНА": "spelled the same",
            "!!!": "is no word to file under",
            "a, b": "a tag has no comma",
            "x" * 101: "at most 100 characters",
        }.items():
            with self.subTest(name):
                self.assertContains(self.client.post(url, {"name": name}), words)
        self.assertEqual(self.names(), {"Łódź", "Україна", "C"})


class AddressTests(TestCase):
    def test_what_no_table_knows_is_called_a_tag(self):
        slugs = [Tag.objects.create(name=name).slug for name in ("♯♯", "+++")]
        self.assertEqual(slugs, ["tag", "tag-2"])

    def test_a_tag_without_a_letter_has_an_address_everywhere(self):
        piece = make_article(tags=["🧱", "😀", "Weir"], stage=Stage.PUBLISHED)
        self.assertEqual(
            sorted(piece.tags.values_list("slug", flat=True)), ["bricks", "grinning", "weir"]
        )
        self.client.force_login(make_editor())
        preview = reverse("admin:articles_article_preview", args=[piece.pk])
        for url in (piece.path, preview, "/sitemap.xml", "/sitemap-lists.xml", "/tag/bricks/"):
            with self.subTest(url):
                self.assertEqual(self.client.get(url).status_code, 200)
        self.assertContains(self.client.get(piece.path), 'href="/tag/grinning/"')
