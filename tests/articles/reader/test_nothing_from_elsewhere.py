"""Whoever reads is known to nobody: no cookie, and nothing is asked of another server.

Everything that a stranger can come to is read: pages, feeds, style sheets, pictures.
"""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client, SimpleTestCase, TestCase, override_settings

from articles.models import Redirect, Tag
from articles.publishing.perform import perform
from newsroom.models import Masthead
from tests.articles.reader.crawling import crawl
from tests.articles.reader.photos import make_photo
from tests.articles.reader.pieces import publish_every_kind
from tests.factories import (
    make_article,
    make_author,
    make_funder,
    make_grant,
    make_logo,
    make_page,
    make_picture,
    make_publisher,
    make_section,
    publish,
)

ELSEWHERE = "https://tracker.example/"
# What a link leads to or tells a machine; a browser fetches nothing of it by itself.
ONLY_TOLD = {"canonical", "alternate", "next", "prev", "license", "author", "me"}
FETCHED = {"src", "srcset", "poster", "data", "background", "ping", "imagesrcset", "manifest"}
IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
# Somebody who pasted a page of another site.
PASTED = (
    f'<p>Before.</p><img src="{ELSEWHERE}1.gif"><iframe src="{ELSEWHERE}2"></iframe>'
    f'<p style="background: url({ELSEWHERE}3.png)">In <a href="{ELSEWHERE}">a link</a>.</p>'
    f'<script src="{ELSEWHERE}4.js"></script><video poster="{ELSEWHERE}5.jpg"></video>'
    f'<link rel="stylesheet" href="{ELSEWHERE}6.css"><style>@import "{ELSEWHERE}7.css"</style>'
    '<aside class="embed"><p><a href="https://youtu.be/dQw4w9WgXcQ">A film</a></p></aside>'
)


class Fetched(HTMLParser):
    """The addresses that a browser asks for by itself to show a page."""

    def __init__(self):
        super().__init__()
        self.addresses = set()
        self.in_style = False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.in_style = tag == "style"
        for name in FETCHED & set(attrs):
            self.addresses |= {one.split()[0] for one in attrs[name].split(", ") if one.strip()}
        self.addresses |= set(in_styles(attrs.get("style") or ""))
        relations = set((attrs.get("rel") or "").split())
        # A link in a feed has no address of this kind.
        if tag == "link" and "href" in attrs and not relations & ONLY_TOLD:
            self.addresses.add(attrs["href"])
        if tag in ("use", "image"):
            self.addresses |= {attrs[name] for name in ("href", "xlink:href") if name in attrs}
        if tag == "meta" and (attrs.get("http-equiv") or "").lower() == "refresh":
            self.addresses.add(attrs["content"])

    def handle_data(self, text):
        if self.in_style:
            self.addresses |= set(in_styles(text))

    def handle_endtag(self, tag):
        self.in_style = False


def in_styles(text):
    return [one or other for one, other in IN_STYLES.findall(text)]


def fetched_by(html):
    reader = Fetched()
    reader.feed(html)
    reader.close()
    return reader.addresses


def is_our_own(base, address):
    url = urlsplit(urljoin(settings.SITE_URL + base, address))
    return url.scheme == "data" or f"{url.scheme}://{url.netloc}" == settings.SITE_URL


class Reader(Client):
    """Notes each answer: ``(path, status, cookies as they were set)``."""

    def __init__(self, **given):
        super().__init__(**given)
        self.answers = []

    def request(self, **request):
        answer = super().request(**request)
        self.answers.append((request["PATH_INFO"], answer.status_code, answer.cookies.output()))
        return answer


@override_settings(SERVE_MEDIA=True)
class JourneyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        Masthead.objects.update(
            contact="desk@example.org",
            donate_url=f"{ELSEWHERE}donate",
        )
        publish(make_page("about", body=PASTED))
        publish_every_kind()
        funder = make_funder(url=ELSEWHERE)
        make_logo(funder)
        author = make_author("Ada Lovelace", photo=make_picture())
        author.handles.create(platform="x", handle="@ada")
        photo = make_photo(300, 150, alt="Hills", credit="Ada")
        cls.article = make_article(
            body=PASTED,
            authors=[author],
            grants=[make_grant(funders=[funder])],
            lead_photo=photo,
            section=make_section(),
            tags=["Rivers"],
        )
        publish(cls.article)
        withdrawn = publish(make_article(title="Withdrawn"))
        perform("withdraw", withdrawn, by=make_publisher(), note="A mistake.")
        Redirect.objects.create(old_path="/old/", new_path="/about/")
        reader = Reader()
        # Everything that the site links to, and what it does not.
        also = ["/nothing/", "/old/", withdrawn.path, "/healthz", "/.well-known/security.txt"]
        also += [f"/tag/{tag.slug}/" for tag in Tag.objects.all()]
        also += [f"{path}?utm_source=mail&lang=pl" for path in ("/", cls.article.path)]
        cls.said = crawl(reader, also)
        for language in ("pl", "uk", "de"):
            reader.get("/", headers={"accept-language": language})
            reader.post("/", {"anything": "x"})
        cls.answers = reader.answers

    def test_nobody_who_reads_is_given_a_cookie(self):
        self.assertGreater(len(self.said), 60)
        given = {path: cookies for path, _status, cookies in self.answers if cookies}
        self.assertEqual(given, {})
        statuses = {status for _path, status, _cookies in self.answers}
        self.assertLessEqual({200, 301, 404, 405, 410}, statuses)

    def test_no_link_of_the_site_leads_nowhere(self):
        lost = {path for path, status, _cookies in self.answers if status in (404, 500)}
        # What was read of a text within a text, as JSON writes it, ends with a sign of that.
        self.assertEqual({path for path in lost if not path.endswith("\\")}, {"/nothing/"})

    def test_no_page_asks_another_server_for_anything(self):
        asked = set()
        for address, said in self.said.items():
            # JSON writes the quotes of what it quotes in its own way.
            for found in fetched_by(said.replace('\\"', '"')):
                asked.add(found)
                self.assertTrue(is_our_own(address, found), f"{address} asks for {found}")
        for kind in (".css", ".png", ".webp"):
            self.assertTrue([one for one in asked if kind in one], kind)
        self.assertIn(ELSEWHERE, self.said[self.article.path])

    def test_no_line_is_logged_about_who_reads_what(self):
        with self.assertNoLogs(level="INFO"):
            for path in ("/", self.article.path, "/feed/rss.xml", "/funding/register.csv"):
                self.assertEqual(self.client.get(path).status_code, 200)

    def test_what_asks_another_server_would_be_found(self):
        for page in (
            *(f'<img src="{ELSEWHERE}1.gif">', f'<img srcset="/a.png 1x, {ELSEWHERE}1.gif 2x">'),
            *(
                f'<p style="background:url({ELSEWHERE}1)">',
                f"<style>a{{b:url('{ELSEWHERE}')}}</style>",
            ),
            *('<link rel="preload icon" href="//tracker.example/a">', '<script src="http://a.b">'),
            f'<a ping="{ELSEWHERE}" href="/">',
        ):
            with self.subTest(page):
                self.assertFalse(all(is_our_own("/", found) for found in fetched_by(page)))


class MachineTests(SimpleTestCase):
    def test_what_stands_in_front_is_set_up_to_write_no_line_about_who_reads_what(self):
        deploy = settings.BASE_DIR / "deploy"
        servers = (deploy / "nginx.conf").read_text().split("\nserver {")[1:]
        self.assertEqual(["access_log off;" in server for server in servers], [True] * 3)
        self.assertNotIn("access", (deploy / "newsroom.service").read_text())


class StyleTests(SimpleTestCase):
    def test_no_style_sheet_of_the_site_asks_another_server_for_anything(self):
        seen, waiting = set(), ["css/site.css"]
        while waiting:
            name = waiting.pop()
            seen.add(name)
            with open(finders.find(name), encoding="utf-8") as sheet:
                found = in_styles(sheet.read())
            for address in found:
                self.assertTrue(is_our_own(f"/static/{name}", address), f"{name}: {address}")
                led_to = urlsplit(urljoin(f"/static/{name}", address)).path
                if led_to.endswith(".css"):
                    waiting.append(led_to.removeprefix("/static/"))
        self.assertGreater(len(seen), 5)
