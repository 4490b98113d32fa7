"""The page of a piece says what readers would see otherwise, before anything is published."""

from datetime import timedelta

from django.utils import timezone

from articles.models import Article
from articles.publishing.edits import editing
from articles.publishing.perform import perform
from tests.articles.publishing.desk.test_article import DeskTestCase, page_of
from tests.factories import make_article, make_publisher, make_section, publish
from tests.filling_in import filled_in


class OtherwiseTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_publisher(first_name="Olena", last_name="Marchuk")
        cls.other = make_publisher(first_name="Anna", last_name="Koval")
        cls.article = make_article(body="<p>It took three years to build.</p>", tags=["Ports"])

    def edit(self, by=None, **changes):
        with editing(self.article, by=by or self.other) as copy:
            for name, value in changes.items():
                setattr(copy, name, value)
            copy.save()

    def panel(self):
        return self.client.get(page_of(self.article)).context["panel"]

    def told(self):
        return [(one.version.number, one.words) for one in self.panel().otherwise]

    def test_nothing_is_told_of_a_piece_that_is_not_published_or_reads_the_same(self):
        self.assertEqual(self.told(), [])
        publish(self.article)
        self.assertEqual(self.told(), [])

    def test_words_are_counted_and_what_else_differs_is_named(self):
        publish(self.article)
        self.edit(body="<p>It took four long years to build.</p>", section=make_section("Rivers"))
        self.article.tags.add("Rivers")
        self.assertEqual(self.told(), [(1, ["2 words", "section", "tags"])])
        page = self.client.get(page_of(self.article))
        self.assertContains(page, "Otherwise than in version 1: 2 words, section, tags.")
        self.assertContains(page, "/texts/compare/?from=v1&amp;to=now")

    def test_what_was_only_formatted_is_named(self):
        publish(self.article)
        self.edit(body="<p>It took <em>three</em> years to build.</p>")
        self.assertEqual(self.told(), [(1, ["body"])])

    def test_a_scheduled_version_is_one_to_differ_from_as_well(self):
        publish(self.article)
        self.edit(title="Two")
        at = timezone.now() + timedelta(days=1)
        perform("publish", Article.objects.get(pk=self.article.pk), by=self.editor, at=at)
        # What is live goes on as a copy of its own until then.
        self.assertEqual([number for number, _words in self.told()], [2])
        self.edit(title="Three")
        self.assertEqual([number for number, _words in self.told()], [2, 3])

    def test_whoever_publishes_is_shown_what_is_new_and_who_saved_it(self):
        publish(self.article)
        self.edit(by=self.other, body="<p>It took four years to build.</p>")
        page = self.client.get(page_of(self.article))
        self.assertContains(page, "New since version 1: 1 word")
        self.assertContains(page, "<p>It took <del>three</del><ins>four</ins> years to build.</p>")
        self.assertContains(page, "Saved since by: <bdi>Anna Koval</bdi></p>", html=False)

    def test_who_saved_before_the_version_is_not_among_them(self):
        self.edit(by=self.other, title="Before")
        publish(self.article)
        self.edit(by=self.editor, title="After")
        (one,) = self.panel().otherwise
        self.assertEqual(one.writers, [self.editor])

    def test_a_copy_of_what_is_live_is_no_newer_than_what_it_is_a_copy_of(self):
        publish(self.article)
        self.edit(by=self.other, title="Two")
        at = timezone.now() + timedelta(days=1)
        perform("publish", Article.objects.get(pk=self.article.pk), by=self.editor, at=at)
        (one,) = self.panel().otherwise
        self.assertEqual(one.writers, [self.other])

    def test_what_is_published_with_a_page_from_before_it_was_written_is_not_published(self):
        """What somebody else wrote meanwhile goes live with nobody who has not seen it."""
        publish(self.article)
        page = self.client.get(page_of(self.article))
        self.edit(by=self.other, title="Nobody has seen this")
        self.client.post(page_of(self.article), filled_in(page, _move="publish"))
        self.assertEqual(self.article.versions.count(), 1)
