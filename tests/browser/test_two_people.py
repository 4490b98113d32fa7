"""Two people write in one piece at the same time."""

from articles.models import Revision
from articles.models.choices import Stage
from articles.publishing.edits import editing
from tests.articles.publishing.desk.test_article import page_of
from tests.browser.chromium import BrowserTestCase
from tests.factories import make_article, make_author, make_publisher

TEXT = "<p>The port was built by hand.</p><p>It took three years.</p><p>Nobody counted.</p>"
EDITOR = ".ProseMirror[contenteditable=true]"


class TwoPeopleTests(BrowserTestCase):
    def setUp(self):
        self.article = make_article(
            title="The port", body=TEXT, authors=[make_author("Bo")], stage=Stage.PUBLISHED
        )
        self.people = [
            make_publisher(username=name, first_name=name.title()) for name in ("anna", "olena")
        ]
        with editing(self.article, by=self.people[0]):
            pass

    def sign_in(self, user):
        page = self.open(page_of(self.article), storage_state=self.signed_in(user))
        page.wait_for_selector(EDITOR)
        return page

    def type_after(self, page, passage, text):
        """Type at the end of the paragraph that holds some words."""
        self.put_cursor(page.locator(f"{EDITOR} > p", has_text=passage), "End")
        page.keyboard.type(text)

    def save(self, page):
        page.click("[name=_continue]")

    def stored(self):
        self.article.refresh_from_db()
        return self.article.body

    def test_other_paragraphs_are_put_together_the_same_are_chosen_and_what_is_new_is_shown(self):
        anna, olena = map(self.sign_in, self.people)
        self.expect(olena.locator(".others")).to_contain_text("Anna opened this piece at ")
        self.type_after(anna, "built by hand", " Slowly.")
        self.save(anna)
        anna.wait_for_selector(".messagelist .success")
        self.type_after(olena, "Nobody counted", " Ever.")
        self.save(olena)
        self.expect(olena.locator(".messagelist")).to_contain_text("are both in it now")
        both = TEXT.replace("by hand.", "by hand. Slowly.").replace("counted.", "counted. Ever.")
        self.assertEqual(self.stored(), both)

        # The page of Anna is from before that.
        anna.wait_for_selector(EDITOR)
        self.type_after(anna, "Nobody counted", " Once.")
        self.save(anna)
        anna.wait_for_selector(".conflict")
        self.assertEqual(anna.locator(".conflict ins").all_inner_texts(), [" Once.", " Ever."])
        anna.click("text=Take both")
        anna.click("text=Save it like this")
        anna.wait_for_selector(".messagelist .success")
        theirs, mine = "<p>Nobody counted. Ever.</p>", "<p>Nobody counted. Once.</p>"
        self.assertEqual(self.stored(), both.replace(theirs, mine + theirs))

        anna.set_viewport_size({"width": 1280, "height": 900})
        self.expect(anna.locator(".state__differs")).to_contain_text("Otherwise than in version 1")
        anna.click(".state__differs a")
        anna.wait_for_selector(".entry ins")
        anna.click("text=All that was written")
        anna.wait_for_selector(".texts__list")
        first = Revision.objects.get(article=self.article, edit=1)
        anna.goto(f"{anna.url}compare/?from=e{first.edit}&to=now")
        anna.click("text=Take the piece back")
        anna.wait_for_selector(".messagelist .success")
        self.assertEqual(self.stored(), TEXT)
