import re

from django.test import TestCase

from articles.models.printed import read_printed
from articles.reader.body import Medium, printed_body
from funding.models import Statement
from tests.factories import make_article, make_author, make_grant, publish, say

BODY = (
    '<p><a href="https://example.org/a">there</a> <a title="T" href="http://b.example">b</a> '
    '<a href="/about/">here</a> <a href="http://127.0.0.1:8000/x/">here too</a> '
    '<a href="http://127.0.0.10/">not here</a> <a href="mailto:a@example.org">mail</a>'
    "</p>"
)


def rels(html):
    """The relation of each link, by its words."""
    links = re.findall(r"<a ([^>]*)>([^<]*)</a>", html)
    return {words: "".join(re.findall('rel="(.*?)"', told)) for told, words in links}


class PaidContentTests(TestCase):
    def printed(self, **statement):
        grant = make_grant("An acknowledgement.")
        if statement:
            say(grant, "A label of law.", placement="top", **statement)
        article = publish(make_article(body=BODY, grants=[grant]))
        (piece,) = read_printed(article.versions.live())
        return [rels(printed_body(piece, medium)) for medium in Medium if medium != Medium.TEXT]

    def test_search_engines_are_told_that_links_of_paid_content_are_paid_for(self):
        elsewhere = {"there": "sponsored", "b": "sponsored", "not here": "sponsored"}
        ours = {"here": "", "here too": "", "mail": ""}
        for found in self.printed(kind=Statement.Kind.LEGAL_LABEL):
            self.assertEqual(found, elsewhere | ours)

    def test_no_link_of_any_other_piece_is(self):
        for found in self.printed():
            self.assertEqual({*found.values()}, {""})

    def test_every_list_marks_it_wherever_the_label_stands_on_its_own_page(self):
        grant = make_grant("An acknowledgement.")
        say(grant, "A label of law.", kind=Statement.Kind.LEGAL_LABEL, placement="end")
        author = make_author("Ada")
        piece = publish(make_article(title="Paid", grants=[grant], authors=[author]))
        newer = publish(make_article(title="Newer", section=piece.section))
        for path in (
            *("/", "/search/?q=paid", newer.path),
            *(one.get_absolute_url() for one in (piece.section, author)),
        ):
            with self.subTest(path):
                words = "A label of law.</p>"
                self.assertContains(self.client.get(path), words, count=1)
        page = self.client.get(piece.path)
        self.assertContains(page, "A%20label%20of%20law.%20%C2%B7%20Paid")
