"""A contributor who names themselves: one author, who is them, and nothing of anybody else."""

from django.test import TestCase
from django.urls import reverse

from articles.models import Article
from authors.models import Author
from newsroom.models import LedgerEntry
from tests.articles.publishing.desk.test_article import page_of
from tests.factories import make_author, make_contributor, make_funding_manager, make_publisher
from tests.filling_in import filled_in

ADD = reverse("admin:authors_author_add")
NEW_PIECE = reverse("admin:articles_article_add")
HANDLE = {
    "handles-TOTAL_FORMS": "1",
    "handles-0-platform": "x",
    "handles-0-handle": "@olena",
    "handles-0-position": "0",
}


def address(author):
    return reverse("admin:authors_author_change", args=[author.pk])


class OneselfTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.person = make_contributor()

    def setUp(self):
        self.client.force_login(self.person)

    def send(self, url, **changes):
        return self.client.post(url, filled_in(self.client.get(url), **changes), follow=True)

    def test_they_name_themselves_once_and_are_the_author_they_made(self):
        other = make_publisher()
        self.send(ADD, name="Olena", bio="Writes.", user=str(other.pk), email="a@b.org", **HANDLE)
        author = Author.objects.get()
        self.assertEqual(
            (author.name, author.bio, author.user, author.email, author.slug),
            ("Olena", "Writes.", self.person, "", "olena"),
        )
        self.assertEqual([one.handle for one in author.handles.all()], ["olena"])
        self.assertEqual(LedgerEntry.objects.first().verb, "add")
        for answer in (self.client.get(ADD), self.client.post(ADD, {"name": "Another"})):
            self.assertEqual(answer.status_code, 403)

    def test_they_keep_their_own_words_and_handles_and_nothing_that_ties_are_sought_by(self):
        author = make_author("Olena", user=self.person, affiliation="River Trust")
        interest = author.interests.create(organisation="A bank", ends_on="2099-01-01")
        page = self.client.get(address(author))
        self.assertNotContains(page, "private address")
        forged = {"affiliation": "", "user": "", "slug": "x", "interests-0-organisation": "Nobody"}
        self.send(address(author), bio="New.", **HANDLE, **forged)
        author.refresh_from_db()
        interest.refresh_from_db()
        self.assertEqual(
            (author.bio, author.affiliation, author.user, author.slug, interest.organisation),
            ("New.", "River Trust", self.person, "olena", "A bank"),
        )
        self.assertEqual(author.handles.count(), 1)
        self.assertEqual(
            self.client.post(reverse("admin:authors_author_delete", args=[author.pk])).status_code,
            403,
        )

    def test_they_change_nothing_of_others(self):
        make_author(user=self.person)
        for author in (make_author("Berta"), make_author("Ivan", user=make_contributor())):
            author.handles.create(platform="x", handle="theirs")
            answer = self.client.post(address(author), {"name": "Mine", **HANDLE})
            self.assertEqual(answer.status_code, 403)
            author.refresh_from_db()
            self.assertNotEqual(author.name, "Mine")
            self.assertEqual([one.handle for one in author.handles.all()], ["theirs"])

    def test_nobody_without_the_permission_names_themselves(self):
        person = make_funding_manager()
        author = make_author(user=person)
        self.client.force_login(person)
        self.assertEqual(self.client.get(ADD).status_code, 403)
        self.assertEqual(self.client.post(address(author), {"name": "Changed"}).status_code, 403)

    def test_a_new_piece_of_theirs_is_signed_by_them(self):
        self.assertEqual(filled_in(self.client.get(NEW_PIECE))["bylines-TOTAL_FORMS"], "0")
        author = make_author("Olena", user=self.person)
        self.assertContains(self.client.get(NEW_PIECE), "<bdi>Olena</bdi>")
        self.send(NEW_PIECE, title="By me")
        piece = Article.objects.get()
        self.assertEqual([one.author for one in piece.bylines.all()], [author])
        # It is a suggestion: one that was taken off stays off, and old pieces get none.
        self.send(page_of(piece), **{"bylines-0-DELETE": "on"})
        self.assertEqual(filled_in(self.client.get(page_of(piece)))["bylines-TOTAL_FORMS"], "0")
        self.assertFalse(piece.bylines.exists())
