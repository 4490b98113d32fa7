"""The room of the front page: who may arrange it, and how."""

from datetime import timedelta

from django.conf import settings
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from articles.front import kinds
from articles.front.models.arrangement import Arrangement
from articles.front.models.draft import FrontBlock, FrontPlace
from articles.front.reading import draft
from articles.models.choices import Stage
from newsroom.kit import clock
from newsroom.models import LedgerEntry
from tests.articles.front.arranged import digest, pin, publish_draft, put
from tests.articles.reader.photos import make_photo
from tests.factories import (
    figure_of,
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_page,
    make_section,
)
from tests.filling_in import filled_in

ROOM = "/desk/articles/frontblock/"


class RoomTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.section = make_section("Culture")
        cls.a, cls.b = (
            make_article(stage=Stage.PUBLISHED, title=title, section=cls.section) for title in "ab"
        )
        cls.editor = make_editor()

    def setUp(self):
        self.client.force_login(self.editor)

    def send(self, path, **typed):
        return self.client.post(f"{ROOM}{path}", typed, follow=True)

    def order(self):
        """The keys of the blocks that can be moved, as they stand."""
        return [block.pk for block in draft() if block.kind not in kinds.FIRST]

    def test_nobody_without_the_power_sees_or_presses_anything(self):
        block = put(kinds.SECTION, self.a, section=self.section)
        made = publish_draft(at=clock.now() + timedelta(hours=1))
        pages = ["", "add/", f"{block.pk}/change/", f"{block.pk}/delete/", "preview/", "shown/"]
        presses = [f"{ROOM}{path}" for path in ("begin/", "order/", "arrange/")]
        presses += [
            reverse(f"admin:articles_arrangement_{deed}", args=[made.pk])
            for deed in ("cancel", "take_up")
        ]
        for person in (make_contributor(), make_funding_manager()):
            self.client.force_login(person)
            for path in pages:
                self.assertEqual(self.client.get(f"{ROOM}{path}").status_code, 403, path)
            for path in presses:
                self.assertEqual(self.client.post(path).status_code, 403, path)
        self.client.force_login(self.editor)
        for path in presses:
            self.assertEqual(self.client.get(path).status_code, 405, path)

    def test_a_draft_begins_with_what_the_page_has_by_itself(self):
        self.assertContains(self.client.get(ROOM), "Nobody has arranged the front page")
        self.assertContains(self.send("begin/"), ">Lead</h3>", count=1)
        self.assertContains(self.send("begin/"), "Somebody has begun already.", count=1)
        self.assertEqual(
            list(FrontBlock.objects.values_list("kind", "length")), [("lead", 1), ("seconds", 3)]
        )

    def test_blocks_are_moved_by_a_press_or_all_at_once_and_the_record_tells_of_it(self):
        put(kinds.LEAD)
        x, y, z = (put(kinds.HAND, heading=heading).pk for heading in "xyz")
        self.send("order/", block=[x, y, z], up=z)
        self.assertEqual(self.order(), [x, z, y])
        self.send("order/", block=[x, z, y], down=x)
        self.assertEqual(self.order(), [z, x, y])
        self.send("order/", block=[z, y, x])
        self.assertEqual(self.order(), [z, y, x])
        self.assertEqual(LedgerEntry.objects.first().actor, self.editor)
        before = LedgerEntry.objects.count()
        self.send("order/", block=[z, y, x], up=z)
        self.assertEqual(LedgerEntry.objects.count(), before)

    def test_blocks_that_are_others_by_now_are_not_moved_and_whoever_asks_is_told(self):
        keys = [put(kinds.HAND, heading=heading).pk for heading in "xy"]
        for asked in (keys[:1], [*keys, 999], ["x", "y"], [keys[0], keys[0]], []):
            answer = self.send("order/", block=asked, down=keys[0])
            self.assertContains(answer, "Somebody added or took out a block.", count=1)
        self.assertEqual(self.order(), keys)

    def typed_into(self, block, **typed):
        page = self.client.get(f"{ROOM}{block.pk}/change/")
        return self.client.post(f"{ROOM}{block.pk}/change/", filled_in(page) | typed, follow=True)

    def test_a_piece_is_pinned_to_a_place_until_a_moment_and_told_of_otherwise(self):
        block = put(kinds.SECTION, section=self.section, length=2)
        self.typed_into(
            block,
            **{
                "places-1-article": self.a.pk,
                "places-1-until": "2090-01-02T03:04",
                "places-1-title": "Other",
            },
        )
        place = FrontPlace.objects.get()
        self.assertEqual((place.position, place.article, place.title), (2, self.a, "Other"))
        self.assertEqual(str(timezone.localtime(place.until))[:16], "2090-01-02 03:04")
        room = self.client.get(ROOM)
        self.assertContains(room, "Europe/Warsaw")
        self.assertContains(room, "pinned until 2 Jan 2090, 03:04")

    def test_a_place_that_there_is_not_and_two_pieces_in_one_are_refused_at_the_field(self):
        block = put(kinds.SECTION, section=self.section, length=2)
        chosen = {"places-0-article": self.a.pk, "places-1-article": self.b.pk}
        answer = self.typed_into(block, **chosen, **{"places-1-position": "3"})
        self.assertContains(answer, "This block has no place 3")
        answer = self.typed_into(block, **chosen, **{"places-1-position": "1"})
        self.assertContains(answer, "Two pieces are pinned to the same place.")
        imprint = make_page()
        answer = self.typed_into(block, **{"places-0-article": imprint.pk})
        self.assertContains(answer, "This is a page and no piece")
        self.assertEqual(FrontPlace.objects.count(), 0)
        self.typed_into(block, **chosen)
        self.typed_into(block, **{"places-0-position": "2", "places-1-position": "1"})
        pinned = FrontPlace.objects.order_by("position").values_list("article", flat=True)
        self.assertEqual(list(pinned), [self.b.pk, self.a.pk])

    def test_whoever_saves_an_older_copy_is_told_and_who_orders_the_blocks_is_in_nobody_s_way(self):
        block = put(kinds.HAND, heading="x")
        other = put(kinds.HAND, heading="y")
        page = filled_in(self.client.get(f"{ROOM}{block.pk}/change/"))
        self.send("order/", block=[block.pk, other.pk], down=block.pk)
        self.client.post(f"{ROOM}{block.pk}/change/", page | {"heading": "mine"})
        block.refresh_from_db()
        self.assertEqual((block.heading, block.position), ("mine", 1))
        answer = self.client.post(f"{ROOM}{block.pk}/change/", page | {"heading": "theirs"})
        self.assertContains(answer, "Nothing of yours was saved")
        self.assertContains(answer, 'value="theirs"')

    def test_each_kind_says_at_the_field_what_it_needs(self):
        for kind, words in (
            ("section", "Choose the section."),
            ("series", "Choose the series."),
            ("tag", "Choose the tag."),
            ("box", "Write the text of the box."),
        ):
            page = self.client.get(f"{ROOM}add/?kind={kind}")
            answer = self.client.post(f"{ROOM}add/?kind={kind}", filled_in(page))
            self.assertContains(answer, words, count=1)
        typed = {"text": figure_of(make_photo())}
        page = self.client.get(f"{ROOM}add/?kind=box")
        answer = self.client.post(f"{ROOM}add/?kind=box", filled_in(page) | typed)
        self.assertContains(answer, "A box holds words and links alone", count=1)
        page = self.client.get(f"{ROOM}add/?kind=section")
        self.client.post(f"{ROOM}add/?kind=section", filled_in(page) | {"section": self.section.pk})
        self.assertEqual(FrontBlock.objects.get().kind, "section")
        for kind in kinds.KINDS:
            self.assertEqual(self.client.get(f"{ROOM}add/?kind={kind}").status_code, 200, kind)

    def test_a_page_has_twelve_blocks_and_the_thirteenth_is_refused_in_a_sentence(self):
        for _ in range(kinds.MOST_BLOCKS):
            put(kinds.HAND)
        page = self.client.get(f"{ROOM}add/?kind=hand")
        answer = self.client.post(f"{ROOM}add/?kind=hand", filled_in(page))
        self.assertContains(answer, "The front page has at most 12 blocks: take one out first.")
        self.assertNotContains(self.client.get(ROOM), "add/?kind=")

    def test_the_draft_is_published_as_it_was_in_view_with_what_differs(self):
        put(kinds.LEAD, self.a)
        room = self.client.get(ROOM)
        self.assertContains(room, "<ins>Lead, 1: “a”</ins>", count=1)
        seen = digest()
        put(kinds.HAND, self.b)
        answer = self.send("arrange/", seen=seen, note="For the fair.")
        self.assertContains(answer, "Somebody changed the draft since")
        self.assertContains(answer, "For the fair.</textarea>")
        self.assertEqual(Arrangement.objects.count(), 0)
        answer = self.send("arrange/", seen=digest(), note="For the fair.", at="2090-01-02T03:04")
        self.assertContains(answer, "Readers are shown this front page from 2 Jan 2090, 03:04 on.")
        self.assertContains(
            self.send("arrange/", seen=digest(), at="yesterday"), "Enter a valid date"
        )
        self.send("arrange/", seen=digest())
        self.assertEqual(Arrangement.objects.begun().get().frozen_by, self.editor)
        self.assertContains(
            self.client.get(ROOM), "Nothing differs from what readers see.", count=1
        )

    def test_draft_and_past_are_seen_as_on_any_moment(self):
        put(kinds.LEAD, self.a)
        FrontPlace.objects.update(title="Told otherwise")
        yesterday = timezone.localtime() - timedelta(days=1)
        for path, at, is_told in (
            ("preview/", "", True),
            ("preview/", f"{yesterday:%Y-%m-%dT%H:%M}", False),
            ("shown/", "", False),
            ("shown/", "2090-01-02T03:04", False),
        ):
            with self.subTest(path, at=at):
                page = self.client.get(f"{ROOM}{path}", {"at": at})
                self.assertContains(page, 'content="noindex', count=1)
                self.assertEqual("Told otherwise" in page.content.decode(), is_told)
        made = publish_draft()
        page = self.client.get(
            f"{ROOM}shown/", {"at": f"{timezone.localtime(made.seen_from):%FT%T}"}
        )
        self.assertContains(page, "Told otherwise", count=1)
        for nonsense in ("x", "0001-01-01T00:00", "9999-12-31T23:59", "\0"):
            self.assertEqual(self.client.get(f"{ROOM}shown/", {"at": nonsense}).status_code, 200)

    def test_the_room_costs_the_same_for_few_blocks_and_for_many(self):
        for number in (1, 10):
            while FrontBlock.objects.count() < number:
                pin(put(kinds.HAND, self.a, make_article()), 3, self.b)
            with self.subTest(number=number), self.assertNumQueries(15):
                self.client.get(ROOM)

    def test_every_kind_of_block_is_explained(self):
        page = (settings.BASE_DIR / "docs" / "editors" / "front-page.md").read_text().casefold()
        for name, kind in kinds.KINDS.items():
            self.assertRegex(page, rf"\n\| (?:\w+, )*{kind.label}[ ,]".casefold(), name)
