"""The first page of the desk: what concerns whoever came, and nothing of others."""

from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.models.choices import Stage
from articles.planning.desk.first_page import FirstPage
from articles.publishing.perform import perform
from newsroom.models import Masthead
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_user,
)


def titles(pieces):
    return [str(piece) for piece in pieces]


class FirstPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.writer, cls.other = make_contributor(), make_contributor()
        cls.editor, cls.publisher = make_editor(), make_publisher()
        for by in (cls.writer, cls.other):
            for stage in (Stage.DRAFT, Stage.REVIEW, Stage.READY, Stage.PUBLISHED):
                make_article(title=f"{stage} of {by}", by=by, stage=stage)
        cls.returned = make_article(title="Came back", by=cls.writer, stage=Stage.REVIEW)
        perform("return", cls.returned, by=cls.editor, note="Who says so?\nAsk them.")

    def page(self, person):
        self.client.force_login(person)
        return self.client.get("/desk/")

    def waiting(self, person):
        return {str(one.label): titles(one.pieces) for one in FirstPage(person).waiting()}

    def test_a_writer_finds_what_was_returned_with_the_whole_note_and_who_wrote_it(self):
        (one,) = FirstPage(self.writer).returned()
        self.assertEqual((one.piece, one.entry.actor), (self.returned, self.editor))
        page = self.page(self.writer)
        self.assertContains(page, "Who says so?<br>Ask them.</blockquote>", count=1)
        self.assertContains(page, self.editor.username)
        for person in (self.other, self.editor):
            self.assertNotContains(self.page(person), "Who says so?")

    def test_it_is_no_longer_returned_once_it_was_submitted_again(self):
        perform("submit", self.returned, by=self.writer)
        self.assertEqual(FirstPage(self.writer).returned(), [])
        self.assertContains(self.page(self.writer), "Nothing came back to you.")

    def test_each_finds_what_waits_for_a_move_that_they_may_make(self):
        review = [f"review of {self.writer}", f"review of {self.other}"]
        ready = [f"ready of {self.writer}", f"ready of {self.other}"]
        self.assertEqual(self.waiting(self.editor), {"To approve": review})
        self.assertEqual(self.waiting(self.publisher), {"To approve": review, "To publish": ready})
        self.assertEqual(self.waiting(self.writer), {})
        self.assertEqual(self.waiting(make_funding_manager()), {})

    def test_each_finds_what_they_have_to_edit_what_is_due_soonest_first(self):
        have = {"editor": self.editor, "stage": Stage.REVIEW}
        make_article(title="Some day", **have)
        make_article(title="Later", due="2030-01-02", **have)
        make_article(title="Soon", due="2030-01-01", **have | {"stage": Stage.DRAFT})
        make_article(title="Done", due="2030-01-01", **have | {"stage": Stage.READY})
        make_article(title="Of another", due="2030-01-01", editor=self.publisher)
        waiting = self.waiting(self.editor)
        self.assertEqual(waiting["To edit"], ["Soon", "Later", "Some day"])
        self.assertEqual(waiting["To approve"][0], "Later")
        self.assertEqual(self.waiting(self.publisher)["To edit"], ["Of another"])
        page = self.page(self.editor)
        self.assertContains(page, '<time datetime="2030-01-02">2 Jan 2030</time>', count=2)
        (edited,) = [one for one in FirstPage(self.editor).waiting() if one.label == "To edit"]
        found = self.client.get(f"/desk/articles/article/?{edited.query}").context["cl"].queryset
        self.assertCountEqual(titles(found), waiting["To edit"])

    def test_under_four_eyes_what_only_they_wrote_does_not_wait_for_them(self):
        Masthead.objects.update(four_eyes=True)
        Article.objects.get(title=f"review of {self.writer}").writers.add(self.editor)
        Article.objects.get(title=f"review of {self.other}").writers.add(self.other)
        self.assertEqual(self.waiting(self.editor), {"To approve": [f"review of {self.other}"]})
        self.assertEqual(len(self.waiting(self.publisher)["To approve"]), 2)

    def test_somebody_finds_their_own_drafts_and_what_is_on_its_way(self):
        own = ["Came back", f"ready of {self.writer}", f"review of {self.writer}"]
        own += [f"draft of {self.writer}"]
        self.assertEqual(sorted(titles(FirstPage(self.writer).under_way())), sorted(own))
        self.assertEqual(FirstPage(self.editor).under_way(), [])
        self.assertContains(self.page(self.editor), "You have nothing under way.")

    def test_nobody_finds_pieces_of_others_that_they_may_not_see(self):
        page = self.page(self.writer)
        self.assertContains(page, f"published of {self.writer}")
        self.assertNotContains(page, f"of {self.other}")

    def test_who_has_no_role_is_told_so_and_nothing_else(self):
        page = self.page(make_user(username="new"))
        self.assertContains(page, "Your account has no role yet")
        self.assertNotContains(page, 'class="first"')

    def test_each_line_leads_to_the_page_of_the_piece(self):
        url = reverse("admin:articles_article_change", args=[self.returned.pk])
        self.assertContains(self.page(self.writer), f'<a href="{url}">', count=2)

    def test_every_list_of_the_desk_is_reached_from_here(self):
        page = self.page(self.editor)
        self.assertContains(page, f'<a href="{reverse("admin:pages")}">')
        self.assertEqual(
            self.client.get(reverse("admin:pages")).context["app_list"], page.context["app_list"]
        )


class BlockedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.writer, cls.editor = make_contributor(), make_editor()

    def blocked(self, person):
        return {
            str(one.article): [str(problem) for problem in problems]
            for one, problems in FirstPage(person).blocked()
        }

    def test_a_ready_piece_that_the_gate_would_refuse_is_told_with_why(self):
        make_article(title="Fine", stage=Stage.READY)
        make_article(title="Bare", stage=Stage.READY, authors=[], by=self.writer)
        told = {"Bare": ["Name at least one author."]}
        for person in (self.editor, self.writer):
            self.assertEqual(self.blocked(person), told)
        self.assertEqual(self.blocked(make_contributor()), {})

    def test_nothing_blocked_is_said_in_words(self):
        make_article(title="Fine", stage=Stage.READY)
        self.client.force_login(self.editor)
        self.assertContains(
            self.client.get("/desk/"),
            "What is ready, or due in the next 72 hours, could appear as it stands.",
        )

    def test_a_writer_reads_that_something_is_in_the_way_and_not_of_which_grant(self):
        hidden = make_grant(
            "", title="Hidden project", embargoed_until=timezone.now() + timedelta(days=9)
        )
        piece = make_article(title="Own", stage=Stage.READY, by=self.writer, grants=[hidden])
        self.assertNotIn("Hidden project", str(self.blocked(self.writer)))
        self.assertIn("not public yet", str(self.blocked(self.writer)["Own"]))
        self.assertIn("Hidden project", str(self.blocked(self.editor)))
        self.client.force_login(self.writer)
        page = self.client.get("/desk/")
        self.assertContains(page, piece.title)
        self.assertNotContains(page, "Hidden project")
