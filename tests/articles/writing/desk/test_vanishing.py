"""What vanishes from a text is confirmed by whoever saves it."""

from articles.models import Article
from articles.models.choices import Stage
from articles.writing.desk.vanishing import COUNTED
from articles.writing.vanished import FOOTNOTE, TABLE
from newsroom.kit import blocks
from tests.articles.publishing.desk.test_article import LIST, DeskTestCase, page_of
from tests.articles.writing.test_vanished import NOTE
from tests.articles.writing.test_vanished import TABLE as A_TABLE
from tests.factories import make_article
from tests.filling_in import filled_in

ASKS = "With this the text loses %s. Nothing is saved yet."


class VanishingTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.body = NOTE.format(1) + NOTE.format(2) + A_TABLE
        self.article = make_article(title="Before", body=self.body)

    def press(self, page, **changes):
        return self.client.post(page_of(self.article), filled_in(page, **changes))

    def stored(self):
        self.article.refresh_from_db()
        return self.article.title, self.article.body, self.article.stage

    def test_each_kind_has_its_word(self):
        kinds = {kind.name for kind in blocks.KINDS} | {FOOTNOTE, TABLE}
        self.assertLessEqual(kinds, set(COUNTED))

    def test_it_is_asked_once_and_everything_typed_is_still_there(self):
        page = self.client.get(page_of(self.article))
        asked = self.press(page, title="After", body="<p>Mine</p>")
        self.assertContains(asked, ASKS % "1 table and 2 footnotes")
        typed = filled_in(asked)
        self.assertEqual((typed["title"], typed["body"]), ("After", "<p>Mine</p>"))
        self.assertEqual(self.stored(), ("Before", self.body, Stage.DRAFT))
        again = self.press(asked, title="After")
        self.assertContains(again, ASKS % "1 table and 2 footnotes")
        self.press(again, _meant_to_go=again.context["adminform"].form.vanishing)
        self.assertEqual(self.stored(), ("After", "<p>Mine</p>", Stage.DRAFT))

    def test_what_was_confirmed_is_what_vanishes_and_no_more(self):
        page = self.client.get(page_of(self.article))
        asked = self.press(page, body=NOTE.format(1) + NOTE.format(2))
        self.assertContains(asked, ASKS % "1 table")
        meant = asked.context["adminform"].form.vanishing
        more = self.press(asked, body="<p>Mine</p>", _meant_to_go=meant)
        self.assertContains(more, ASKS % "1 table and 2 footnotes")
        self.assertEqual(self.stored(), ("Before", self.body, Stage.DRAFT))

    def test_nothing_moves_before(self):
        page = self.client.get(page_of(self.article))
        self.assertContains(
            self.press(page, body="<p>Mine</p>", _move="submit"), "With this the text loses"
        )
        self.assertEqual(self.stored(), ("Before", self.body, Stage.DRAFT))

    def test_nobody_is_asked_about_words(self):
        page = self.client.get(page_of(self.article))
        body = self.body.replace("<p>A", "<p>Z")
        self.assertEqual(self.press(page, body=body).status_code, 302)
        self.assertEqual(self.stored(), ("Before", body, Stage.DRAFT))

    def test_a_new_piece_with_a_text_is_begun(self):
        page = self.client.get(f"{LIST}add/")
        answer = self.client.post(f"{LIST}add/", filled_in(page, title="New", body=self.body))
        self.assertEqual(answer.status_code, 302)
        self.assertEqual(Article.objects.latest("pk").body, self.body)
