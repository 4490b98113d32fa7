"""What was typed at the desk outlives the session, in a browser: shown again, and never sent."""

from django.contrib.auth.models import User
from django.test import override_settings

from articles.models import Article
from articles.models.choices import Stage
from newsroom.models import Session
from tests.articles.publishing.desk.test_article import page_of
from tests.browser.chromium import BrowserTestCase
from tests.browser.signing_in import sign_in
from tests.factories import make_administrator, make_article, make_author, make_publisher

FORBIDDEN = "Failed to load resource: the server responded with a status of 403 (Forbidden)"

UNAVAILABLE = FORBIDDEN.replace("403 (Forbidden)", "503 (Service Unavailable)")


class KeptTests(BrowserTestCase):
    def setUp(self):
        make_publisher(username="anna", password="right words")
        make_publisher(username="boris", password="right words")
        self.article = make_article(title="River", body="<p>Text.</p>", stage=Stage.READY)

    def start(self, errors=(FORBIDDEN,), **context):
        cookies = self.signed_in(User.objects.get(username="anna"))
        page = self.open("/", storage_state=cookies, errors=errors, **context)
        page.set_default_timeout(8_000)
        # On the page of a piece these come before it (tests/browser/test_lost.py).
        for script in ("signed-in", "autosave", "here", "typed", "saving"):
            page.route(
                f"**/{script}.js",
                lambda route: route.fulfill(body="", content_type="text/javascript"),
            )
        self.sent = []
        page.on("request", lambda request: request.method == "POST" and self.sent.append(request))
        # Until its scripts are there, too: nobody types as fast.
        page.goto(f"{self.live_server_url}{page_of(self.article)}")
        return page

    def sign_in_beside(self, page, name):
        """In another tab of the same browser, whose session is lost first."""
        other = page.context.new_page()
        page.context.clear_cookies(name="sessionid")
        other.goto(f"{self.live_server_url}/desk/login/?next=/desk/")
        sign_in(other, name)
        other.wait_for_selector("#user-tools")

    def typing(self, page):
        """Something in a field, in the editor, and beside the button of a move."""
        page.fill("#id_title", "Rivers")
        self.put_cursor(page.locator(".ProseMirror[contenteditable=true] > p").first, "Home")
        page.keyboard.type("Typed. ")
        page.click("summary:has-text('Publish')")
        page.fill("[name=move-publish-until]", "2040-01-01T10:00")

    def test_what_was_typed_when_the_session_ended_is_put_back_by_a_press_and_sent_by_another(self):
        page = self.start()
        self.typing(page)
        Session.objects.all().delete()
        page.click("button[value=publish]")
        self.expect(page.locator("h1")).to_have_text("You are not signed in any more")
        self.expect(page.get_by_text("What you typed is kept in this tab.")).to_be_visible()
        page.click(".not-taken a.button")
        sign_in(page, "anna")
        self.expect(page.locator(".kept")).to_contain_text("was not saved")
        self.assertEqual(page.input_value("#id_title"), "River")
        page.click("text=Put it back into the form")
        self.assertEqual(page.input_value("#id_title"), "Rivers")
        self.assertEqual(page.input_value("#id_body"), "<p>Typed. Text.</p>")
        self.assertEqual(page.input_value("[name=move-publish-until]"), "2040-01-01T10:00")
        # The press that was not taken, and signing in again.
        self.assertEqual(len(self.sent), 2)
        self.article.refresh_from_db()
        self.assertEqual((self.article.title, self.article.stage), ("River", Stage.READY))
        page.click("[name=_continue]")
        self.expect(page.locator(".messagelist .success")).to_be_visible()
        self.assertEqual(page.locator(".kept").count(), 0)
        self.article.refresh_from_db()
        self.assertEqual((self.article.title, self.article.stage), ("Rivers", Stage.REVIEW))
        page.goto(f"{self.live_server_url}/desk/")
        self.assertEqual(page.locator(".kept").count(), 0)

    def test_another_person_is_shown_nothing_and_nothing_is_left(self):
        page = self.start()
        self.typing(page)
        Session.objects.all().delete()
        page.click("[name=_continue]")
        page.click(".not-taken a.button")
        sign_in(page, "boris")
        page.wait_for_selector("#article_form")
        self.assertEqual(page.locator(".kept").count(), 0)
        page.wait_for_load_state()
        self.assertNotIn("Rivers", page.evaluate("JSON.stringify(sessionStorage)"))

    def test_a_code_on_the_page_of_an_account_is_no_writing_and_is_never_offered(self):
        # There whoever came in a moment ago is not asked for the password once more.
        page = self.open("/desk/login/?next=/desk/account/app/")
        sign_in(page, "anna")
        page.fill("#id_code", "000000")
        page.click("text=Add the app")
        self.expect(page.get_by_text("This is not right")).to_be_visible()
        page.goto(f"{self.live_server_url}/desk/")
        self.expect(page.locator("#user-tools")).to_be_visible()
        self.assertEqual(page.locator(".kept").count(), 0)
        self.assertEqual(page.evaluate("sessionStorage.length"), 0)

    def test_a_name_that_is_to_be_redacted_is_kept_nowhere(self):
        make_administrator(username="carla", password="right words")
        address = "/desk/articles/sealedcopy/redact/"
        page = self.open(f"/desk/login/?next={address}")
        sign_in(page, "carla")
        page.fill("#id_names", "Alesia Bahdanovič")
        page.fill("#id_reason", "A threat.")
        page.click("#content form [type=submit] >> nth=0")
        page.goto(f"{self.live_server_url}/desk/")
        self.expect(page.locator("#user-tools")).to_be_visible()
        self.assertEqual(page.evaluate("sessionStorage.length"), 0)

    def test_signing_out_forgets_it(self):
        page = self.start()
        self.typing(page)
        User.objects.filter(username="anna").update(is_staff=False)
        page.click("[name=_continue]")
        self.expect(page.locator(".not-taken")).to_be_visible()
        User.objects.filter(username="anna").update(is_staff=True)
        page.goto(f"{self.live_server_url}/desk/")
        self.expect(page.locator(".kept")).to_contain_text("River")
        page.click("#logout-form button")
        page.wait_for_selector("text=Logged out")
        self.assertEqual(page.evaluate("sessionStorage.length"), 0)

    def test_a_form_that_somebody_left_is_told_of_once_and_offered_on_its_own_page(self):
        page = self.start()
        self.typing(page)
        User.objects.filter(username="anna").update(is_staff=False)
        page.click("[name=_continue]")
        self.expect(page.locator(".not-taken")).to_be_visible()
        User.objects.filter(username="anna").update(is_staff=True)
        for path, offers in (
            ("/desk/articles/article/", 0),
            ("/desk/account/", 0),
            ("/desk/", 1),
            ("/desk/", 0),
            (page_of(self.article), 1),
            (page_of(self.article), 1),
        ):
            page.goto(f"{self.live_server_url}{path}")
            self.expect(page.locator("#user-tools")).to_be_visible()
            self.assertEqual(page.locator(".kept").count(), offers, path)
        page.click("text=Throw it away")
        self.assertEqual(page.locator(".kept").count(), 0)
        self.assertEqual(page.evaluate("sessionStorage.length"), 0)

    def test_it_can_be_thrown_away_where_it_is_told_of(self):
        page = self.start()
        self.typing(page)
        Session.objects.all().delete()
        page.click("[name=_continue]")
        page.click(".not-taken >> text=To the first page of the desk")
        sign_in(page, "anna")
        self.expect(page.locator(".kept a")).to_have_text("River")
        page.click("text=Throw it away")
        self.assertEqual(page.locator(".kept").count(), 0)
        self.assertEqual(page.evaluate("sessionStorage.length"), 0)

    def test_a_token_that_another_tab_rotated_loses_nothing(self):
        page = self.start()
        self.typing(page)
        self.sign_in_beside(page, "anna")
        page.click("[name=_continue]")
        self.expect(page.locator("h1")).to_have_text("This page was older than your sign-in")
        page.click(".not-taken a.button")
        page.click("text=Put it back into the form")
        self.assertEqual(page.input_value("#id_title"), "Rivers")
        page.click("[name=_continue]")
        self.expect(page.locator(".messagelist .success")).to_be_visible()

    def test_where_somebody_else_signed_in_it_is_not_promised_and_can_be_copied(self):
        page = self.start()
        self.typing(page)
        self.sign_in_beside(page, "boris")
        page.click("[name=_continue]")
        self.expect(page.locator("h1")).to_have_text("This page was older than your sign-in")
        self.expect(page.locator("[data-kept-says]")).to_be_hidden()
        typed = page.locator("p:has(label:text-is('Title')) textarea")
        self.expect(typed).to_be_visible()
        self.assertEqual(typed.input_value(), "Rivers")

    def test_what_somebody_else_changed_meanwhile_is_left_alone_and_rows_find_their_own(self):
        first, second, _third = map(make_author, ("First", "Second", "Third"))
        self.article.bylines.all().delete()
        one = self.article.bylines.create(author=first, position=1)
        two = self.article.bylines.create(author=second, position=2)
        page = self.start()
        self.typing(page)
        page.fill("#id_standfirst", "Mine.")
        row = page.locator(f".row:has(input[value='{two.pk}'][name$='-id'])")
        row.locator("[name$='-bio']").evaluate("field => { field.value = 'Seven.' }")
        page.click("#bylines-group .add-row a")
        self.choose(page, "#id_bylines-2-author", "Third")
        Session.objects.all().delete()
        page.click("[name=_continue]")
        one.delete()
        Article.objects.update(standfirst="Theirs.")
        page.click(".not-taken a.button")
        sign_in(page, "anna")
        page.click("text=Put it back into the form")
        self.assertEqual(page.input_value("#id_standfirst"), "Theirs.")
        mine = page.locator(".kept__others").get_by_label("Standfirst")
        self.assertEqual(mine.input_value(), "Mine.")
        # Not where the row stood that is gone.
        self.expect(page.locator(".kept__others textarea")).to_have_count(1)
        self.assertEqual(page.input_value("[name=bylines-0-bio]"), "Seven.")
        chosen = page.locator("#id_bylines-1-author option:checked")
        self.assertEqual(chosen.text_content(), "Third")
        self.expect(page.locator("#bylines-1 .select2-selection__rendered")).to_contain_text(
            "Third"
        )

    def test_what_was_left_alone_is_still_there_when_the_form_is_refused_again(self):
        page = self.start(errors=[FORBIDDEN] * 2)
        page.fill("#id_title", "Rivers")
        page.fill("#id_standfirst", "Mine.")
        for _time in ("once", "again"):
            Session.objects.all().delete()
            page.click("[name=_continue]")
            Article.objects.update(standfirst="Theirs.")
            page.click(".not-taken a.button")
            sign_in(page, "anna")
            page.click("text=Put it back into the form")
            self.assertEqual(page.input_value("#id_title"), "Rivers")
            self.assertEqual(page.input_value("#id_standfirst"), "Theirs.")
            self.assertEqual(page.locator(".kept__others textarea").input_value(), "Mine.")

    def test_what_is_put_back_while_nothing_can_be_written_stays_kept(self):
        page = self.start(errors=[UNAVAILABLE] * 2)
        page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        page.fill("#id_title", "Rivers")
        with override_settings(READ_ONLY=True):
            for _time in ("once", "again"):
                page.click("[name=_continue]")
                self.expect(page.locator("h1")).to_have_text("This is not possible for the moment")
                page.goto(f"{self.live_server_url}{page_of(self.article)}")
                self.assertEqual(page.input_value("#id_title"), "River")
                page.click("text=Put it back into the form")
                self.assertEqual(page.input_value("#id_title"), "Rivers")
        page.click("[name=_continue]")
        self.expect(page.locator(".messagelist .success")).to_be_visible()
        self.assertEqual(page.locator(".kept").count(), 0)

    def choose(self, page, select, words):
        """In a box that asks the newsroom for what can be chosen."""
        page.click(f"{select} + .select2")
        page.fill(".select2-search__field", words)
        page.click(f".select2-results__option:has-text('{words}')")

    def test_a_form_that_is_wrong_keeps_what_was_typed_before_it_was_refused(self):
        page = self.start()
        page.fill("#id_standfirst", "Typed first.")
        page.fill("#id_title", "")
        page.eval_on_selector("#article_form", "form => (form.noValidate = true)")
        page.click("[name=_continue]")
        self.expect(page.locator(".errornote")).to_be_visible()
        page.wait_for_load_state()
        self.assertEqual(page.locator(".kept").count(), 0)
        page.fill("#id_title", "Typed then")
        Session.objects.all().delete()
        page.click("[name=_continue]")
        page.click(".not-taken a.button")
        sign_in(page, "anna")
        page.click("text=Put it back into the form")
        typed = page.input_value("#id_title"), page.input_value("#id_standfirst")
        self.assertEqual(typed, ("Typed then", "Typed first."))

    @override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=20_000)
    def test_too_much_is_not_sent_and_stays_in_the_form(self):
        page = self.start(errors=())
        before = len(self.sent)
        page.fill("#id_standfirst", "x" * 20_000)
        page.click("[name=_continue]")
        self.expect(page.locator(".errornote")).to_contain_text("Nothing was sent")
        self.assertEqual(len(page.input_value("#id_standfirst")), 20_000)
        self.assertEqual(len(self.sent), before)

    def test_without_scripts_it_can_be_copied(self):
        page = self.start(java_script_enabled=False)
        page.fill("#id_title", "Rivers")
        Session.objects.all().delete()
        page.click("[name=_continue]")
        self.assertEqual(
            page.locator("p:has(label:text-is('Title')) textarea").input_value(), "Rivers"
        )
        self.assertEqual(page.locator("main form").count(), 0)
