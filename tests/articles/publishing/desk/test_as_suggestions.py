"""What is written on the page of a piece with the tick stays beside the piece until it is taken."""

from django.contrib.messages import get_messages

from articles.models import Article, Autosave, Proposal
from articles.models.choices import Stage
from articles.publishing.edits import editing
from tests.articles.publishing.desk.test_article import DeskTestCase, page_of
from tests.factories import make_article, make_contributor, make_funding_manager
from tests.filling_in import filled_in

BODY = "<p>The port was built in 1902.</p><p>Nobody counted.</p><p>It is closed.</p>"
MINE = BODY.replace("1902", "1907")


class AsSuggestionsTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.writer = make_contributor()
        cls.article = make_article(by=cls.writer, title="The port", body=BODY)

    def open(self, query=""):
        return self.client.get(page_of(self.article) + query)

    def save(self, page, **changes):
        sent = filled_in(page, **{"suggests": "piece", **changes})
        answer = self.client.post(page_of(self.article), sent)
        self.told = [str(one) for one in get_messages(answer.wsgi_request)]
        return answer

    def stored(self):
        return Article.objects.values_list("title", "body").get(pk=self.article.pk)

    def proposed(self):
        return list(Proposal.objects.values_list("by", "base", "body"))

    def test_the_text_is_kept_beside_the_piece_and_what_else_was_changed_is_saved(self):
        answer = self.save(self.open(), body=MINE, title="The old port")
        self.assertRedirects(answer, f"{page_of(self.article)}?suggest=1")
        self.assertEqual(self.stored(), ("The old port", BODY))
        self.assertEqual(self.proposed(), [(self.editor.pk, BODY, MINE)])
        self.assertIn("kept beside the piece", self.told[0])

    def test_the_page_goes_on_with_ones_own_text_and_the_next_save_takes_its_place(self):
        self.save(self.open(), body=MINE)
        page = self.open("?suggest=1")
        own = Proposal.objects.get()
        sent = filled_in(page)
        self.assertEqual((sent["body"], sent["suggests"]), (MINE, [str(own.pk)]))
        self.assertEqual(filled_in(self.open())["body"], BODY)
        self.save(page, suggests=str(own.pk), body=BODY)
        self.assertEqual((self.proposed(), self.stored()), ([], ("The port", BODY)))
        self.assertIn("You suggest nothing", self.told[0])

    def test_from_a_page_that_was_opened_with_the_piece_nothing_is_lost_that_is_suggested(self):
        self.save(self.open(), body=MINE)
        self.save(self.open(), body=BODY.replace("closed", "shut"))
        self.assertEqual(self.proposed(), [(self.editor.pk, BODY, MINE.replace("closed", "shut"))])

    def test_what_others_saved_meanwhile_stays_in_both(self):
        with editing(self.article, by=self.writer):
            """A revision, of which both are made."""
        page = self.open()
        with editing(self.article, by=self.writer) as stored:
            stored.body = theirs = BODY.replace("Nobody", "Somebody")
            stored.save()
        self.save(page, body=MINE, title="The old port")
        self.assertEqual(self.stored(), ("The old port", theirs))
        both = theirs.replace("1902", "1907")
        self.assertEqual(self.proposed(), [(self.editor.pk, theirs, both)])

    def test_no_move_is_made_with_it(self):
        self.save(self.open(), body=MINE, _move="submit")
        self.article.refresh_from_db()
        self.assertEqual((self.article.stage, len(self.proposed())), (Stage.DRAFT, 1))
        self.assertIn("Not moved: what you suggest has to be taken or left first.", self.told)

    def test_without_the_tick_it_is_an_edit_also_of_what_was_suggested(self):
        self.save(self.open(), body=MINE)
        self.save(self.open("?suggest=1"), suggests=None)
        self.assertEqual((self.stored(), self.proposed()), (("The port", MINE), []))

    def test_what_cannot_be_a_text_is_refused_at_its_field_with_the_tick_still_set(self):
        answer = self.save(self.open(), body="<p>Bell \x07</p>")
        self.assertEqual(list(answer.context["adminform"].form.errors), ["body"])
        self.assertEqual(filled_in(answer)["suggests"], ["piece"])
        for forged in ("0", "x", "9" * 40, ""):
            self.save(self.open(), suggests=forged, seen="x.y", body=MINE)
        self.assertEqual(self.stored(), ("The port", BODY))
        self.assertEqual(self.proposed(), [(self.editor.pk, BODY, MINE)])

    def test_what_is_put_back_is_suggested_still(self):
        page = self.open()
        sent = filled_in(page, suggests="piece", body=MINE, _number="1")
        self.client.post(f"/desk/articles/article/{self.article.pk}/autosave/", sent)
        back = self.open(f"?autosave={Autosave.objects.get().pk}")
        self.assertEqual((filled_in(back)["body"], filled_in(back)["suggests"]), (MINE, ["piece"]))

    def test_who_may_not_write_in_it_suggests_nothing_here(self):
        page = self.open()
        for person in (make_funding_manager(), make_contributor()):
            self.client.force_login(person)
            self.assertIn(self.save(page, body=MINE).status_code, (302, 403))
        self.assertEqual((self.stored(), self.proposed()), (("The port", BODY), []))
