"""The calendar and the board at the desk: what is shown to whom, and who moves a slot."""

from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from articles.models.choices import Stage
from articles.planning.desk.first_page import FirstPage
from articles.publishing.perform import perform
from newsroom.kit.moments import on_the_clock
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_publisher,
    make_user,
)

CALENDAR = reverse("admin:articles_publishedversion_calendar")
BOARD = reverse("admin:articles_article_board")


def at(moment):
    return f"{on_the_clock(moment):%Y-%m-%dT%H:%M}"


class CalendarTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.writer, cls.publisher = make_contributor(), make_publisher()
        cls.monday = (timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)
        cls.friday = cls.monday + timedelta(days=4)
        cls.own, cls.foreign = cls.scheduled("Own", cls.writer), cls.scheduled("Foreign", None)

    @classmethod
    def scheduled(cls, title, by):
        piece = make_article(title=title, by=by, stage=Stage.READY)
        perform("publish", piece, by=cls.publisher, at=cls.monday)
        return piece

    def shown(self, person, **query):
        self.client.force_login(person)
        page = self.client.get(CALENDAR, query)
        return sorted(str(slot.article) for day in page.context["days"] for slot in day.slots), page

    def url(self, piece):
        return reverse(
            "admin:articles_publishedversion_move", args=[piece.versions.to_come().get().pk]
        )

    def plan(self, piece):
        return [one.live_from for one in piece.versions.to_come()]

    def test_each_sees_the_pieces_that_they_may_see(self):
        day = at(self.monday)[:10]
        for span in ("week", "month"):
            for person, titles in (
                (self.writer, ["Own"]),
                (make_editor(), ["Foreign", "Own"]),
                (make_funding_manager(), ["Foreign", "Own"]),
            ):
                self.assertEqual(self.shown(person, day=day, span=span)[0], titles, span)
        self.client.force_login(make_user(username="no role"))
        for url in (CALENDAR, BOARD):
            self.assertEqual(self.client.get(url).status_code, 403)
        self.client.logout()
        self.assertEqual(self.client.get(CALENDAR).status_code, 302)

    def test_each_finds_on_its_day_what_is_due_and_not_ready_of_the_pieces_that_they_may_see(self):
        """Under whom it is stands who has it to edit."""
        soon = on_the_clock(self.monday).date()
        have = {"due": soon, "editor": make_editor(first_name="Ewa")}
        make_article(title="Own draft", by=self.writer, **have)
        make_article(title="Foreign draft", **have)
        make_article(title="In review", stage=Stage.REVIEW, **have)
        make_article(title="Done", by=self.writer, stage=Stage.READY, **have)
        make_article(title="Next day", by=self.writer, due=soon + timedelta(days=1))
        make_article(title="Next year", by=self.writer, due=soon + timedelta(days=365))
        for person, titles in (
            (self.writer, ["Own draft"]),
            (make_editor(), ["Own draft", "Foreign draft", "In review"]),
        ):
            _slots, page = self.shown(person, day=soon.isoformat(), span="month")
            (day,) = [one for one in page.context["days"] if one.day == soon]
            self.assertEqual([str(piece) for piece in day.due], titles)
            self.assertContains(page, "<bdi>Ewa</bdi>", count=len(titles))
        due = {one.day: [str(piece) for piece in one.due] for one in FirstPage(self.writer).week()}
        expected = {soon: ["Own draft"], soon + timedelta(days=1): ["Next day"]}
        self.assertEqual({day: found for day, found in due.items() if found}, expected)

    def test_whatever_an_address_asks_for_there_are_days(self):
        for day in ("", "soon", "2026-02-31", "0001-01-01", "9999-12-31", "2024-02-29"):
            for span in ("week", "month", "year"):
                page = self.shown(self.publisher, day=day, span=span)[1]
                self.assertEqual(len(page.context["days"]) % 7, 0, (day, span))
        _none, page = self.shown(self.publisher, day="2001-01-01")
        self.assertContains(page, "Nothing is published or planned in these days.")

    def test_only_those_who_may_publish_are_offered_to_move_and_may(self):
        day = at(self.monday)[:10]
        for person, offered, status in (
            (self.publisher, 2, 200),
            (make_editor(), 0, 403),
            (self.writer, 0, 403),
            (make_contributor(), 0, 404),
            (make_funding_manager(), 0, 403),
            (make_user(username="no role"), 0, 403),
        ):
            with self.subTest(person=person):
                self.client.force_login(person)
                page = self.client.get(CALENDAR, {"day": day})
                self.assertEqual(page.content.count(b"slot__move"), offered)
                url = self.url(self.own)
                self.assertEqual(self.client.get(url).status_code, status)
                if status != 200:
                    sent = self.client.post(url, {"move-publish-at": at(self.friday)})
                    self.assertEqual(sent.status_code, status)
        self.assertEqual(self.plan(self.own), [self.monday])

    def test_a_publisher_moves_a_slot_by_a_plain_form(self):
        self.client.force_login(self.publisher)
        sent = {"move-publish-at": at(self.friday)}
        page = self.client.post(self.url(self.own), sent, follow=True)
        self.assertRedirects(page, f"{CALENDAR}?day={at(self.friday)[:10]}")
        self.assertEqual(self.plan(self.own), [self.friday])
        self.assertContains(page, "“Own” is scheduled for")

    def test_a_refused_move_is_a_sentence_and_the_slot_stays(self):
        self.client.force_login(self.publisher)
        url = self.url(self.own)
        yesterday = at(timezone.now() - timedelta(days=1))
        for typed, sentence in (
            (yesterday, "is in the past"),
            ("", "This field is required."),
            ("soon", "Enter a valid date/time."),
            # That night clocks go from two to three.
            ("2027-03-28T02:30", "it may be ambiguous or it may not exist"),
        ):
            with self.subTest(typed):
                page = self.client.post(url, {"move-publish-at": typed})
                self.assertContains(page, sentence)
                self.assertEqual(self.plan(self.own), [self.monday])
        type(self.own).objects.filter(pk=self.own.pk).update(standfirst="")
        type(self.own).objects.filter(pk=self.own.pk).update(section=None)
        page = self.client.post(url, {"move-publish-at": at(self.friday)})
        self.assertContains(page, "Nothing was moved. ")
        self.assertContains(page, f'value="{at(self.friday)}"')
        self.assertEqual(self.plan(self.own), [self.monday])

    def test_what_was_moved_or_cancelled_meanwhile_is_told(self):
        self.client.force_login(self.publisher)
        url = self.url(self.own)
        perform("unschedule", self.own, by=self.publisher)
        page = self.client.post(url, {"move-publish-at": at(self.friday)})
        self.assertContains(page, "It is not scheduled any more: look at the calendar again.")

    def test_it_costs_the_same_with_two_slots_and_with_many(self):
        self.client.force_login(self.publisher)
        day = at(self.monday)[:10]
        self.client.get(CALENDAR, {"day": day})
        for _round in range(2):
            with self.assertNumQueries(8):
                self.client.get(CALENDAR, {"day": day, "span": "month"})
            for number in range(10):
                self.scheduled(f"Piece {number}", self.writer)
                make_article(editor=make_editor(), due=self.monday.date())


class BoardTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.writer = make_contributor()
        for stage in (Stage.DRAFT, Stage.REVIEW, Stage.READY, Stage.PUBLISHED):
            make_article(title=f"{stage} own", by=cls.writer, stage=stage)
            make_article(title=f"{stage} foreign", stage=stage)

    def columns(self, person):
        self.client.force_login(person)
        page = self.client.get(BOARD)
        return {
            str(column.stage): sorted(map(str, column.pieces)) for column in page.context["columns"]
        }

    def test_each_sees_the_pieces_that_they_may_see_by_stage(self):
        stages = ("draft", "review", "ready", "published")
        self.assertEqual(
            self.columns(make_editor()),
            {stage: [f"{stage} foreign", f"{stage} own"] for stage in stages} | {"withdrawn": []},
        )
        self.assertEqual(
            self.columns(self.writer),
            {stage: [f"{stage} own"] for stage in stages} | {"withdrawn": []},
        )

    def test_it_costs_the_same_for_few_pieces_and_for_many(self):
        self.client.force_login(make_editor())
        self.client.get(BOARD)
        for _round in range(2):
            with self.assertNumQueries(11):
                self.client.get(BOARD)
            for stage in (Stage.DRAFT, Stage.REVIEW, Stage.READY, Stage.PUBLISHED):
                for _number in range(3):
                    make_article(stage=stage)
