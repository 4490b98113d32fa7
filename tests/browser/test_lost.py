"""What somebody writes is not lost, whatever happens to browser, network, session or server."""

from django.contrib.auth.models import User

from articles.models import Article, Autosave
from newsroom.models import Session
from tests.articles.publishing.desk.test_article import LIST, page_of
from tests.browser.chromium import BrowserTestCase
from tests.browser.signing_in import sign_in
from tests.factories import make_article, make_publisher, make_section

KEPT = "document.getElementById('kept').textContent.startsWith('Kept for you')"
DESK = "#user-tools"


class LostTests(BrowserTestCase):
    def setUp(self):
        make_publisher(username="anna", password="right words")
        make_publisher(username="boris", password="right words")
        self.article = make_article(title="River", body="<p>Text.</p>")

    def start(self, path=None):
        """A page of anna’s. What its console says of lost requests is no error here."""
        anna = User.objects.get(username="anna")
        context = self.browser.new_context(storage_state=self.signed_in(anna))
        self.addCleanup(context.close)
        page = context.new_page()
        page.set_default_timeout(8_000)
        self.go(page, path)
        return page

    def go(self, page, path=None):
        page.goto(f"{self.live_server_url}{path or page_of(self.article)}")
        self.expect(page.locator(".ProseMirror[contenteditable=true]")).to_be_visible()

    def write(self, page, words="Typed. "):
        self.put_cursor(page.locator(".ProseMirror > p").first, "Home")
        page.keyboard.type(words)

    def stored(self):
        self.article.refresh_from_db()
        return self.article.title, self.article.body

    def test_a_browser_that_is_killed_loses_nothing(self):
        page = self.start()
        page.fill("#id_title", "Rivers")
        self.write(page)
        self.wait_until(page, KEPT)
        self.assertEqual(self.stored(), ("River", "<p>Text.</p>"))
        page.context.close()
        page = self.start()
        offer = page.locator(".offer")
        self.expect(offer).to_contain_text("was not saved, and it is still here")
        self.assertEqual(page.input_value("#id_title"), "River")
        offer.locator("summary").click()
        self.expect(offer.locator("ins").last).to_contain_text("Typed")
        offer.locator("text=Put it back into the form").click()
        self.expect(page.locator(".kept")).to_contain_text("It is back in the form")
        self.assertEqual(page.input_value("#id_title"), "Rivers")
        self.expect(page.locator(".ProseMirror > p").first).to_have_text("Typed. Text.")
        page.click(".bar__save")
        self.expect(page.locator(".messagelist .success")).to_be_visible()
        self.assertEqual(self.stored(), ("Rivers", "<p>Typed. Text.</p>"))
        self.assertEqual(Autosave.objects.count(), 0)

    def test_who_was_signed_out_signs_in_over_the_page_and_it_is_saved(self):
        page = self.start()
        self.write(page)
        Session.objects.all().delete()
        page.keyboard.press("Control+s")
        dialog = page.get_by_role("dialog", name="You are not signed in any more")
        self.expect(dialog).to_be_visible()
        with page.context.expect_page() as opened:
            dialog.locator("text=Sign in >> nth=-1").click()
        sign_in(opened.value, "anna")
        self.expect(page.locator(".messagelist .success")).to_be_visible()
        self.expect(dialog).to_be_hidden()
        self.assertEqual(self.stored(), ("River", "<p>Typed. Text.</p>"))

    def test_a_piece_that_was_never_saved_stays_on_the_screen_too(self):
        make_section("News")
        page = self.start(f"{LIST}add/")
        page.fill("#id_title", "Fresh")
        page.locator(".ProseMirror").click()
        page.keyboard.type("Text.")
        Session.objects.all().delete()
        self.expect(page.locator("#signed-out")).to_be_visible()
        with page.context.expect_page() as opened:
            page.click("#signed-out a")
        sign_in(opened.value, "anna")
        self.expect(page.locator("#signed-out")).to_be_hidden()
        self.assertEqual(page.input_value("#id_title"), "Fresh")
        page.click(".bar__save")
        self.expect(page.locator(".messagelist .success")).to_be_visible()
        self.assertEqual(Article.objects.latest("pk").title, "Fresh")

    def test_nothing_is_saved_under_the_name_of_somebody_else(self):
        page = self.start()
        other = page.context.new_page()
        page.context.clear_cookies(name="sessionid")
        other.goto(f"{self.live_server_url}/desk/login/?next=/desk/")
        sign_in(other, "boris")
        self.expect(other.locator(DESK)).to_be_visible()
        self.write(page)
        said = page.locator("#signed-out")
        self.expect(said).to_contain_text("Nothing is saved under their name")
        self.assertEqual(self.stored(), ("River", "<p>Text.</p>"))
        with page.context.expect_page() as opened:
            said.locator("a").click()
        opened.value.click("text=Sign in as somebody else")
        sign_in(opened.value, "anna")
        self.expect(said).to_be_hidden()
        page.click(".bar__save")
        self.expect(page.locator(".messagelist .success")).to_be_visible()
        self.assertEqual(self.stored(), ("River", "<p>Typed. Text.</p>"))
        self.assertEqual(self.article.writers.get(), User.objects.get(username="anna"))

    def test_without_a_network_it_is_kept_in_the_browser_and_then_at_the_newsroom(self):
        page = self.start()
        page.context.set_offline(True)
        self.write(page)
        self.expect(page.locator("#kept")).to_contain_text("The newsroom cannot be reached")
        page.click(".bar__save")
        page.wait_for_timeout(300)
        self.expect(page.locator("#id_title")).to_have_value("River")
        self.assertEqual(self.stored(), ("River", "<p>Text.</p>"))
        self.assertIn("Typed.", page.evaluate("localStorage.getItem('newsroom.kept')"))
        page.context.set_offline(False)
        self.wait_until(page, KEPT)
        self.assertEqual(page.evaluate("localStorage.getItem('newsroom.kept')"), None)
        page.click(".bar__save")
        self.expect(page.locator(".messagelist .success")).to_be_visible()
        self.assertEqual(self.stored(), ("River", "<p>Typed. Text.</p>"))

    def test_what_is_typed_without_a_network_outlives_the_tab_and_is_told_to_nobody_else(self):
        page = self.start()
        page.context.set_offline(True)
        self.write(page)
        self.expect(page.locator("#kept")).to_contain_text("kept in this browser")
        page.close(run_before_unload=False)
        again = page.context.pages[0] if page.context.pages else page.context.new_page()
        page.context.set_offline(False)
        self.go(again)
        self.expect(again.locator(".kept")).to_contain_text("It is in this browser only")
        again.click("text=Put it back into the form")
        self.expect(again.locator(".ProseMirror > p").first).to_have_text("Typed. Text.")
        again.click("#logout-form button")
        self.expect(again.locator("text=Logged out").first).to_be_visible()
        self.assertEqual(again.evaluate("localStorage.getItem('newsroom.kept')"), None)

    def test_two_tabs_keep_what_each_has_and_neither_writes_over_the_other(self):
        one = self.start()
        two = one.context.new_page()
        self.go(two)
        for page, words in ((one, "One. "), (two, "Two. ")):
            self.write(page, words)
            self.wait_until(page, KEPT)
        bodies = [row.content["body"][0] for row in Autosave.objects.order_by("pk")]
        held = [("One." in body, "Two." in body) for body in bodies]
        self.assertEqual(held, [(True, False), (False, True)])
