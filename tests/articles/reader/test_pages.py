"""Pages of the publication itself, as readers and machines are shown them."""

import json
import re

from django.test import TestCase

from articles.models import Coverage, Redirect
from articles.publishing.edits import editing
from articles.publishing.perform import perform
from articles.publishing.translating import translate
from tests.articles.reader.crawling import crawl
from tests.factories import (
    make_article,
    make_author,
    make_editor,
    make_grant,
    make_page,
    make_publisher,
    publish,
)
from tests.routes import routes

FOOTER = re.compile(r"<footer.*?</footer>", re.DOTALL)
WORDS = "Words that stand on the page alone."


def other_language(path):
    return "pl" if path == "/o-nas/" else "en"


class PageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.author = make_author("Ada Page")
        cls.grant = make_grant("The Fund paid for all.", title="All of it")
        Coverage.objects.create(grant=cls.grant, whole_site=True)
        publish(make_article(grants=[cls.grant], tags=["Ports"], title="A piece"))
        cls.page = publish(
            make_page(
                "about",
                title="About the review",
                standfirst="What we are.",
                body=f"<p>{WORDS}</p>",
                authors=[cls.author],
            )
        )
        cls.imprint = publish(make_page("imprint", title="Impressum", language="de"))
        make_page("draft", title="A draft of a page")

    def read(self, path):
        return self.client.get(path).content.decode()

    def test_it_is_shown_whole_and_says_nothing_of_money(self):
        shown = self.read("/about/")
        self.assertInHTML('<h1 class="heading__title">About the review</h1>', shown)
        self.assertInHTML('<link rel="canonical" href="http://127.0.0.1:8000/about/">', shown)
        self.assertInHTML('<p class="byline"><bdi>Ada Page</bdi></p>', shown)
        self.assertEqual(shown.count(WORDS), 1)
        self.assertEqual(shown.count("<time"), 1)
        for said in ("The Fund paid for all.", "All of it", 'id="funding"', "Nobody outside"):
            self.assertNotIn(said, shown)
        self.assertIn("The Fund paid for all.", self.read(self.piece_path()))

    def piece_path(self):
        return re.search(r'href="(/\d{4}/[^"]+)"', self.read("/"))[1]

    def test_it_speaks_its_own_language(self):
        shown = self.read("/imprint/")
        self.assertIn('<html lang="de" dir="ltr"', shown)
        self.assertInHTML(
            '<li><a href="/imprint/" aria-current="page"><bdi lang="de">Impressum</bdi></a></li>',
            FOOTER.search(shown)[0],
        )

    def test_its_neighbours_in_its_language_stand_beside_it(self):
        publish(make_page("team", title="The team"))
        for path, beside in (("/about/", ["/about/", "/team/"]), ("/imprint/", [])):
            nav = self.read(path).partition('<nav class="house__pages"')[2].partition("</nav>")[0]
            self.assertEqual(re.findall(r'<a href="([^"]+)"', nav), beside)

    def test_every_page_of_readers_leads_to_the_live_ones_in_the_order_of_their_publication(self):
        for path in ("/", self.piece_path(), "/funding/", "/corrections/", "/nothing/"):
            footer = FOOTER.search(self.read(path))[0]
            self.assertEqual(
                re.findall(r'<a href="(/[\w-]+/)"', footer)[:2], ["/about/", "/imprint/"], path
            )
            self.assertNotIn("A draft of a page", footer)

    def test_it_is_in_no_list_no_feed_and_no_channel(self):
        plain = [f"/{route}" for route, _pattern in routes() if re.fullmatch(r"[\w./-]+", route)]
        said = crawl(self.client, also=[one for one in plain if not one.startswith("/desk/")])
        with_words = {address for address, text in said.items() if WORDS in text}
        self.assertEqual(with_words, {"/about/", "/about/text/"})
        own = {"/about/", "/about/text/", "/imprint/", "/imprint/text/", "/sitemap-pages.xml"}
        others = {address: FOOTER.sub("", said[address]) for address in said.keys() - own}
        self.assertGreater(len(others), 30)
        named = [
            address
            for address, text in others.items()
            if re.search(r"/about/|/imprint/|About the review|Impressum", text)
        ]
        self.assertEqual(named, [])
        self.assertEqual(self.client.get(self.author.get_absolute_url()).status_code, 404)

    def test_the_map_of_pages_has_them_all(self):
        self.assertEqual(
            re.findall("<loc>(.*?)</loc>", self.read("/sitemap-pages.xml")),
            [f"http://127.0.0.1:8000/{word}/" for word in ("about", "imprint")],
        )

    def test_machines_are_told_what_sort_of_page_it_is(self):
        found = [
            json.loads(re.search(r'ld\+json">(.*?)</script>', self.read(path))[1])
            for path in ("/about/", "/imprint/")
        ]
        self.assertEqual(
            [(one["@type"], one["name"], one["inLanguage"]) for one in found],
            [("AboutPage", "About the review", "en"), ("WebPage", "Impressum", "de")],
        )
        self.assertNotIn("funding", found[0].keys() | found[1].keys())

    def test_a_withdrawn_one_is_gone_with_its_reason_and_no_correction(self):
        page = publish(make_page("contribute", title="Write for us"))
        perform(
            "withdraw", page, by=make_publisher(), note="n", public_note="We are closed for now."
        )
        self.assertContains(
            self.client.get("/contribute/"), "We are closed for now.", count=1, status_code=410
        )
        self.assertNotIn("We are closed for now.", self.read("/corrections/"))
        silent = publish(make_page("silent"))
        before = self.read("/corrections/")
        perform("withdraw", silent, by=make_publisher(), note="n")
        self.assertEqual(FOOTER.sub("", self.read("/corrections/")), FOOTER.sub("", before))
        self.assertNotIn("Write for us", self.read("/"))

    def test_a_moved_one_leads_on_and_so_does_an_old_address(self):
        page = publish(make_page("team"))
        perform("readdress", page, by=make_publisher(), note="n", address="people")
        Redirect.objects.create(old_path="/ueber/", new_path="/people/")
        for old, new in (
            ("/team/", "/people/"),
            ("/team/text/", "/people/text/"),
            ("/ueber/", "/people/"),
            ("/ueber/?a=1", "/people/?a=1"),
        ):
            self.assertRedirects(self.client.get(old), new, status_code=301)

    def test_in_another_language_it_is_a_page_of_its_own_and_each_leads_to_the_other(self):
        editor = make_editor()
        made = translate(self.page, "pl", by=editor)
        self.assertFalse(made.guesses.exists())
        with editing(made, by=editor) as copy:
            copy.title, copy.slug, copy.body = "O nas", "o-nas", "<p>Słowa.</p>"
            copy.save()
        publish(made)
        for path, other in (("/about/", "/o-nas/"), ("/o-nas/", "/about/")):
            shown = self.read(path)
            self.assertIn(f'rel="alternate" hreflang="{other_language(other)}"', shown)
            self.assertIn(f'<a href="{other}" hreflang="{other_language(other)}"', shown)

    def test_as_plain_text_it_says_the_same(self):
        day = re.search(r'Updated <time datetime="[^"]+">(.*?)</time>', self.read("/about/"))[1]
        told = [
            *("About the review", "What we are.", f"Ada Page\nUpdated {day}", WORDS),
            "Newsroom\nhttp://127.0.0.1:8000/about/\n",
        ]
        self.assertEqual(self.read("/about/text/").split("\n\n"), told)

    def test_it_costs_two_queries_however_many_there_are(self):
        with self.assertNumQueries(2):
            self.client.get("/about/")
        for number in range(5):
            publish(make_page(f"page-{number}"))
        with self.assertNumQueries(2):
            self.client.get("/about/")
