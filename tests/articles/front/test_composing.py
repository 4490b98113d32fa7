"""Which piece stands where on the front page, at any moment."""

from datetime import timedelta

from django.test import TestCase

from articles.front import kinds
from articles.front.composing import compose
from articles.front.reading import draft, frozen, unarranged
from articles.models import Tag
from articles.models.choices import Stage
from articles.publishing.perform import perform
from newsroom.kit import clock
from tests.articles.front.arranged import pin, put, shown, titles
from tests.factories import (
    make_article,
    make_publisher,
    make_section,
    make_series,
    publish,
    publish_many,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class ComposingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.culture = make_section("Culture")
        cls.ports = make_section("Ports")
        titled = [("a", cls.culture), ("b", cls.ports), ("c", cls.culture), ("d", cls.ports)]
        cls.a, cls.b, cls.c, cls.d = (
            make_article(
                stage=Stage.PUBLISHED, title=title, section=section, tags=["Ferry"] * (title < "c")
            )
            for title, section in titled
        )

    def test_without_an_arrangement_the_newest_leads_and_three_follow(self):
        publish_many(1, title="e", section=self.ports)
        now = clock.now()
        self.assertEqual(titles(compose(unarranged(), now)), [["e"], ["d", "c", "b"], ["a"]])

    def test_what_is_pinned_stands_in_its_place_and_the_newest_fill_the_others(self):
        put(kinds.LEAD, self.a)
        seconds = put(kinds.SECONDS, length=2)
        pin(seconds, 2, self.b)
        self.assertEqual(shown(), [["a"], ["d", "b"], ["c"]])

    def test_a_pin_to_a_place_that_the_block_has_not_any_more_holds_nothing_back(self):
        pin(put(kinds.SECONDS, length=1), 2, self.d)
        self.assertEqual(shown(), [["d"], ["c", "b", "a"]])

    def test_a_block_is_filled_with_the_newest_of_what_belongs_to_it(self):
        put(kinds.SECTION, section=self.culture, length=3)
        put(kinds.TAG, tag=Tag.objects.get(name="Ferry"), length=1)
        self.assertEqual(shown(), [["c", "a"], ["b"], ["d"]])

    def test_a_series_shows_its_parts_the_newest_first(self):
        series = make_series("The river")
        parts = [article.title for article in publish_many(2, series=series, section=self.ports)]
        put(kinds.SERIES, series=series, length=3)
        self.assertEqual(shown()[0], parts[::-1])
        (block,) = compose(frozen(draft()), clock.now()).blocks
        self.assertEqual((block.link, block.block.called), ("/series/the-river/", "The river"))

    def test_an_archive_shows_what_is_older_than_it_says(self):
        block = put(kinds.ARCHIVE, section=self.culture, older_than=30, length=1)
        self.assertEqual(shown()[0], [])
        later = clock.now() + 31 * DAY
        self.assertEqual(shown(later)[0], ["c"])
        block.tag = Tag.objects.get(name="Ferry")
        block.save()
        self.assertEqual(shown(later)[0], ["a"])

    def test_no_piece_stands_in_two_places(self):
        put(kinds.LEAD)
        put(kinds.SECTION, section=self.culture, length=3)
        put(kinds.HAND, self.d, self.a)
        put(kinds.HAND, self.d)
        self.assertEqual(shown(), [["c"], [], ["d", "a"], [], ["b"]])

    def test_a_pin_ends_at_its_moment_and_the_place_is_filled(self):
        end = clock.now() + HOUR
        pin(put(kinds.LEAD), 1, self.a, until=end)
        self.assertEqual(shown(end - timedelta(microseconds=1))[0], ["a"])
        self.assertEqual(shown(end)[0], ["d"])

    def test_a_piece_that_is_withdrawn_leaves_its_place_to_the_newest(self):
        put(kinds.LEAD, self.a)
        perform("withdraw", self.a, by=make_publisher(), note="It was wrong.")
        self.assertEqual(shown(), [["d"], ["c", "b"]])

    def test_a_scheduled_piece_stands_in_its_place_from_its_minute_on(self):
        soon = clock.now() + HOUR
        coming = publish(make_article(title="soon", section=self.ports), at=soon)
        put(kinds.LEAD, coming)
        self.assertEqual(shown(soon - timedelta(microseconds=1))[0], ["d"])
        self.assertEqual(shown(soon)[0], ["soon"])

    def test_a_draft_is_shown_to_nobody_though_it_is_pinned(self):
        put(kinds.HAND, make_article(title="secret"), self.a)
        self.assertEqual(shown(), [["a"], ["d", "c", "b"]])

    def test_a_block_by_hand_closes_up_and_is_filled_by_nothing(self):
        put(kinds.HAND, self.a, self.b, self.c)
        perform("withdraw", self.b, by=make_publisher(), note="It was wrong.")
        self.assertEqual(shown(), [["a", "c"], ["d"]])

    def test_there_is_enough_for_a_block_however_much_of_it_stands_further_up(self):
        publish_many(3, section=self.culture)
        newest = [article.title for article in publish_many(3, section=self.culture)][::-1]
        put(kinds.LEAD)
        put(kinds.SECONDS, length=2)
        put(kinds.SECTION, section=self.culture, length=6)
        found = shown()
        self.assertEqual(found[0] + found[1], newest)
        self.assertEqual(len(found[2]), 5)

    def test_the_rest_are_those_of_the_newest_twenty_that_stand_nowhere_else(self):
        titled = [article.title for article in publish_many(19)][::-1]
        put(kinds.LEAD, self.a)
        put(kinds.HAND, self.d)
        self.assertEqual(shown(), [["a"], ["d"], titled])

    def test_it_costs_the_same_for_few_pieces_and_blocks_and_for_many(self):
        put(kinds.LEAD, self.a)
        blocks = frozen(draft())
        now = clock.now()
        with self.assertNumQueries(2):
            compose(blocks, now)
        publish_many(12)
        for _ in range(5):
            put(kinds.SECTION, self.b, section=self.culture, length=4)
        blocks = frozen(draft())
        with self.assertNumQueries(2):
            compose(blocks, clock.now())
