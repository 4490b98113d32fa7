from django.test import TestCase
from django.utils import timezone

from articles.models.choices import Stage
from tests.factories import (
    make_article,
    make_author,
    make_issue,
    make_section,
    make_series,
    publish_many,
)


class ListTests(TestCase):
    def titles(self, path):
        response = self.client.get(path)
        self.assertEqual(response.status_code, 200)
        return [piece.version.title for piece in response.context["listing"].pieces]

    def test_every_list_costs_the_same_for_one_piece_and_for_thirty(self):
        author, section = make_author(), make_section()
        issue, series, year = make_issue(), make_series(), timezone.localdate().year
        pages = {
            issue.get_absolute_url(): 3,
            series.get_absolute_url(): 3,
            "/issues/": 2,
            "/series/": 2,
            "/authors/": 4,
            "/tags/": 3,
            "/archive/": 2,
            f"/archive/{year}/": 2,
            "/": 4,
            section.get_absolute_url(): 3,
            author.get_absolute_url(): 5,
            "/tag/culture/": 3,
        }
        for number in (1, 29):
            fields = {"issue": issue, "series": series, "tags": ["culture"]}
            publish_many(number, authors=[author], section=section, **fields)
            for path, queries in pages.items():
                with self.subTest(path=path, number=number), self.assertNumQueries(queries):
                    self.client.get(path)

    def test_a_list_has_twenty_pieces_a_page_newest_first(self):
        published = [article.title for article in publish_many(21)][::-1]
        self.assertEqual(self.titles("/"), published[:20])
        self.assertEqual(self.titles("/?page=2"), published[20:])
        self.assertContains(self.client.get("/"), 'href="?page=2"', count=1)
        self.assertNotContains(self.client.get("/?page=2"), "Older pieces")

    def test_a_page_that_does_not_exist_is_not_found(self):
        publish_many(1)
        for page in ("2", "0", "-1", "x", "", "1.5", "99999999999999999999", "²", "01", "%00"):
            with self.subTest(page=page):
                self.assertEqual(self.client.get(f"/?page={page}").status_code, 404)

    def test_an_empty_newsroom_has_a_front_page(self):
        self.assertContains(self.client.get("/"), "There is nothing to read here yet.", count=1)

    def test_a_section_lists_what_was_filed_under_it_when_published(self):
        one, two = make_section("One"), make_section("Two")
        article = make_article(stage=Stage.PUBLISHED, section=one, title="Filed under one")
        make_article(stage=Stage.PUBLISHED, section=two, title="Filed under two")
        article.section = two
        article.save()
        self.assertEqual(self.titles("/section/one/"), ["Filed under one"])
        self.assertEqual(self.titles("/section/two/"), ["Filed under two"])

    def test_the_navigation_names_only_sections_with_something_to_read(self):
        make_article(stage=Stage.PUBLISHED, section=make_section("Full"))
        make_article(section=make_section("Empty"))
        page = self.client.get("/funding/")
        self.assertContains(page, ">Full</bdi>", count=1)
        self.assertNotContains(page, "Empty")

    def test_an_author_lists_their_own_pieces_and_those_of_whoever_was_merged_into_them(self):
        anna, ann, a = make_author("Anna"), make_author("Ann"), make_author("A.")
        for author in (anna, ann, a, make_author("Jan")):
            make_article(stage=Stage.PUBLISHED, authors=[author], title=f"By {author.name}")
        ann.merged_into = anna
        ann.save()
        a.merged_into = ann
        a.save()
        self.assertEqual(self.titles("/author/anna/"), ["By A.", "By Ann", "By Anna"])
        for slug in (ann.slug, a.slug):
            response = self.client.get(f"/author/{slug}/")
            self.assertRedirects(response, "/author/anna/", status_code=301)

    def test_an_author_s_old_address_leads_to_the_new_one(self):
        author = make_author("Anna")
        make_article(stage=Stage.PUBLISHED, authors=[author])
        author.slug = "anna-nowak"
        author.save()
        response = self.client.get("/author/anna/")
        self.assertRedirects(response, "/author/anna-nowak/", status_code=301)

    def test_an_author_without_a_live_piece_has_no_page(self):
        make_article(authors=[make_author("Anna")])
        self.assertEqual(self.client.get("/author/anna/").status_code, 404)
        self.assertEqual(self.client.get("/author/nobody/").status_code, 404)

    def test_a_tag_lists_what_was_published_with_it(self):
        article = make_article(stage=Stage.PUBLISHED, tags=["Belarus"], title="Tagged")
        make_article(stage=Stage.PUBLISHED, title="Not tagged")
        make_article(tags=["Belarus"], title="A draft")
        article.tags.clear()
        self.assertEqual(self.titles("/tag/belarus/"), ["Tagged"])
        self.assertEqual(self.client.get("/tag/none/").status_code, 404)
