"""The front page as readers get it."""

import re

from django.test import TestCase

from articles.front import kinds
from articles.front.models.draft import FrontPlace
from articles.models.choices import Stage
from funding.models import Statement
from tests.articles.front.arranged import pin, publish_draft, put
from tests.articles.reader.photos import make_photo
from tests.factories import make_article, make_author, make_grant, make_section, publish_many, say

LABEL = "Paid for by Acme."


class FrontPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.grant = make_grant()
        say(cls.grant, LABEL, kind=Statement.Kind.LEGAL_LABEL, placement="top")
        cls.culture = make_section("Culture")
        filed = {"section": cls.culture, "stage": Stage.PUBLISHED}
        cls.old = make_article(title="Old", **filed)
        authors = [make_author(f"Author number {number}") for number in range(12)]
        cls.paid = make_article(title="Paid", grants=[cls.grant], authors=authors, **filed)

    def test_a_teaser_tells_it_in_other_words_and_never_hides_who_paid(self):
        photo = make_photo(300, 400, alt="A ferry", credit="A. Pilot")
        words = {"title": "Other title", "text": "Other text."}
        pin(put(kinds.LEAD), 1, self.paid, photo=photo, **words)
        publish_draft()
        page = self.client.get("/")
        for once in (
            f">{LABEL}</p>",
            "Other title",
            "Other text.",
            'alt="A ferry"',
            "A. Pilot</bdi>",
        ):
            self.assertContains(page, once, count=1)
        for author in (1, 11):
            self.assertContains(page, f"<bdi>Author number {author}</bdi>", count=1, html=True)
        self.assertNotContains(page, ">Paid</a>")
        self.assertContains(self.client.get(self.paid.path), "<h1", count=1)
        self.assertNotContains(self.client.get(self.paid.path), "Other title")

    def test_blocks_stand_in_their_order_each_with_its_heading(self):
        put(kinds.BOX, heading="Who pays", text='<p>See the <a href="/funding/">register</a>.</p>')
        put(kinds.SECTION, section=self.culture, length=1)
        put(kinds.LEAD, self.old)
        publish_draft()
        page = self.client.get("/").content.decode()
        found = [page.index(words) for words in (">Old</a>", "Who pays", ">Culture</bdi></a></h2>")]
        self.assertEqual(found, sorted(found))
        self.assertInHTML('See the <a href="/funding/">register</a>.', page)

    def test_the_first_picture_is_waited_for_whatever_block_it_stands_in(self):
        make_article(lead_photo=make_photo(), section=self.culture, stage=Stage.PUBLISHED)
        put(kinds.SECTION, section=self.culture, length=1)
        publish_draft()
        page = self.client.get("/").content.decode()
        self.assertIn('fetchpriority="high"', re.search(r'<img class="picture".*?>', page)[0])

    def test_a_block_in_which_nothing_stands_is_not_shown(self):
        put(kinds.SECTION, section=make_section("Empty"), heading="Nothing here")
        put(kinds.HAND, make_article(title="A draft"), heading="By hand")
        publish_draft()
        page = self.client.get("/")
        for words in ("Nothing here", "By hand", "A draft"):
            self.assertNotContains(page, words)

    def test_it_costs_the_same_for_few_pieces_and_for_many(self):
        put(kinds.LEAD, self.old)
        put(kinds.SECTION, section=self.culture, length=6)
        publish_draft()
        for number in (0, 30):
            publish_many(number, section=self.culture)
            with self.subTest(number=number), self.assertNumQueries(4):
                self.client.get("/")

    def test_page_two_goes_on_with_the_twenty_first_and_has_a_title_of_its_own(self):
        titles = [article.title for article in publish_many(19, section=self.culture)]
        put(kinds.LEAD, self.old)
        publish_draft()
        front, after = self.client.get("/"), self.client.get("/?page=2")
        for title in (*titles, "Paid", "Old"):
            self.assertContains(front, f">{title}</a>", count=1)
        self.assertContains(after, ">Old</a>", count=1)
        self.assertNotContains(after, ">Paid</a>")
        self.assertContains(after, "<title>Newest pieces · page 2 · ", count=1)
        self.assertContains(front, 'href="?page=2"', count=1)

    def test_nothing_of_the_draft_is_shown_before_it_is_published(self):
        put(kinds.LEAD, self.old)
        FrontPlace.objects.update(title="Not yet")
        self.assertNotContains(self.client.get("/"), "Not yet")
