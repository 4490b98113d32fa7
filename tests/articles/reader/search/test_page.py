"""Readers search what is live, narrow it down, and are shown who paid and where the words stand."""

from datetime import date, timedelta

from django.conf import settings
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from funding.models import Statement
from newsroom.models import Masthead
from tests.factories import (
    make_article,
    make_author,
    make_grant,
    make_section,
    publish,
    publish_many,
    say,
    waive,
)

SEARCH = reverse("search")


class SearchTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rivers, cls.towns = make_section("Rivers"), make_section("Towns")
        cls.author = make_author("Hanna Boika")
        cls.grant, cls.kept = make_grant(title="Awakening"), make_grant("", title="Secret")
        say(cls.kept, "Fundusz zapłacił.", language="pl")
        say(cls.grant, "Paid advertisement.", kind=Statement.Kind.LEGAL_LABEL, placement="top")
        publish(
            make_article(
                title="The weir of Łódź",
                standfirst="Who opens <it>.",
                body="<p>" + "Long before. " * 40 + "The mayor said: sluices &amp; gauges.</p>",
                section=cls.rivers,
                authors=[cls.author],
                grants=[cls.grant],
            )
        )
        publish(make_article(title="A weir", section=cls.towns, language="pl", grants=[cls.kept]))
        # What was printed when it could be named.
        waive(cls.kept, hides="name")
        publish(
            make_article(title="An old weir", section=cls.towns), first_published=date(2019, 5, 31)
        )
        make_article(title="A draft of a weir, unheard-of", authors=[make_author("Nobody Yet")])
        publish(
            make_article(title="A planned weir, unthinkable"), at=timezone.now() + timedelta(days=1)
        )

    def ask(self, typed="", status=200, **more):
        self.page = self.client.get(SEARCH, {"q": typed, **more})
        self.assertEqual(self.page.status_code, status)
        results = self.page.context.get("results")
        return [hit.piece.version.title for hit in results.pieces] if results else []

    def suggested(self):
        return [one.q for one in self.page.context.get("suggestions", ())]

    def test_what_is_live_is_found_and_nothing_else(self):
        self.assertEqual(set(self.ask("weir")), {"The weir of Łódź", "A weir", "An old weir"})
        self.assertContains(self.page, "3 pieces")
        for typed in ("draft", "planned", "unheard", "Nobody Yet"):
            self.assertEqual(self.ask(typed), [], typed)

    def test_it_is_narrowed_by_section_author_language_grant_and_dates(self):
        for more, expected in (
            ({"section": self.towns.slug}, {"A weir", "An old weir"}),
            ({"author": self.author.slug}, {"The weir of Łódź"}),
            ({"language": "pl"}, {"A weir"}),
            ({"grant": self.grant.slug}, {"The weir of Łódź"}),
            ({"until": "2019"}, {"An old weir"}),
            ({"since": "2019-05-31", "until": "2019-05"}, {"An old weir"}),
            ({"since": "2019-06"}, {"The weir of Łódź", "A weir"}),
            ({"section": self.towns.slug, "since": "2020"}, {"A weir"}),
            ({"section": "nowhere"}, set()),
        ):
            with self.subTest(more):
                self.assertEqual(set(self.ask("weir", **more)), expected)
                self.assertEqual(set(self.ask("", **more)), expected)
        self.assertEqual(len(self.ask("weir", since="no day", until="2019-02-31")), 3)
        for none in ("no day", "2019-02-31", "2019-13", "2019-00", "2019-05-00"):
            self.assertEqual(self.ask("", since=none, until=none), [], none)

    def test_by_a_grant_that_may_not_be_named_nothing_is_found_and_none_is_offered(self):
        self.assertEqual(self.ask("weir", grant=self.kept.slug), [])
        self.assertEqual(self.ask("secret"), [])
        self.ask("weir")
        choices = self.page.context["choices"]
        self.assertEqual([one.name for one in choices["grant"]], ["Awakening"])
        self.assertIn(("hanna-boika", "Hanna Boika", 1), choices["author"])
        self.assertNotContains(self.page, "Nobody Yet")

    def test_who_merged_into_another_is_found_as_the_other(self):
        former = make_author("Anna Boiko")
        publish(make_article(title="By her former name", authors=[former]))
        former.merged_into = self.author
        former.save()
        self.assertIn("By her former name", self.ask("", author="hanna-boika"))
        told = [one for one in self.page.context["choices"]["author"] if one.slug == "hanna-boika"]
        self.assertEqual([one.count for one in told], [2])

    def test_the_words_are_marked_in_the_title_and_in_what_stands_around_them(self):
        self.ask("weir mayors")
        self.assertContains(self.page, "The <mark>weir</mark> of Łódź</a>", html=False)
        (hit,) = self.page.context["results"].pieces
        self.assertRegex(hit.excerpt, r"^… .*The <mark>mayor</mark> said: sluices &amp; gauges\.$")
        self.assertLess(len(hit.excerpt), 320)
        self.ask("lodz opens")
        self.assertContains(self.page, "<mark>Łódź</mark>")
        self.assertContains(self.page, "Who <mark>opens</mark> &lt;it&gt;.")

    def test_what_was_paid_for_is_labelled_in_the_results(self):
        self.ask("sluices")
        self.assertContains(self.page, "Paid advertisement.", count=1)

    def test_where_nothing_is_found_near_words_of_live_pieces_lead_on(self):
        for typed, expected in (
            ("wier", "weir"),
            ("weier", "weir"),
            ("ewir", "weir"),
            ("Hana", "Hanna"),
            ("lodzz weir", "Łódź weir"),
            ("draftt", None),
            ("unthinkble", None),
            ("unheardof", None),
            ("zzzz", None),
        ):
            with self.subTest(typed):
                self.assertEqual(self.ask(typed), [])
                self.assertEqual(self.suggested()[:1], [expected] if expected else [])
                self.assertContains(self.page, "Nothing was found.")
                self.assertContains(self.page, self.rivers.get_absolute_url())
                self.assertContains(self.page, "An old weir")
        self.ask("weir", language="de")
        (everywhere,) = self.page.context["suggestions"]
        self.assertEqual([everywhere.address(), everywhere.narrowed], ["q=weir", []])
        self.ask("weir ferries")
        self.assertEqual(self.suggested(), ["weir"])
        self.ask('"weir the"')
        self.assertEqual(self.suggested()[:1], ["weir the"])

    def test_results_are_for_no_search_engine_and_the_empty_page_is(self):
        noindex = '<meta name="robots" content="noindex">'
        self.ask("")
        self.assertNotContains(self.page, noindex)
        self.assertContains(self.page, f'<link rel="canonical" href="{settings.SITE_URL}{SEARCH}">')
        self.ask("weir", section="towns", order="other", page="1", utm="x")
        self.assertContains(self.page, noindex)
        address = f'href="{settings.SITE_URL}{SEARCH}?q=weir&amp;section=towns">'
        self.assertContains(self.page, f'<link rel="canonical" {address}')
        self.ask("nothing at all")
        self.assertContains(self.page, noindex)

    def test_whatever_is_typed_is_answered_and_printed_as_text(self):
        for typed in (
            "", '"', "'", "NEAR(a b)", "weir*", "^weir", "title:weir", "\\", "''':*", "& | !", "%s",
            "x" * 10_000, "weir " * 2_000, "\x00", "w\x00eir", "\ud800", "\u202e\u200fweir", "😀",
            "<script>alert(1)</script>", "'; DROP TABLE articles_findable",
        ):  # fmt: skip
            with self.subTest(typed[:20]):
                self.ask(typed.encode("utf-8", "surrogatepass"))
                for character in "\x00\u202e":
                    self.assertNotContains(self.page, character)
                self.assertNotContains(self.page, "<script>")
        for more in ({"page": "0"}, {"page": "2"}, {"page": "x"}):
            self.ask("weir", status=404, **more)
        self.assertContains(self.client.get(SEARCH, {"q": '"><b>'}), f'value="{escape(chr(34))}')

    def test_what_holds_no_word_is_told_to_find_nothing(self):
        for typed, said in (("%%%", 1), ("", 0), (" ", 0)):
            self.assertContains(self.client.get(SEARCH, {"q": typed}), "Nothing was found.", said)

    def test_a_browser_is_told_how_to_search_here(self):
        self.ask("")
        self.assertContains(self.page, f'href="{reverse("opensearch")}"')
        answer = self.client.get(reverse("opensearch"))
        self.assertEqual(answer["Content-Type"], "application/opensearchdescription+xml")
        self.assertContains(answer, f'template="{settings.SITE_URL}{SEARCH}?q={{searchTerms}}"')

    def test_a_browser_is_told_whole_words_of_a_long_name(self):
        for name, short in (
            ("Borderland Review", "Borderland"),
            ("Fen & Moor", "Fen &amp; Moor"),
            ("Grenzlandbeobachter", "Grenzlandbeobach"),
        ):
            Masthead.objects.update(name=name)
            answer = self.client.get(reverse("opensearch"))
            self.assertContains(answer, f"<ShortName>{short}</ShortName>")

    def test_every_page_leads_to_it(self):
        self.assertContains(self.client.get("/"), f'href="{SEARCH}"')

    def test_where_nothing_is_to_be_read_one_can_search(self):
        missing = self.client.get("/nowhere/to/be/found/")
        self.assertContains(missing, f'role="search" action="{SEARCH}"', status_code=404)


class ManyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        publish_many(2, title="One of many", authors=[make_author("Hanna Boika")])

    def count(self, queries, **asked):
        with self.assertNumQueries(queries):
            self.client.get(SEARCH, asked)

    def test_it_costs_the_same_for_few_and_for_many_and_pages_as_lists_do(self):
        for _round in range(2):
            self.count(4, q="many")
            self.count(4, q="many", author="hanna-boika", since="2019", order="newest")
            self.count(5, q="mani mini")
            self.count(2)
            if _round == 0:
                publish_many(20, title="One of many")
        first = self.client.get(SEARCH, {"q": "many"})
        self.assertContains(first, 'href="?q=many&amp;page=2"')
        second = self.client.get(SEARCH, {"q": "many", "page": 2})
        self.assertContains(second, 'href="?q=many"')
        told = [
            hit.piece.version.pk
            for answer in (first, second)
            for hit in answer.context["results"].pieces
        ]
        self.assertEqual(len(set(told)), 22)
