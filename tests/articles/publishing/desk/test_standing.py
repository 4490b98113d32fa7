"""What the page of a piece says of how it stands."""

from datetime import UTC, datetime

from django.test import SimpleTestCase, TestCase

from articles.models.choices import Stage
from articles.publishing.desk import standing
from articles.publishing.moves import NEXT
from tests.articles.publishing.desk.test_article import page_of
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_publisher,
    perform,
    publish,
)


class StepsTests(SimpleTestCase):
    def test_every_stage_is_a_step_of_its_line_and_one_is_here(self):
        for stage in Stage:
            with self.subTest(stage):
                when = [step.when for step in standing.steps(stage)]
                self.assertEqual(when.count("now"), 1)
                self.assertEqual(when, sorted(when, key=("done", "now", "later").index))

    def test_from_every_stage_one_move_leads_on(self):
        self.assertEqual(set(NEXT), set(Stage))


class PresetTests(SimpleTestCase):
    def presets(self, *moment):
        found = standing.presets(datetime(*moment, tzinfo=UTC))
        return [(one.label, f"{one.moment:%Y-%m-%d %H:%M}") for one in found]

    def test_they_are_moments_to_come_on_the_clocks_of_the_publication(self):
        """2026-11-26 is a Thursday; at 23:30 UTC it is Friday in Warsaw."""
        self.assertEqual(
            self.presets(2026, 11, 26, 9),
            [
                ("Today, 18:00", "2026-11-26 18:00"),
                ("Tomorrow, 09:00", "2026-11-27 09:00"),
                ("Monday, 09:00", "2026-11-30 09:00"),
            ],
        )
        self.assertEqual(
            self.presets(2026, 11, 26, 17),
            [("Tomorrow, 09:00", "2026-11-27 09:00"), ("Monday, 09:00", "2026-11-30 09:00")],
        )
        self.assertEqual(self.presets(2026, 11, 26, 23, 30)[1][1], "2026-11-28 09:00")

    def test_a_day_is_offered_once(self):
        sunday = self.presets(2026, 11, 29, 18)
        self.assertEqual(sunday, [("Tomorrow, 09:00", "2026-11-30 09:00")])


class PrimaryTests(TestCase):
    def primary(self, article):
        form = self.client.get(page_of(article)).context["panel"].primary
        return form and form.verb

    def test_one_move_leads_on_for_who_may_make_it(self):
        writer = make_contributor()
        for person, stage, verb in (
            (writer, Stage.DRAFT, "submit"),
            (make_editor(), Stage.REVIEW, "approve"),
            (make_editor(), Stage.READY, None),
            (make_publisher(), Stage.READY, "publish"),
        ):
            with self.subTest(stage=stage, person=person.get_username()):
                self.client.force_login(person)
                self.assertEqual(self.primary(make_article(by=writer, stage=stage)), verb)

    def test_what_reads_as_readers_see_it_is_led_nowhere(self):
        self.client.force_login(make_publisher())
        article = publish(make_article(title="Before"))
        self.assertIsNone(self.primary(article))
        article.title = "After"
        article.save()
        self.assertEqual(self.primary(article), "publish")


class LastNoteTests(TestCase):
    def test_a_reason_is_read_by_who_sees_all_and_that_of_a_return_by_the_writer(self):
        writer = make_contributor()
        returned = make_article(by=writer, stage=Stage.REVIEW)
        perform("return", returned, by=make_editor(), note="A number is missing.")
        perform("submit", returned, by=writer)
        withdrawn = publish(make_article(by=writer))
        perform("withdraw", withdrawn, by=make_publisher(), note="The secret fund asked.")
        for person, article, words, count in (
            (writer, returned, "A number is missing.", 1),
            (make_editor(), returned, "A number is missing.", 1),
            (writer, withdrawn, "The secret fund asked.", 0),
            (make_editor(), withdrawn, "The secret fund asked.", 1),
        ):
            with self.subTest(person=person.get_username(), words=words):
                self.client.force_login(person)
                page = self.client.get(page_of(article))
                self.assertContains(page, words, count=count)
                self.assertContains(
                    page, "Return to the writer ·", count=count * (article == returned)
                )
