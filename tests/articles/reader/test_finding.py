"""How search engines find pieces, and what they are kept from."""

from datetime import timedelta

from defusedxml import ElementTree
from django.test import TestCase
from django.utils import timezone

from articles.models.choices import Stage
from newsroom.models import Masthead
from tests.factories import (
    make_article,
    make_author,
    make_grant,
    make_issue,
    make_page,
    make_section,
    make_series,
    publish,
)

SITE = "http://127.0.0.1:8000"


class FindingTests(TestCase):
    def locations(self, path):
        response = self.client.get(path)
        self.assertEqual(response["Content-Type"], "application/xml")
        root = ElementTree.fromstring(response.content)
        return [e.text.removeprefix(SITE) for e in root.iter() if e.tag.endswith("}loc")]

    def test_the_sitemap_leads_to_everything_that_is_live_and_nothing_else(self):
        author, grant = make_author("Anna"), make_grant(title="Rivers")
        section = make_section("Essays")
        article = make_article(
            stage=Stage.PUBLISHED,
            authors=[author],
            grants=[grant],
            section=section,
            tags=["Bug"],
            issue=make_issue("7"),
            series=make_series("Rivers"),
        )
        make_article(
            authors=[make_author("Draft")],
            section=make_section("Empty"),
            tags=["No"],
            issue=make_issue("8"),
        )
        publish(make_article(), at=timezone.now() + timedelta(days=1))
        publish(make_page("about"))
        maps = self.locations("/sitemap.xml")
        self.assertEqual(
            maps,
            [
                "/sitemap-pieces.xml",
                "/sitemap-pages.xml",
                "/sitemap-lists.xml",
                "/sitemap-funding.xml",
            ],
        )
        self.assertEqual(
            [self.locations(path) for path in maps],
            [
                [article.path],
                ["/about/"],
                [
                    *("/", "/section/essays/", "/author/anna/", "/tag/bug/"),
                    *("/issue/7/", "/series/rivers/"),
                    *("/archive/", "/issues/", "/series/", "/authors/", "/tags/"),
                ],
                [
                    "/corrections/",
                    "/funding/",
                    "/funding/rivers/",
                    grant.funders.get().get_absolute_url(),
                ],
            ],
        )

    def test_the_sitemap_costs_the_same_for_one_piece_and_for_thirty(self):
        for number in (1, 29):
            for _ in range(number):
                make_article(stage=Stage.PUBLISHED, grants=[make_grant()], tags=["Bug"])
            for path, queries in (
                ("/sitemap.xml", 9),
                ("/sitemap-pieces.xml", 2),
                ("/sitemap-lists.xml", 5),
                ("/sitemap-pages.xml", 1),
                ("/sitemap-funding.xml", 2),
            ):
                with self.subTest(path=path), self.assertNumQueries(queries):
                    self.client.get(path)

    def test_a_sitemap_that_does_not_exist_is_not_found(self):
        for path in ("/sitemap-x.xml", "/sitemap-pieces.xml?p=2", "/sitemap-pieces.xml?p=x"):
            self.assertEqual(self.client.get(path).status_code, 404)

    def test_robots_are_led_to_the_sitemap_and_away_from_the_desk(self):
        self.assertEqual(
            self.client.get("/robots.txt").content.decode(),
            "User-agent: *\nDisallow:\n\n"
            f"Sitemap: {SITE}/sitemap.xml\nSitemap: {SITE}/news-sitemap.xml\n",
        )

    def test_a_copy_and_a_text_are_not_indexed_and_name_the_page(self):
        article = make_article(stage=Stage.PUBLISHED)
        copy = self.client.get(f"{article.path}republish/")
        self.assertContains(copy, '<meta name="robots" content="noindex">', count=1)
        self.assertContains(copy, f'<link rel="canonical" href="{SITE}{article.path}">', count=1)
        text = self.client.get(f"{article.path}text/")
        self.assertEqual(
            [text["X-Robots-Tag"], text["Link"], text["Content-Type"]],
            ["noindex", f'<{SITE}{article.path}>; rel="canonical"', "text/plain; charset=utf-8"],
        )

    def test_the_copy_names_who_published_first(self):
        Masthead.objects.update(name="The Review")
        article = make_article(stage=Stage.PUBLISHED, authors=[make_author("Anna")])
        copy = self.client.get(f"{article.path}republish/").context["copy"]
        self.assertIn("First published by The Review:", copy)
        self.assertIn(f'<a href="{SITE}{article.path}">', copy)
        self.assertIn("<p>Anna</p>", copy)

    def test_what_is_not_live_has_no_copy_and_no_text(self):
        article = publish(make_article(), at=timezone.now() + timedelta(days=1))
        gone = publish(make_article(), until=timezone.now() + timedelta(days=1))
        gone.versions.update(live_until=timezone.now())
        for kind in ("republish", "text"):
            self.assertEqual(self.client.get(f"{article.path}{kind}/").status_code, 404)
            self.assertEqual(self.client.get(f"{gone.path}{kind}/").status_code, 410)
