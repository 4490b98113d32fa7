"""Whatever shows the text of a piece says who paid for it, and nothing is forgotten here.

The table of channels is walked, and the patterns of addresses, and the templates:
a new feed is asked without anybody adding it to a list of these tests.
"""

import re
from functools import cache
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import SimpleTestCase, TestCase, override_settings
from django.urls import path, resolve, reverse
from django.utils import timezone

from articles.models import PublishedVersion
from articles.models.printed import read_printed
from articles.reader.channels.channel import CHANNELS, Channel
from articles.reports.make import make_report
from articles.upkeep.outside import Unreadable, disclosures_in
from articles.writing.preview_links import make_link
from funding.models import Grant
from newsroom import urls
from newsroom.identity.urls import NAMES
from newsroom.models import Identity, Masthead
from tests.architecture import sources
from tests.articles.reader.crawling import crawl
from tests.articles.reader.photos import make_photo
from tests.articles.reader.pieces import SECRET, publish_every_kind
from tests.factories import (
    make_article,
    make_editor,
    make_funder,
    make_funding_manager,
    make_grant,
    make_issue,
    make_logo,
    make_page,
    make_series,
    publish,
)
from tests.routes import routes

# The addresses of readers that show no text of a piece, and what they show.
EXCUSED = {
    "": "Titles and standfirsts, as editors arranged them.",
    "section/<slug:slug>/": "Titles and standfirsts.",
    "author/<slug:slug>/": "Titles and standfirsts, and who the author is.",
    r"^tag/(?P<slug>[\w-]+)/$": "Titles and standfirsts.",
    r"^(?P<path>[\w-]+)/$": "A page of the publication itself, which owes no declaration.",
    r"^(?P<path>[\w-]+)/text/$": "The same as plain text.",
    "issue/<slug:slug>/": "Titles and standfirsts.",
    "series/<slug:slug>/": "Titles and standfirsts.",
    "issues/": "The issues.",
    "series/": "The series.",
    "authors/": "The names of authors.",
    "tags/": "The tags.",
    "archive/": "Numbers.",
    r"^archive/(?P<year>\d{4})/$": "Titles.",
    r"^archive/(?P<year>\d{4})/(?P<month>\d\d)/$": "Titles.",
    "search/": "Titles, standfirsts, and the words of a text around those that were sought.",
    "opensearch.xml": "How a browser searches.",
    "corrections/": "The notes on pieces, and their titles.",
    "healthz": "A word for machines.",
    "readyz": "A word for machines.",
    "metrics": "Numbers for machines.",
    "sitemap.xml": "Addresses.",
    "sitemap-<section>.xml": "Addresses.",
    "news-sitemap.xml": "Addresses and titles.",
    "robots.txt": "Words for search engines.",
    "trust.txt": "Where else the publication is.",
    ".well-known/trust.txt": "Where else the publication is.",
    "llms.txt": "Titles and standfirsts.",
    ".well-known/security.txt": "Whom to tell of holes.",
    r"^identity-(?P<digest>[0-9a-f]{16})\.css$": "All styles, with colours and typefaces.",
    rf"^icons/(?P<sha>[0-9a-f]{{64}})/(?P<name>{NAMES})$": "The icon.",
    "favicon.ico": "The icon.",
    "apple-touch-icon.png": "The icon.",
    "manifest.webmanifest": "The name of the publication, and its icons.",
    "funding/": "The grants, and not what was written.",
    "funding/register.csv": "The grants.",
    "funding/register.json": "The grants.",
    "funding/360giving.json": "The grants.",
    "funding/<slug:slug>/": "What a grant has to say, and titles and standfirsts.",
    "funder/<slug:slug>/": "Grants, and titles and standfirsts.",
    r"^pictures/(?P<size>[a-z0-9-]{1,20})/(?P<sha>[0-9a-f]{64})\.(?P<kind>avif|webp|jpg)$": (
        "A picture."
    ),
    r"^media/(?P<name>pictures/[0-9a-f]{2}/[0-9a-f]{64}\.(?:jpg|png|webp|avif))$": "A picture.",
}

# What nobody comes to but by a link that somebody at the desk has made for them.
LENT = "preview/<str:key>/"


def routes_of_readers():
    """The pattern of every address that is not the desk's, as `resolve(address).route` has it."""
    found = {route for route, _pattern in routes() if not route.startswith("desk/")}
    return found - {LENT}


def routes_of(addresses):
    return {resolve(urlsplit(address).path).route for address in addresses}


def claimed(channels, pieces):
    """The routes at which channels show pieces."""
    return routes_of(
        address for channel in channels for piece in pieces for address in channel.addresses(piece)
    )


def silent(client, channels, pieces):
    """Yield a sentence for every channel that does not say of a piece what was frozen."""
    ask = cache(client.get)
    for channel in channels:
        for piece in pieces:
            title, told = piece.version.title, [notice.text for notice in piece.notices]
            addresses = channel.addresses(piece)
            if not addresses:
                yield f"{channel.name} has no address for {title}."
            for address in addresses:
                response = ask(address)
                if response.status_code != 200:
                    yield f"{address} answers {response.status_code}."
                elif not told or _found(channel, response.content.decode(), piece) != told:
                    yield f"{channel.name} does not say at {address} who paid for {title}."


def _found(channel, answer, piece):
    """What a channel says of who paid, or a sentence where its answer cannot be read."""
    try:
        return channel.found(answer, piece)
    except Unreadable as problem:
        return str(problem)


# What prints the text of a page of the publication itself, which owes no declaration.
OWING_NOTHING = "templates/articles/page.html"


def bare(path, template):
    """A template that prints the text of a piece, and does not say who paid."""
    if path == OWING_NOTHING:
        return
    says = re.search(r'{% include "funding/_(?:funding|notices)\.html" with piece=piece', template)
    if re.search(r"version\.body|\bprinted_body\b", template) and not says:
        yield path


def podcast(request):
    """What somebody may add one day: it has the texts, and nothing on who paid."""
    pieces = read_printed(PublishedVersion.objects.live())
    return HttpResponse("".join(piece.version.body for piece in pieces))


# The newsroom's addresses with that one: a urlconf for the tests of these checks.
FORGOTTEN = "forgotten-podcast.xml"
urlpatterns = [path(FORGOTTEN, podcast), *urls.urlpatterns]

SILENT = "Print it with content() or templates/funding/_disclosures.html."
UNTOLD = (
    "Every address of readers is that of a row of CHANNELS in articles/reader/channels/channel.py, "
    "or, if it shows no text of a piece, a row of EXCUSED here."
)
SHOWING = "What shows the text of a piece is a row of CHANNELS and says who paid; no excuse helps."
UNLINKED = "Readers reach every address by links: put one on a page."


class ChannelTests(TestCase):
    maxDiff = None

    @classmethod
    def setUpTestData(cls):
        cls.articles = publish_every_kind()

    def pieces(self):
        return read_printed(PublishedVersion.objects.live())

    def test_every_channel_says_who_paid_letter_for_letter(self):
        self.assertEqual(list(silent(self.client, CHANNELS, self.pieces())), [], SILENT)

    def test_a_channel_that_says_nothing_or_nowhere_is_found(self):
        (piece,) = read_printed(self.articles["none"].versions.live())
        page = CHANNELS[0]
        channels = [
            page,
            Channel("mute", lambda piece: [f"/{FORGOTTEN}"], page.found),
            Channel("lost", lambda piece: [], page.found),
            Channel("gone", lambda piece: ["/podcast/"], page.found),
            Channel("curt", page.addresses, lambda *asked: page.found(*asked)[1:]),
        ]
        with override_settings(ROOT_URLCONF=__name__):
            found = list(silent(self.client, channels, [piece]))
        self.assertEqual(
            found,
            [
                f"mute does not say at /{FORGOTTEN} who paid for None.",
                "lost has no address for None.",
                "/podcast/ answers 404.",
                f"curt does not say at {piece.version.path} who paid for None.",
            ],
        )

    def test_every_address_is_that_of_a_channel_or_excused(self):
        channels = claimed(CHANNELS, self.pieces())
        self.assertEqual(channels | EXCUSED.keys(), routes_of_readers(), UNTOLD)
        self.assertEqual(channels & EXCUSED.keys(), set(), SHOWING)

    @override_settings(ROOT_URLCONF=__name__)
    def test_a_new_address_is_found(self):
        told = claimed(CHANNELS, self.pieces()) | EXCUSED.keys()
        self.assertIn(FORGOTTEN, routes_of_readers() - told)

    def test_no_channel_says_what_is_withheld(self):
        (piece,) = read_printed(self.articles["withheld"].versions.live())
        for channel in CHANNELS:
            for address in channel.addresses(piece):
                answer = self.client.get(address).content.decode()
                for secret in (SECRET, "Secret"):
                    self.assertNotIn(secret, answer, channel.name)


class ExcusedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        fund = make_funder()
        make_logo(fund)
        Masthead.objects.update(contact="desk@example.org", llms_txt=True)
        publish(make_page())
        Identity.objects.update(accent="#0b5e4f")
        publish(
            make_article(
                body="<p>The words of the text.</p>",
                tags=["Ports"],
                issue=make_issue(),
                series=make_series(),
                grants=[make_grant(funders=[fund])],
                lead_photo=make_photo(alt="A quay", credit="A. Photographer"),
            )
        )

    def shown(self):
        """Every route that answers, and those among them that show the text."""
        plain = [f"/{route}" for route in routes_of_readers() if re.fullmatch(r"[\w./-]+", route)]
        # Nobody without it reads the numbers.
        self.client.defaults["HTTP_AUTHORIZATION"] = "Bearer token"
        with override_settings(METRICS_TOKEN="token"):
            said = crawl(self.client, also=plain)
        text = [address for address in said if "The words of the text." in said[address]]
        return routes_of(said), routes_of(text)

    def test_the_text_of_a_piece_is_shown_by_channels_and_by_nothing_else(self):
        answering, showing = self.shown()
        self.assertEqual(answering, routes_of_readers(), UNLINKED)
        whole = [channel for channel in CHANNELS if channel.is_whole]
        channels = claimed(whole, read_printed(PublishedVersion.objects.live()))
        self.assertEqual(showing, channels, SHOWING)

    @override_settings(ROOT_URLCONF=__name__)
    def test_an_address_that_shows_the_text_is_found_whatever_its_excuse(self):
        _answering, showing = self.shown()
        self.assertEqual(showing & {*EXCUSED, FORGOTTEN}, {FORGOTTEN})


class ElsewhereTests(TestCase):
    """What shows pieces to somebody else than readers is made as their page is."""

    @classmethod
    def setUpTestData(cls):
        cls.articles = publish_every_kind()

    def test_the_desk_says_who_paid_in_previews_and_old_versions(self):
        self.client.force_login(make_editor())
        for article in self.articles.values():
            (piece,) = read_printed(article.versions.live())
            for name, key in (
                ("articles_article_preview", article.pk),
                ("articles_publishedversion_page", piece.version.pk),
            ):
                page = self.client.get(reverse(f"admin:{name}", args=[key])).content.decode()
                told = [notice.text for notice in piece.notices]
                self.assertEqual(disclosures_in(page), told, name)
                back = reverse("admin:articles_article_change", args=[article.pk])
                self.assertInHTML(f'<a href="{back}">Back to the piece at the desk</a>', page)

    def test_a_preview_link_says_who_paid(self):
        self.assertIn(LENT, {route for route, _pattern in routes()})
        editor = make_editor()
        for article in self.articles.values():
            (piece,) = read_printed(article.versions.live())
            _link, key = make_link(article, by=editor)
            page = self.client.get(reverse("preview", args=[key])).content.decode()
            self.assertEqual(disclosures_in(page), [notice.text for notice in piece.notices])

    def test_the_copies_of_pages_in_a_report_say_who_paid(self):
        manager, today = make_funding_manager(), timezone.localdate()
        found = {}
        for grant in Grant.objects.all():
            report = make_report(grant, today, today, by=manager)
            for file in report.files.filter(name__startswith="pages/"):
                found[file.name] = disclosures_in(file.content)
        funded = read_printed(PublishedVersion.objects.live().filter(funding="funded"))
        self.assertEqual(
            found,
            {
                f"pages{piece.version.path}1.html": [notice.text for notice in piece.notices]
                for piece in funded
            },
        )


class TemplateTests(SimpleTestCase):
    def test_no_template_prints_a_text_without_who_paid(self):
        found = [
            bad
            for path, template in sources(".html", ".txt", ".xml")
            for bad in bare(path, template)
        ]
        self.assertEqual(found, [])
        for template in ("{{ version.body|safe }}", '{% printed_body piece "feed" %}'):
            self.assertEqual(list(bare("mail.html", template)), ["mail.html"])
