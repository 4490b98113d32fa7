"""Every kind of page that readers are given, full of what is hard to lay out."""

from urllib.parse import urlsplit

from django.urls import resolve

from articles.models import Correction
from articles.models.choices import Kind
from articles.publishing.perform import perform
from newsroom.models import Masthead
from tests.articles.reader.photos import make_photo
from tests.articles.reader.test_every_channel import routes_of_readers
from tests.browser.chromium import BrowserTestCase
from tests.browser.layout import FAULTS, faults
from tests.factories import (
    add_party,
    figure_of,
    make_article,
    make_author,
    make_funder,
    make_grant,
    make_issue,
    make_logo,
    make_page,
    make_picture,
    make_publisher,
    make_section,
    make_series,
    publish,
    publish_many,
)

LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente"
FUND = f"Förderungs{LONG[::-1]}"
ROW = "<tr>" + "<td>a rather wide cell</td>" * 9 + "</tr>"
# What readers are given that is no page.
NO_PAGES = (
    *("feed/", "pictures/", "media/", "icons/", "identity-", "sitemap", "oembed", ".well-known"),
    *("healthz", "readyz", "metrics", "desk/"),
)
ENDINGS = (".xml", ".json", ".csv", ".txt", ".ico", ".png", ".webmanifest", "text/", "text/$")


class LayoutTests(BrowserTestCase):
    def setUp(self):
        Masthead.objects.update(name=LONG, tagline=LONG, legal_name=LONG)
        section = make_section(LONG, description=f"{LONG} {LONG}")
        filed = {
            "section": section,
            "issue": make_issue(title=LONG, description=LONG, cover=make_photo(200, 300)),
            "series": make_series(LONG, description=LONG),
            "tags": [LONG, "Ports"],
        }
        author = make_author(LONG, bio=f"{LONG} writes.", photo=make_picture(90, 120))
        author.handles.create(platform="bluesky", handle="a-rather-long-handle.example")
        grant = make_grant(FUND, funders=[make_funder(FUND)], title=FUND)
        add_party(grant, make_funder(f"{FUND} 2"), position=1)
        make_logo(make_funder("With a logo"), file=make_picture(300, 60))
        make_page(title=LONG)
        body = "".join(
            [
                f"<h2>{LONG}</h2><p>{LONG * 3}<sup><a href='#fn-1'>[1]</a></sup></p>",
                *(f'<aside class="{kind}"><p>{LONG}</p></aside>' for kind in ("pull", "box")),
                f'<aside class="card"><p><a href="https://example.org/">{LONG}</a></p></aside>',
                *(figure_of(make_photo(300, 450), LONG, width) for width in ("", "wide", "full")),
                *(figure_of(make_photo(400, 200 + number), LONG, "beside") for number in (0, 100)),
                f"<table>{ROW * 2}</table><ol><li id='fn-1'><p>{LONG}</p></li></ol>",
            ]
        )
        written = {"body": body, "standfirst": LONG, "authors": [author], **filed}
        self.pieces = [
            make_article(title=LONG, grants=[grant], lead_photo=make_photo(900, 500), **written),
            make_article(title="«لم يسأل أحدٌ النهر»", language="ar", **written),
            make_article(title="“A portrait”", lead_photo=make_photo(300, 400), **written),
            make_page(title=LONG, slug="about", body=body),
        ]
        for piece in self.pieces:
            publish(piece)
        Correction.objects.create(article=self.pieces[0], text=LONG)
        publish(self.pieces[0])
        publish_many(21, section=section, title=f"{LONG} again", kind=Kind.EDITORIAL)
        self.gone = publish(make_article(title=LONG))
        perform("withdraw", self.gone, by=make_publisher(), note="False.", public_note=LONG)

    def test_no_page_of_readers_sticks_out_or_lies_over_itself(self):
        page = self.browser.new_page()
        self.addCleanup(page.close)
        special = [*(piece.path for piece in (*self.pieces, self.gone)), "/no/", "/", "/?page=2"]
        special += ["/search/?q=again", "/search/?q=nothing"]
        waiting, seen = [*special], set()
        for number, path in enumerate(waiting):
            route = resolve(urlsplit(path).path).route
            if number >= len(special) and route in seen:
                continue
            seen.add(route)
            self.look(page, path, (1280, 390))
            links = page.eval_on_selector_all("a[href^='/']", "(all) => all.map((a) => a.pathname)")
            waiting += filter(is_page, dict.fromkeys(links))
        self.assertEqual(pages_of_readers() - seen, set())

    def test_nor_does_one_that_is_read_from_right_to_left(self):
        Masthead.objects.update(language="ar")
        page = self.browser.new_page()
        self.addCleanup(page.close)
        for path in ("/", self.pieces[1].path, "/funding/", "/archive/", "/search/?q=again"):
            self.look(page, path, (390,))

    def look(self, page, path, widths):
        page.goto(f"{self.live_server_url}{path}")
        with self.subTest(path):
            self.assertEqual(faults(page, widths), {})


class FaultTests(BrowserTestCase):
    def test_each_fault_is_found(self):
        for html, told in (
            ('<p class="x" style="width: 900px">x</p>', "sticks out of the window"),
            ('<p>one</p><p class="x" style="margin-top: -2em">two</p>', "lies over"),
            ('<ul><li><a href="/">x</a></li></ul>', "is hard to press"),
        ):
            page = self.browser.new_page(viewport={"width": 390, "height": 800})
            self.addCleanup(page.close)
            page.set_content(f"<body style='margin: 0'><main>{html}</main>")
            self.assertIn(told, " ".join(page.evaluate(FAULTS, 24)))


def is_page(address):
    """Whether there is a page at an address, or the route of one."""
    of_readers = address.lstrip("^/")
    return not of_readers.startswith(NO_PAGES) and not of_readers.endswith(ENDINGS)


def pages_of_readers():
    return {route for route in routes_of_readers() if is_page(route) and "feed/" not in route}
