"""What leads on from a piece: each piece once, only what is live, and one query for all of it."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import Relation
from articles.models.choices import Kind
from articles.models.printed import read_printed
from articles.reader.onward import onward
from articles.reader.reading_time import minutes
from articles.reader.ways_to_share import ways_to_share
from tests.articles.reader.pieces import published
from tests.factories import (
    make_article,
    make_author,
    make_grant,
    make_issue,
    make_section,
    make_series,
    publish,
    publish_many,
    say,
)


def from_(article):
    (piece,) = read_printed(article.versions.live())
    return onward(piece)


def titles(pieces):
    return [piece.version.title for piece in pieces]


def relate(one, other, weight):
    Relation.objects.create(article=one, other=other, weight=weight)


class OnwardTests(TestCase):
    def beside(self, article):
        ways = from_(article)
        return [one and one.version.title for one in (ways.previous, ways.following)]

    def test_the_parts_of_a_series_lead_to_each_other_in_their_order(self):
        series = make_series()
        two, one = (published(t, series=series, part=n) for t, n in (("Two", 2), ("One", 1)))
        loose = published("Loose", series=series)
        make_article(title="A draft", series=series, part=3)
        published("Of none")
        self.assertEqual(self.beside(one), [None, "Two"])
        self.assertEqual(self.beside(two), ["One", "Loose"])
        self.assertEqual(self.beside(loose), ["Two", None])

    def test_so_do_the_pieces_of_an_issue_section_by_section(self):
        issue, essays, books = make_issue(), make_section("E", position=1), make_section("B")
        books.position = 2
        books.save()
        book = published("Book", issue=issue, section=books)
        essay = published("Essay", issue=issue, section=essays)
        editorial = published("We", issue=issue, section=books, kind=Kind.EDITORIAL)
        self.assertEqual(self.beside(editorial), [None, "Essay"])
        self.assertEqual(self.beside(essay), ["We", "Book"])
        self.assertEqual(self.beside(book), ["Essay", None])

    def test_what_stands_in_neither_leads_on_in_time(self):
        first, second, third = publish_many(3)
        later = publish(make_article(), at=timezone.now() + timedelta(days=1))
        self.assertEqual(self.beside(second), [first.title, third.title])
        self.assertEqual(self.beside(third), [second.title, None])
        self.assertNotIn(later.title, titles(from_(third).newest))

    def test_no_piece_is_offered_twice_or_on_its_own_page_and_every_list_is_full(self):
        author, section = make_author(), make_section("Own")
        pieces = publish_many(20, authors=[author], section=section)
        here, *others = pieces
        for weight, other in enumerate(others[:6], start=1):
            relate(here, other, 1000 + weight)
        ways = from_(here)
        self.assertEqual(titles(ways.related), titles_of(others[2:6][::-1]))
        lists = [ways.related, ways.of_author, ways.of_section, ways.newest]
        self.assertEqual([len(one) for one in lists], [4, 3, 3, 3])
        offered = [ways.following, *(piece for one in lists for piece in one)]
        keys = [piece.version.article_id for piece in offered]
        self.assertEqual(len(keys), len({*keys, here.pk}) - 1)

    def test_an_author_s_and_a_section_s_lists_have_nobody_else_s(self):
        author, section = make_author(), make_section("Own")
        mine = published("Mine", authors=[author], section=make_section("Other"))
        ours = published("Ours", section=section)
        # Neighbours in time, which are offered as such.
        published("Before")
        here = published("Here", authors=[author], section=section)
        published("After")
        ways = from_(here)
        self.assertEqual(titles(ways.of_author), [mine.title])
        self.assertEqual(titles(ways.of_section), [ours.title])

    def test_only_what_is_live_is_offered_whatever_was_chosen(self):
        here = published("Here")
        gone = published("Gone")
        relate(here, gone, 1000)
        gone.versions.update(live_until=timezone.now())
        relate(here, make_article(title="A draft"), 1000)
        relate(here, publish(make_article(), at=timezone.now() + timedelta(days=1)), 1000)
        ways = from_(here)
        self.assertEqual([ways.related, ways.newest, ways.previous], [[], [], None])
        (piece,) = read_printed(here.versions.live())
        piece.bylines.clear()
        self.assertEqual(onward(piece), ways)

    def test_a_translation_is_the_same_piece_and_neighbours_are_of_one_language(self):
        series = make_series()
        fields = {"series": series, "language": "pl"}
        one = published("One", series=series, part=1)
        published("Jeden", part=1, translation_of=one, **fields)
        two = published("Two", series=series, part=2)
        published("Trzy", part=3, **fields)
        self.assertEqual(self.beside(one), [None, "Two"])
        self.assertEqual(titles(from_(one).newest + from_(one).of_section), ["Trzy"])
        alone, other = published("Alone"), make_section("Other")
        published("Sam", language="pl", translation_of=alone, section=other)
        self.assertEqual(self.beside(alone), ["Two", None])
        self.assertEqual(self.beside(two), ["One", None])

    def test_what_the_law_calls_paid_for_is_not_related_and_says_so_elsewhere(self):
        here = published("Here")
        publish_many(2)
        grant = make_grant()
        say(grant, "Paid content.", kind="legal-label", placement="top")
        bought = published("Bought", grants=[grant])
        relate(here, bought, 1000)
        ways = from_(here)
        self.assertNotIn("Bought", titles(ways.related))
        self.assertEqual(titles(ways.of_section)[0], "Bought")
        page = self.client.get(here.path).content.decode()
        self.assertLess(page.index("Paid content."), page.index("Bought</a>"))

    def test_it_costs_one_query_with_one_piece_and_with_thirty(self):
        author, series = make_author(), make_series()
        for number in (1, 29):
            fields = {"authors": [author], "series": series, "tags": ["Ports"]}
            here = publish_many(number, **fields)[0]
            (piece,) = read_printed(here.versions.live())
            with self.assertNumQueries(1):
                onward(piece)
            with self.assertNumQueries(4):
                self.client.get(here.path)


def titles_of(articles):
    return [article.title for article in articles]


class PageTests(TestCase):
    def test_a_piece_says_where_it_stands_how_long_it_takes_and_where_it_can_be_passed_on(self):
        here = published(
            "A & B",
            series=make_series("Rails"),
            part=2,
            issue=make_issue("7", title="Water"),
            body=f"<p>{'word ' * 460}</p>",
        )
        page = self.client.get(here.path)
        self.assertContains(page, "3 minutes to read</span>", count=1)
        for words in ('href="/series/rails/"', "Part 2", 'href="/issue/7/"', "7 Water"):
            self.assertContains(page, words)
        (piece,) = read_printed(here.versions.live())
        for way in ways_to_share(piece, "https://example.org"):
            self.assertIn(f"https%3A%2F%2Fexample.org{here.path.replace('/', '%2F')}", way.url)
            self.assertNotRegex(way.url, r"[ {}]|A & B")
        self.assertContains(page, 'rel="noopener nofollow"', count=7)
        self.assertContains(page, " readonly ", count=1)

    def test_what_is_paid_for_is_passed_on_with_its_label(self):
        grant = make_grant()
        say(grant, "Paid content.", kind="legal-label", placement="top")
        (piece,) = read_printed(published("Bought", grants=[grant]).versions.live())
        for way in ways_to_share(piece, "https://example.org"):
            if "title" in way.url or "text=" in way.url or "subject=" in way.url:
                self.assertIn("Paid%20content.%20%C2%B7%20Bought", way.url, way.name)

    def test_reading_takes_as_long_as_people_read_the_language(self):
        version = published("Here").versions.get()
        for language, words, expected in (
            ("en", 228, 1), ("en", 229, 2), ("pl", 229, 2), ("be-tarask", 184, 1),
            ("xx", 185, 2), ("en", 0, 0),
        ):  # fmt: skip
            version.language, version.words = language, words
            self.assertEqual(minutes(version), expected, (language, words))
