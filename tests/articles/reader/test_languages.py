"""A page says every word in its own language, and says it to everybody."""

import json
import re

from django.test import TestCase
from django.utils.translation import get_language

from articles.models import Correction
from articles.models.choices import Stage
from articles.publishing.perform import perform
from newsroom.models import Masthead
from tests.factories import (
    make_article,
    make_author,
    make_funder,
    make_grant,
    make_page,
    make_publisher,
    make_section,
    publish,
    say,
)

# What every language writes so, and the address of the site, which the footer prints.
NAMES = re.compile(
    r"\b(?:RSS|Atom|JSON Feed|JSON|CSV|HTML|360Giving|PLN|_\w+|content_html|items|kind|text|lang"
    r"|Mastodon|Bluesky|Facebook|Telegram|WhatsApp|X|declaration|funded|none|grant_url|JavaScript|PIN)\b|https?://[^\s<\"]+|/\d{4}/[^\s<\"]+"
)
UNSEEN = re.compile(r"<(script|style|textarea)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
SPOKEN_OF = re.compile(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"')
LATIN = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]+)*")


class LanguagesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        Masthead.objects.update(name="Газета", tagline="Пра ўсё", language="be", legal_name="Фонд")
        publish(make_page("about", title="Пра нас", body="<p>Мы.</p>", language="be"))
        grant = make_grant(
            "",
            title="Праект",
            slug="praekt",
            funders=[make_funder("Фундацыя", slug="fundacyja")],
            amount=1000,
            currency="PLN",
            starts_on="2026-03-01",
            ends_on="2027-02-28",
            awarded_on="2026-02-01",
        )
        say(grant, "Аплаціла Фундацыя.", language="be")
        words = {
            "title": "Назва",
            "standfirst": "Лід",
            "body": "<p>Тэкст.</p>",
            "language": "be",
            "section": make_section("Культура", slug="kultura"),
            "grants": [grant],
        }
        cls.article = make_article(
            stage=Stage.PUBLISHED,
            slug="nazva",
            kind="review",
            authors=[make_author("Алесь Кот", slug="kot", bio="Піша.")],
            tags=["Кніга"],
            **words,
        )
        Correction.objects.create(article=cls.article, text="Памылка.", dated="2026-11-17")
        publish(cls.article)
        cls.withdrawn = make_article(stage=Stage.PUBLISHED, slug="inshaja", **words)
        perform("withdraw", cls.withdrawn, by=make_publisher(), note="x", public_note="Памылка.")
        cls.pages = [
            "/", cls.article.path, f"{cls.article.path}republish/", cls.withdrawn.path,
            "/nothing/", "/funding/", "/funding/praekt/", "/funder/fundacyja/", "/corrections/",
            "/section/kultura/", "/author/kot/", f"/tag/{cls.article.tags.get().slug}/", "/about/",
        ]  # fmt: skip

    def page(self, path, language="be"):
        return self.client.get(path, headers={"accept-language": language})

    def test_no_english_word_stands_in_a_belarusian_page(self):
        found = {}
        for path in [*self.pages, "/desk/login/", "/desk/login/forgotten/"]:
            page = UNSEEN.sub("", self.page(path).content.decode())
            said = " ".join([TAG.sub(" ", page), *SPOKEN_OF.findall(page)])
            if words := LATIN.findall(NAMES.sub("", said)):
                found[path] = words
        self.assertEqual(found, {})

    def test_whoever_asks_is_told_the_same_and_no_cache_of_a_choice(self):
        data = [
            f"{self.article.path}text/", "/sitemap.xml", "/funding/register.json",
            "/funding/register.csv", "/feed/rss.xml", "/language/be/feed/atom.xml",
        ]  # fmt: skip
        for path in self.pages + data:
            with self.subTest(path):
                one, other = self.page(path, "de"), self.page(path, "pl")
                self.assertEqual(one.content, other.content)
                self.assertNotIn("Content-Language", one.headers)
                self.assertNotIn("Accept-Language", one.headers.get("Vary", ""))

    def test_the_desk_speaks_as_who_asks_wants_says_so_and_forgets_it(self):
        page = self.page("/desk/login/", "pl")
        self.assertContains(page, "Zaloguj się")
        self.assertEqual(page["Content-Language"], "pl")
        self.assertIn("Accept-Language", page["Vary"])
        self.assertEqual(get_language(), "en")

    def test_the_feed_of_a_language_is_called_as_it_calls_itself_and_leads_to_a_page(self):
        feed = json.loads(self.page("/language/be/feed/feed.json").content)
        self.assertEqual(feed["title"], "беларуская · Газета")
        address = feed["home_page_url"].removeprefix(feed["feed_url"].partition("/language")[0])
        self.assertEqual(self.page(address).status_code, 200)
