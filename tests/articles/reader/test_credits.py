"""Wherever a piece is listed or shared, those are named who speak in it, and nobody else."""

import re

from django.template.loader import render_to_string
from django.test import TestCase

from articles.models.choices import Role
from articles.models.printed import read_printed
from articles.reader.channels.feed_entry import FeedEntry
from articles.reader.channels.mail import in_mail, in_plain_mail
from tests.factories import live_version, make_article, make_author, publish

SITE = "https://newsroom.example"
SPEAKING = ["Olena", "Ihor"]


class CreditsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        article = make_article(title="A ferry", authors=[])
        people = [
            ("Tessa", Role.TRANSLATOR),
            ("Olena", Role.AUTHOR),
            ("Fedir", Role.PHOTOGRAPHER),
            ("Ihor", Role.INTERVIEWER),
        ]
        for position, (name, role) in enumerate(people):
            article.bylines.create(author=make_author(name), role=role, position=position)
        publish(article)
        (cls.piece,) = read_printed(article.versions.filter(pk=live_version(article).pk))

    def named(self, text):
        return re.findall("Tessa|Olena|Fedir|Ihor", text)

    def test_in_each_form_of_a_list(self):
        shown = {"piece": self.piece, "version": self.piece.version}
        forms = ("_card", "_row", "_item", "search/_hit")
        pages = {one: render_to_string(f"articles/{one}.html", shown) for one in forms}
        self.assertEqual(
            {one: self.named(page) for one, page in pages.items()}, dict.fromkeys(forms, SPEAKING)
        )

    def test_a_hit_separates_the_first_of_them_from_its_section(self):
        page = self.client.get("/search/", {"q": "ferry"}).content.decode()
        self.assertIn("</a> · <bdi>Olena</bdi>, <bdi>Ihor</bdi></p>", page)

    def test_in_feeds_in_mail_and_on_other_sites(self):
        told = [name for name, _address in FeedEntry(self.piece, SITE).authors]
        self.assertEqual(told, SPEAKING)
        self.assertEqual(self.named(in_mail(self.piece, SITE)), SPEAKING)
        self.assertEqual(self.named(in_plain_mail(self.piece, SITE)), SPEAKING)

    def test_the_piece_itself_names_all(self):
        page = self.client.get(self.piece.version.path).content.decode()
        byline = page.partition('<p class="byline">')[2].partition("</p>")[0]
        self.assertEqual(self.named(byline), ["Tessa", "Olena", "Fedir", "Ihor"])
