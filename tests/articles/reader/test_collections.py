"""Issues, series, the archive, and the lists of everything: each has its order and its face."""

import json
import re
from datetime import date

from django.test import TestCase
from django.utils import timezone

from articles.models import Article
from articles.models.choices import Kind, Stage
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused
from articles.reader.breadcrumbs import of_piece
from tests.articles.reader.photos import make_photo
from tests.articles.reader.pieces import published
from tests.factories import (
    live_version,
    make_article,
    make_author,
    make_grant,
    make_issue,
    make_publisher,
    make_section,
    make_series,
    publish,
    publish_many,
    say,
)


class CollectionTestCase(TestCase):
    def page(self, path):
        response = self.client.get(path)
        self.assertEqual(response.status_code, 200, path)
        return response

    def titles(self, path):
        return [piece.version.title for piece in self.page(path).context["listing"].pieces]


class IssueTests(CollectionTestCase):
    def test_an_issue_has_its_editorial_first_and_then_its_sections_each_in_its_order(self):
        issue = make_issue("7", title="Water", cover=make_photo(alt="A weir", credit="Ada"))
        first, second = make_section("Essays", position=1), make_section("Books", position=2)
        published("Without a place", section=first, issue=issue)
        published("Second", section=first, issue=issue, issue_place=2)
        published("Book", section=second, issue=issue)
        published("First", section=first, issue=issue, issue_place=1)
        published("We say", section=second, issue=issue, kind=Kind.EDITORIAL)
        published("Elsewhere", section=first)
        make_article(title="A draft", section=first, issue=issue)
        page = self.page("/issue/7/")
        self.assertEqual(
            self.titles("/issue/7/"), ["We say", "First", "Second", "Without a place", "Book"]
        )
        html = page.content.decode()
        headings = ["Editorial", "<bdi>Essays</bdi></h2>", "<bdi>Books</bdi></h2>"]
        self.assertEqual(sorted(headings, key=html.index), headings)
        self.assertEqual([html.count(">Editorial</h2>"), html.count('alt="A weir"')], [1, 1])
        self.assertContains(page, '<h1 class="heading__title"><bdi>Water</bdi></h1>', count=1)

    def test_what_is_printed_stays_and_the_page_says_what_is_so_now(self):
        issue = make_issue("7", title="Water")
        piece = published("The weir", issue=issue, issue_place=1)
        issue.title = "Rivers"
        issue.save()
        self.assertEqual(live_version(piece).issue_name, "7 Water")
        self.assertContains(self.page("/issue/7/"), "<bdi>Rivers</bdi></h1>", count=1)

    def test_the_place_in_an_issue_is_approved_with_the_text(self):
        piece = make_article(stage=Stage.READY, issue=make_issue("7"))
        Article.objects.filter(pk=piece.pk).update(issue_place=4)
        with self.assertRaisesMessage(MoveRefused, "changed after it was approved"):
            perform("publish", piece, by=make_publisher())

    def test_an_issue_of_drafts_has_no_page_no_feed_and_stands_in_no_list(self):
        make_article(issue=make_issue("8", title="Unsaid"), series=make_series("Unsaid too"))
        published("Another")
        for path in ("/issue/8/", "/issue/8/feed/rss.xml", "/series/unsaid-too/"):
            self.assertEqual(self.client.get(path).status_code, 404, path)
        for path in ("/issues/", "/series/", "/sitemap-lists.xml"):
            self.assertNotIn("nsaid", self.page(path).content.decode())
            self.assertNotIn("/issue/8/", self.page(path).content.decode())

    def test_a_cover_that_stands_first_is_waited_for(self):
        told = {"cover": make_photo(alt="A weir", credit="Ada")}
        published("In both", issue=make_issue("7", **told), series=make_series("Rails", **told))
        for path in ("/issue/7/", "/issues/", "/series/rails/", "/series/"):
            picture = re.search(r'<img class="picture".*?>', self.page(path).content.decode())[0]
            self.assertIn('fetchpriority="high"', picture, path)
            self.assertNotIn('loading="lazy"', picture, path)


class SeriesTests(CollectionTestCase):
    def test_a_series_is_read_part_by_part_and_numbers_only_what_has_a_number(self):
        series = make_series("Rails", description="On rails.")
        for title, part in (("Loose", None), ("Two", 2), ("One", 1)):
            published(title, series=series, part=part)
        self.assertEqual(self.titles("/series/rails/"), ["One", "Two", "Loose"])
        html = self.page("/series/rails/").content.decode()
        parts = ["Part 1<", "One</a>", "Part 2<", "Two</a>", "Loose</a>"]
        self.assertEqual([html.count(part) for part in parts], [1] * 5)
        self.assertEqual(sorted(parts, key=html.index), parts)
        self.assertIn('<meta name="description" content="On rails.">', html)

    def test_a_part_is_numbered_in_the_language_of_its_piece(self):
        series = make_series("Rails")
        published("One", series=series, part=1)
        published("Dwa", series=series, part=2, language="pl")
        html = self.page("/series/rails/").content.decode()
        parts = re.findall(r'<li class="item" lang="(..)".*?item__part">(.*?)<', html, re.DOTALL)
        self.assertEqual(parts, [("en", "Part 1"), ("pl", "Część 2")])


class ArchiveTests(CollectionTestCase):
    def test_the_archive_leads_by_year_and_month_to_every_piece(self):
        today = timezone.localdate()
        for title, day in (
            ("Old", date(2019, 12, 31)),
            ("New year", date(2020, 1, 1)),
            ("Later", date(2020, 3, 9)),
        ):
            publish(make_article(title=title), first_published=day)
        published("Now")
        page = self.page("/archive/")
        counted = [(year.number, [(m.day.month, m.pieces) for m in year.months])
                   for year in page.context["years"]]  # fmt: skip
        self.assertEqual(
            counted,
            [(today.year, [(today.month, 1)]), (2020, [(3, 1), (1, 1)]), (2019, [(12, 1)])],
        )
        self.assertEqual(self.titles("/archive/2020/"), ["Later", "New year"])
        self.assertEqual(self.titles("/archive/2019/12/"), ["Old"])
        self.assertEqual(self.titles("/archive/2020/01/"), ["New year"])
        nothing = ("0000", "0001", "2018", "2020/02", "2020/13", "9999", "9999/12")
        for path in (f"/archive/{day}/" for day in nothing):
            self.assertEqual(self.client.get(path).status_code, 404, path)


class IndexTests(CollectionTestCase):
    def entries(self, path):
        return [(str(one), one.pieces) for one in self.page(path).context["listing"].pieces]

    def test_each_list_counts_what_readers_see(self):
        anna, ann, jan = make_author("Anna"), make_author("Ann"), make_author("Jan")
        issue, series = make_issue("7", title="Water"), make_series("Rails")
        for authors in ([anna, jan], [ann], [anna, ann]):
            published("Read", authors=authors, issue=issue, series=series, tags=["Ports"])
        make_article(authors=[make_author("Draft")], issue=issue, series=series, tags=["Ports"])
        ann.merged_into = anna
        ann.save()
        self.assertEqual(self.entries("/authors/"), [("Anna", 3), ("Jan", 1)])
        self.assertEqual(self.entries("/issues/"), [("7 Water", 3)])
        self.assertEqual(self.entries("/series/"), [("Rails", 3)])
        self.assertEqual(self.entries("/tags/"), [("Ports", 3)])
        self.assertContains(self.page("/tags/"), "3 pieces</span>", count=1)

    def test_lists_of_nothing_say_so(self):
        for path in ("/issues/", "/series/", "/authors/", "/tags/", "/archive/"):
            self.assertContains(self.page(path), "There is nothing to read here yet.", count=1)


class FaceTests(CollectionTestCase):
    def test_a_section_shows_its_lead_first_and_a_tag_the_tags_beside_it(self):
        section = make_section("Essays")
        published("Older", section=section, tags=["Ports", "Rails"])
        published("Lead", section=section, tags=["Ports"])
        page = self.page("/section/essays/").content.decode()
        self.assertEqual(page.count("card--feature"), 1)
        self.assertLess(page.index("card--feature"), page.index("Lead</a>"))
        beside = self.page("/tag/ports/").content.decode().partition('class="tags tags--beside"')[2]
        self.assertEqual(beside.partition("</ul>")[0].count("<li>"), 1)
        self.assertIn("<bdi>Rails</bdi>", beside.partition("</ul>")[0])

    def test_every_page_of_a_list_has_a_title_and_a_description_of_its_own(self):
        author, section, series = make_author("Anna"), make_section("Essays"), make_series("Rails")
        publish_many(21, authors=[author], section=section, series=series, tags=["Ports"])
        titles = set()
        for path in ("/section/essays/", "/author/anna/", "/tag/ports/"):
            for page in ("", "?page=2"):
                html = self.page(path + page).content.decode()
                titles.add(html.partition("<title>")[2].partition("</title>")[0])
                described = html.partition('<meta name="description" content="')[2]
                self.assertNotEqual(described.partition('"')[0], "", path)
        self.assertEqual(len(titles), 6)
        self.assertIn("Anna – page 2 · ", " ".join(titles))

    def test_what_is_paid_for_says_so_in_a_line_of_a_list(self):
        grant = make_grant()
        say(grant, "Paid content.", kind="legal-label", placement="top")
        published("Bought", grants=[grant], issue=make_issue("7"), series=make_series("Rails"))
        year = timezone.localdate().year
        for path in ("/issue/7/", "/series/rails/", f"/archive/{year}/"):
            html = self.page(path).content.decode()
            self.assertLess(html.index("Paid content."), html.index("Bought</a>"))


class BreadcrumbTests(CollectionTestCase):
    def test_each_page_is_reached_by_the_list_in_which_it_stands(self):
        author, section = make_author("Anna"), make_section("Essays")
        fields = {"issue": make_issue("7", title="Water"), "series": make_series("Rails")}
        piece = published("The weir", authors=[author], section=section, tags=["Ports"], **fields)
        for path, lists in (
            ("/issue/7/", "/issues/"),
            ("/series/rails/", "/series/"),
            ("/author/anna/", "/authors/"),
            ("/tag/ports/", "/tags/"),
            (f"/archive/{timezone.localdate().year}/", "/archive/"),
        ):
            crumbs = self.page(path).context["crumbs"]
            self.assertEqual([crumb.path for crumb in crumbs], ["/", lists, path])
            nav = self.page(path).content.decode().partition('class="crumbs"')[2]
            self.assertEqual(nav.partition("</nav>")[0].count("<li>"), 2)
        self.assertEqual(
            [crumb.path for crumb in of_piece(live_version(piece))],
            ["/", "/section/essays/", piece.path],
        )

    def test_machines_are_told_the_way_to_each_list_which_readers_need_not_be(self):
        site = "http://127.0.0.1:8000"
        for path, name in (
            ("/archive/", "Archive"),
            ("/issues/", "Issues"),
            ("/series/", "Series"),
            ("/authors/", "Authors"),
            ("/tags/", "Tags"),
            ("/funding/", "Who funds us"),
            ("/corrections/", "Corrections"),
        ):
            html = self.page(path).content.decode()
            (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
            steps = json.loads(told)["breadcrumb"]["itemListElement"]
            self.assertEqual(
                [(step["name"], step["item"]) for step in steps],
                [("Front page", f"{site}/"), (name, site + path)],
            )
            self.assertNotIn('class="crumbs"', html)
