"""Under a piece, who paid stands grant by grant; what else readers should know stands by itself."""

import json
import re
from html.parser import HTMLParser

from django.test import TestCase

from articles.models.choices import Stage
from articles.models.printed import read_printed
from articles.upkeep.outside import disclosures_in, entries_in
from funding.models import Statement
from tests.factories import make_article, make_funder, make_grant, make_logo, say, waive

Kind = Statement.Kind
CONFLICT, MACHINE = "The author is a fellow of the Beta Fund.", "A machine translated this."
HEADING = "What else you should know"


class _Asides(HTMLParser):
    """The heading and the disclosures of each aside: [(headings, texts)]."""

    def __init__(self, html):
        super().__init__()
        self.found, self.into, self.inside = [], None, False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        names = (dict(attrs).get("class") or "").split()
        if tag == "aside":
            self.found.append(([], []))
            self.inside = True
        elif self.inside and tag in ("h2", "strong"):
            self.into = self.found[-1][0]
        elif self.inside and "disclosure" in names:
            self.into = self.found[-1][1]

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "aside"
        if tag in ("h2", "strong", "p"):
            self.into = None

    def handle_data(self, text):
        if self.into is not None:
            self.into.append(text)


class GroupTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.alpha, cls.beta = make_funder("Alpha Fund"), make_funder("Beta Fund")
        cls.one = make_grant("A paid.", funders=[cls.alpha], title="Rivers", views="A’s views.")
        cls.two = make_grant("B paid.", funders=[cls.beta, cls.alpha], title="Ports")
        for funder in (cls.alpha, cls.beta):
            make_logo(funder)

    def piece(self, *grants, **fields):
        grants = grants or (self.two, self.one)
        article = make_article(stage=Stage.PUBLISHED, grants=grants, **fields)
        (whole,) = read_printed(article.versions.live())
        return article, [
            (
                [notice.text for notice in group.notices],
                [logo.alt for logo in group.logos],
                list(group.grants),
            )
            for group in whole.groups
        ]

    def test_each_grant_has_its_words_its_logos_and_its_link(self):
        article, groups = self.piece()
        self.assertEqual(
            groups,
            [
                (["A paid.", "A’s views."], ["Logo of Alpha Fund"], [self.one.pk]),
                (["B paid."], ["Logo of Beta Fund"], [self.two.pk]),
            ],
        )
        page = self.client.get(article.path).content.decode()
        shown = re.findall(
            r'alt="(Logo[^"]*)"|class="disclosure[^>]*>([^<]*)|<bdi>(Rivers|Ports)', page
        )
        self.assertEqual(
            ["".join(one) for one in shown],
            ["Logo of Alpha Fund", "A paid.", "A’s views.", "Rivers"]
            + ["Logo of Beta Fund", "B paid.", "Ports"],
        )

    def test_words_that_two_grants_share_stand_once_with_the_links_to_both(self):
        grants = [
            make_grant("The Fund paid.", funders=[self.alpha], views=views)
            for views in ("First views.", "Second views.")
        ]
        _article, groups = self.piece(*grants)
        self.assertEqual(
            groups,
            [
                (["The Fund paid."], ["Logo of Alpha Fund"], [grant.pk for grant in grants]),
                (["First views."], [], []),
                (["Second views."], [], []),
            ],
        )

    def test_a_logo_stands_beside_the_first_grant_that_may_show_it(self):
        waive(self.one, hides="logo")
        _article, groups = self.piece()
        self.assertEqual(
            [logos for _texts, logos, _grants in groups],
            [[], ["Logo of Beta Fund", "Logo of Alpha Fund"]],
        )

    def test_nothing_is_lost_of_a_grant_without_words_of_its_own(self):
        quiet = make_grant("", funders=[self.beta], title="Quiet")
        say(quiet, CONFLICT, kind=Kind.CONFLICT)
        article, groups = self.piece(self.one, quiet)
        self.assertEqual(groups[1:], [([], ["Logo of Beta Fund"], [quiet.pk])])
        self.assertContains(self.client.get(article.path), "<bdi>Quiet</bdi>", count=1)


class KnownTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        grant = make_grant("The Fund paid.")
        say(grant, CONFLICT, kind=Kind.CONFLICT)
        say(grant, MACHINE, kind=Kind.AI_USE, placement="top")
        cls.article = make_article(stage=Stage.PUBLISHED, grants=[grant])
        cls.expected = [
            (["Who paid for this piece"], ["The Fund paid."]),
            ([HEADING], [CONFLICT, MACHINE]),
        ]

    def get(self, address):
        return self.client.get(address).content.decode()

    def test_it_does_not_stand_under_who_paid_on_the_page(self):
        page = self.get(self.article.path)
        asides = [aside for aside in _Asides(page).found if aside[1]]
        self.assertEqual(asides, self.expected)
        # The label over the piece leads to where it stands.
        self.assertIn(f'<a href="#known">{MACHINE}</a>', page)
        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        self.assertEqual(
            [part["cssSelector"] for part in json.loads(data)["hasPart"]],
            ["#funding", "#known", "#known"],
        )

    def test_it_has_a_heading_of_its_own_wherever_the_piece_goes(self):
        told = [([], ["The Fund paid."]), ([HEADING], [CONFLICT, MACHINE])]
        for name in ("rss.xml", "atom.xml", "feed.json", "summary/rss.xml"):
            for _address, html in entries_in(self.get(f"/feed/{name}")):
                self.assertEqual(_Asides(html).found, told, name)
                self.assertEqual(disclosures_in(html), ["The Fund paid.", CONFLICT, MACHINE])
        text = self.get(f"{self.article.path}text/")
        self.assertIn(f"The Fund paid.\n\n## {HEADING}\n\n{CONFLICT}\n\n{MACHINE}\n", text)

    def test_it_is_data_of_its_own(self):
        (item,) = json.loads(self.get("/feed/feed.json"))["items"]
        self.assertEqual([one["kind"] for one in item["_funding"]["items"]], ["acknowledgement"])
        self.assertEqual([one["kind"] for one in item["_known"]["items"]], ["conflict", "ai-use"])

    def test_a_piece_that_has_nothing_else_to_say_has_no_such_heading(self):
        other = make_article(stage=Stage.PUBLISHED, grants=[make_grant("Another paid.")])
        for address in (other.path, f"{other.path}text/", f"{other.path}republish/"):
            self.assertNotIn(HEADING, self.get(address))
        items = json.loads(self.get("/feed/feed.json"))["items"]
        self.assertEqual([("_known" in item) for item in items], [False, True])
