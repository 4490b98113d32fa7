"""The page of comments at the desk, and what its forms send."""

from django.urls import reverse

from articles.models import Comment
from articles.writing.comments import answer, comment
from tests.articles.publishing.desk.test_article import page_of
from tests.articles.writing.test_comments import BODY, CommentsTestCase
from tests.factories import make_article, make_contributor, make_editor, make_user
from tests.filling_in import filled_in


class PageTests(CommentsTestCase):
    def setUp(self):
        self.client.force_login(self.editor)
        self.page = reverse("admin:articles_article_comments", args=[self.article.pk])

    def one(self, said):
        return reverse("admin:articles_article_comment", args=[self.article.pk, said.pk])

    def send(self, **told):
        page = self.client.get(self.page)
        return self.client.post(self.page, filled_in(page) | told, follow=True)

    def test_a_passage_is_commented_on_by_copying_it_from_the_text(self):
        page = self.send(quotation="sold  the port", words="To whom?")
        said = Comment.objects.get()
        self.assertEqual((said.passage, said.by, said.block), ("sold the port", self.editor, 1))
        self.assertContains(page, f'<mark class="commented" id="passage-{said.pk}">sold</mark>')
        self.assertContains(page, f'<a href="#passage-{said.pk}">sold the port</a>')

    def test_what_does_not_stand_there_is_said_at_the_field_and_nothing_typed_is_lost(self):
        page = self.send(quotation="gave the port away", words="Really?")
        self.assertEqual((page.status_code, Comment.objects.count()), (422, 0))
        self.assertContains(page, "These words do not stand in the text", status_code=422)
        self.assertContains(page, "gave the port away</textarea>", status_code=422)
        self.assertContains(page, "Really?</textarea>", status_code=422)

    def test_from_the_editor_a_passage_that_is_not_saved_yet_is_taken(self):
        told = {"quotation": "New words", "words": "Good.", "is_typed": "on", "before": "It "}
        answer = self.client.post(self.page, told, headers={"X-Requested-With": "fetch"})
        said = Comment.objects.get()
        self.assertContains(answer, f'data-comment="{said.pk}"')
        self.assertTrue(said.is_gone)
        self.edit(f"{BODY}<p>It New words.</p>")
        said.refresh_from_db()
        self.assertEqual((said.is_gone, said.block), (False, 2))

    def test_the_editor_is_told_in_a_sentence_what_is_wrong(self):
        answer = self.client.post(
            self.page, {"quotation": "", "words": " "}, headers={"X-Requested-With": "fetch"}
        )
        self.assertEqual((answer.status_code, answer["Content-Type"]), (422, "text/plain"))
        self.assertEqual(answer.content.decode(), "This field is required.")

    def test_it_is_answered_settled_opened_again_and_taken_back(self):
        said = self.on_the_port()
        self.client.post(self.one(said), {"_answer": "1", "words": "Here."})
        self.client.post(self.one(said), {"_done": "1"})
        self.assertContains(self.client.get(self.page), "1 is done")
        self.client.post(self.one(said), {"_open": "1"})
        replied = said.answered_by.get()
        self.client.post(self.one(replied), {"_take_back": "1"})
        self.client.post(self.one(said), {"_take_back": "1"})
        self.assertEqual(Comment.objects.count(), 0)

    def test_what_is_refused_is_said_where_it_was_typed(self):
        said = self.on_the_port(by=self.writer)
        for told, sentence in (
            ({"_answer": "1", "words": " "}, "Write what you have to say."),
            ({"_take_back": "1", "words": "Kept"}, "You can take back what you wrote yourself"),
            ({"_forged": "1"}, "There is no such button."),
        ):
            with self.subTest(sentence):
                page = self.client.post(self.one(said), told)
                self.assertContains(page, sentence, status_code=422)
                self.assertContains(page, f"{told.get('words', '')}</textarea>", status_code=422)

    def test_what_cannot_be_printed_is_said_where_it_was_typed(self):
        words, quoted, sentence = "Why \u202eso?", "sold \x01the", "which cannot be printed"
        said = comment(self.article, "Why?", by=self.editor)
        typed = {"is_typed": "on", "before": "\x01"}
        for url, told in (
            (self.page, {"words": words}),
            (self.page, {"words": "Why?", "quotation": quoted, **typed}),
            (self.one(said), {"words": words, "_answer": ""}),
        ):
            self.assertContains(self.client.post(url, told), sentence, count=1, status_code=422)
        self.assertEqual(Comment.objects.count(), 1)
        # What stands around a passage that is not saved yet is none that was typed here.
        self.client.post(self.page, {"words": "Why?", "quotation": "New words", **typed})
        self.assertEqual(Comment.objects.get(passage="New words").before, "")

    def test_markup_in_a_comment_stays_text(self):
        self.send(quotation="", words="<script>alert(1)</script>")
        page = self.client.get(self.page)
        self.assertContains(page, "&lt;script&gt;alert(1)")
        self.assertNotContains(page, "<script>alert(1)")

    def test_whoever_may_not_read_the_piece_reads_and_writes_no_comment(self):
        said = self.on_the_port()
        for person in (make_contributor(), make_user(), None):
            self.client.logout()
            if person:
                self.client.force_login(person)
            for answered in (
                self.client.get(self.page),
                self.client.post(self.page, {"words": "No."}),
                self.client.post(self.one(said), {"_answer": "1", "words": "No."}),
                self.client.post(self.one(said), {"_done": "1"}),
            ):
                with self.subTest(person):
                    self.assertIn(answered.status_code, (302, 403, 404))
                    self.assertNotIn(b"To whom?", answered.content)
        said.refresh_from_db()
        self.assertEqual((Comment.objects.count(), said.done_at), (1, None))

    def test_a_comment_on_another_piece_is_not_reached_by_its_number(self):
        other = comment(make_article(), "Elsewhere.", by=self.editor)
        forged = reverse("admin:articles_article_comment", args=[self.article.pk, other.pk])
        for told in ({"_answer": "1", "words": "No."}, {"_done": "1"}, {"_take_back": "1"}):
            self.assertEqual(self.client.post(forged, told).status_code, 404)
        self.assertEqual(Comment.objects.get(), other)

    def test_it_asks_the_same_for_one_and_for_thirty(self):
        for number in (1, 29):
            for _ in range(number):
                answer(self.on_the_port(), "Yes.", by=make_editor())
            with self.subTest(number), self.assertNumQueries(7):
                self.client.get(self.page)


class PanelTests(CommentsTestCase):
    def test_the_page_of_a_piece_lists_what_is_open(self):
        said = self.on_the_port()
        answer(said, "Yes.", by=self.writer)
        comment(self.article, "Good.", by=self.editor)
        self.client.force_login(self.writer)
        page = self.client.get(page_of(self.article))
        self.assertContains(page, "1 answer")
        self.assertContains(page, 'data-passage="sold the port"', count=1)
        self.assertContains(page, "Good.", count=1)
