"""The page of a piece, where somebody works with the keyboard."""

from articles.models import Article, Tag
from articles.models.choices import Stage
from tests.articles.publishing.desk.test_article import page_of
from tests.browser.chromium import BrowserTestCase
from tests.factories import (
    cover,
    ensure_no_funding_sentence,
    make_article,
    make_author,
    make_editor,
    make_grant,
    make_section,
    somebody,
)
from tests.filling_in import filled_in

WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 820, "height": 1000}
EDITOR = ".sheet .ProseMirror[contenteditable=true]"


class RoomTests(BrowserTestCase):
    def sign_in(self, path, viewport=WIDE, **context):
        cookies = self.signed_in(somebody("Publisher"))
        return self.open(path, storage_state=cookies, viewport=viewport, **context)

    def save_elsewhere(self, article, **changes):
        page = self.client.get(page_of(article))
        self.client.post(page_of(article), filled_in(page, **changes))

    def test_a_piece_is_written_saved_and_led_on_by_keys_alone(self):
        article = make_article(title="", standfirst="", body="", stage=Stage.DRAFT)
        page = self.sign_in(page_of(article))
        page.wait_for_selector(EDITOR)
        page.focus("#id_title")
        page.keyboard.type("A title")
        page.keyboard.press("Enter")
        page.keyboard.type("A standfirst")
        page.keyboard.press("Enter")
        page.keyboard.type("The text")
        page.keyboard.press("Control+s")
        self.expect(page.locator(".messagelist .success")).to_be_visible()
        self.assertEqual(page.url, f"{self.live_server_url}{page_of(article)}")
        article.refresh_from_db()
        self.assertEqual(
            (article.title, article.standfirst, article.body),
            ("A title", "A standfirst", "<p>The text</p>"),
        )
        page.wait_for_selector(EDITOR)
        page.keyboard.press("Control+Enter")
        self.expect(page.locator("button[value=submit]")).to_be_focused()
        article.refresh_from_db()
        self.assertEqual(article.stage, Stage.DRAFT)

    def test_what_was_refused_is_read_first_and_leads_to_each_place(self):
        article = make_article(stage=Stage.DRAFT)
        page = self.sign_in(page_of(article), viewport=NARROW)
        page.wait_for_selector(EDITOR)
        page.fill("#id_title", "")
        page.evaluate("document.getElementById('id_part').value = '-1'")
        page.keyboard.press("Control+s")
        refused = page.locator("#refused")
        self.expect(refused).to_be_focused()
        self.expect(refused).to_be_in_viewport()
        self.expect(refused.locator("a")).to_have_text(["Title", "Part"])
        refused.locator("text=Title").click()
        self.expect(page.locator("#id_title")).to_be_in_viewport()
        refused.locator("text=Part").click()
        self.expect(page.locator("#id_part")).to_be_in_viewport()

    def test_a_new_piece_begins_with_its_title_and_an_author_is_named_by_one_press(self):
        make_author("Olena")
        page = self.sign_in("/desk/articles/article/add/")
        page.wait_for_selector(EDITOR)
        page.keyboard.type("A title")
        page.click("text=Name its author")
        page.keyboard.type("ole", delay=50)
        self.expect(page.locator(".select2-results__option--highlighted")).to_have_text("Olena")
        page.keyboard.press("Enter")
        page.keyboard.press("Control+s")
        self.expect(page.locator("#sheet-byline")).to_have_text("Olena")
        piece = Article.objects.get()
        self.assertEqual((piece.title, piece.authors.get().name), ("A title", "Olena"))

    def test_an_author_who_is_made_in_a_window_of_its_own_signs_the_piece(self):
        page = self.sign_in("/desk/articles/article/add/")
        page.wait_for_selector(EDITOR)
        page.click("text=Name its author")
        with page.expect_popup() as opened:
            page.locator("#bylines-0 .add-related").click()
        opened.value.fill("#id_name", "Marek")
        opened.value.click("[name=_save]")
        self.expect(page.locator("#bylines-0 .select2-selection__rendered")).to_contain_text(
            "Marek"
        )

    def test_from_a_new_piece_to_live_by_two_presses_and_no_page_between(self):
        """The second is for a warning, which nobody can have read before there was a text."""
        ensure_no_funding_sentence("en")
        make_author("Olena", user=somebody("Publisher"))
        page = self.sign_in("/desk/articles/article/add/")
        loads = []
        page.on("domcontentloaded", lambda page: loads.append(page.url))
        page.wait_for_selector(EDITOR)
        page.fill("#id_title", "The river port")
        page.locator(EDITOR).fill("It waits.")
        page.check("[name=funding][value=none]")
        chosen = "(box, key) => box.add(new Option('Rivers', key, true, true))"
        page.eval_on_selector("#id_section", chosen, str(make_section("Rivers").pk))
        page.locator(".moves__through summary").click()
        page.click("button[value=through]")
        self.expect(page.locator(".messagelist .error")).to_contain_text("Saved, but not moved.")
        for box in page.locator(".moves__through [type=checkbox]").all():
            box.check()
        page.click("button[value=through]")
        self.expect(page.locator(".messagelist .success")).to_contain_text("Publish: done.")
        page.wait_for_load_state()
        piece = Article.objects.get()
        # What came in answer to the page of new pieces goes by the address of the piece.
        self.assertEqual(len(loads), 2)
        self.assertEqual(page.url, f"{self.live_server_url}{page_of(piece)}")
        self.assertEqual(piece.stage, Stage.PUBLISHED)

    def test_publishing_comes_forward_as_soon_as_a_live_piece_reads_otherwise(self):
        article = make_article(title="The port", stage=Stage.PUBLISHED)
        page = self.sign_in(page_of(article))
        page.wait_for_selector(EDITOR)
        forward = page.locator("#next-move summary")
        self.expect(forward).to_have_count(0)
        page.fill("#id_title", "The river port")
        page.keyboard.press("Tab")
        self.expect(forward).to_have_text("Publish…")
        page.fill("#id_title", "The port")
        page.keyboard.press("Tab")
        self.expect(forward).to_have_count(0)
        self.expect(page.locator(".moves__more [data-verb=publish]")).to_have_count(1)

    def test_the_preview_shows_what_was_typed_and_takes_back_no_approval(self):
        for stage, shown in ((Stage.DRAFT, 1), (Stage.READY, 0)):
            article = make_article(title="Before", stage=stage)
            page = self.sign_in(page_of(article))
            page.wait_for_selector(EDITOR)
            page.fill("#id_title", "Just typed")
            page.click("#preview")
            page.wait_for_url("**/preview/")
            self.expect(page.locator("h1", has_text="Just typed")).to_have_count(shown)
            article.refresh_from_db()
            self.assertEqual(article.stage, stage)

    def test_what_somebody_else_saved_meanwhile_is_shown_and_not_written_over(self):
        article = make_article(title="Title")
        self.client.force_login(make_editor())
        # What was saved at the desk once can be put together with what is saved later.
        self.save_elsewhere(article, standfirst="Before.")
        page = self.sign_in(page_of(article))
        page.wait_for_selector(EDITOR)
        self.save_elsewhere(article, standfirst="By a colleague.")
        page.fill("#id_title", "Mine")
        page.keyboard.press("Control+s")
        self.expect(page.locator("#id_standfirst")).to_have_value("By a colleague.")
        self.expect(page.locator(".messagelist")).to_contain_text("changed “Standfirst”")
        article.refresh_from_db()
        self.assertEqual((article.title, article.standfirst), ("Mine", "By a colleague."))

    def test_enter_in_a_field_does_nothing_with_and_without_scripts(self):
        article = make_article(stage=Stage.READY)
        for scripts in (True, False):
            page = self.sign_in(page_of(article), java_script_enabled=scripts)
            for field in ("#id_slug", "#id_dated"):
                page.focus(field)
                page.keyboard.press("Enter")
            page.locator("summary:has-text('Publish')").click()
            page.focus("#id_move-publish-at")
            page.keyboard.press("Enter")
            page.wait_for_timeout(200)
            self.assertEqual(page.locator(".messagelist").count(), 0)
        self.assertEqual(article.versions.count(), 0)

    def test_tags_are_chips_and_authors_change_places_by_keys(self):
        Tag.objects.create(name="Порти")
        first, second = make_author("First"), make_author("Second")
        article = make_article(authors=[first, second])
        page = self.sign_in(page_of(article))
        page.wait_for_selector(EDITOR)
        page.focus("#id_tags")
        page.keyboard.type("пор")
        self.expect(page.locator("#id_tags-line-found [role=option], [role=option]")).to_have_count(
            1
        )
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.keyboard.type("a new one,")
        self.expect(page.locator(".chip")).to_have_count(2)
        page.locator("#bylines-1 [name=bylines-1-role]").press("Alt+ArrowUp")
        self.expect(page.locator("#sheet-byline")).to_have_text("Second, First")
        page.keyboard.press("Control+s")
        self.expect(page.locator(".messagelist .success")).to_be_visible()
        self.assertEqual(sorted(article.tags.names()), ["a new one", "Порти"])
        signing = article.bylines.order_by("position").values_list("author__name", flat=True)
        self.assertEqual(list(signing), ["Second", "First"])

    def test_funding_is_shown_as_it_is_typed_and_a_moment_is_one_press(self):
        cover(None, make_grant("The Fund paid."), whole_site=True)
        article = make_article(stage=Stage.READY, funding="undeclared")
        page = self.sign_in(page_of(article))
        self.expect(page.locator("#in-the-way")).to_contain_text("Say whether the piece is funded.")
        page.get_by_label("Funded", exact=False).last.check()
        self.expect(page.locator("#printed")).to_contain_text("The Fund paid.")
        self.expect(page.locator("#in-the-way")).not_to_contain_text("Say whether")
        page.locator("#next-move summary").click()
        page.locator("#next-move .preset", has_text="Tomorrow").click()
        self.assertRegex(page.input_value("#id_move-publish-at"), r"^\d{4}-\d\d-\d\dT09:00$")
        article.refresh_from_db()
        self.assertEqual((article.funding, article.stage), ("undeclared", Stage.READY))

    def test_on_a_narrow_screen_a_strip_tells_what_the_panel_does(self):
        article = make_article(funding="undeclared")
        page = self.sign_in(page_of(article), viewport=NARROW)
        strip = page.locator("#strip")
        self.expect(strip).to_contain_text("draft")
        self.expect(strip).to_contain_text("1 blocker")
        self.expect(strip).to_contain_text("Funding: not declared yet")
        panel, button = page.locator("#panel"), page.get_by_role("button", name="Panel")
        self.expect(panel).to_be_hidden()
        button.click()
        self.expect(panel).to_be_in_viewport()
        page.keyboard.press("Escape")
        self.expect(panel).to_be_hidden()
        self.expect(button).to_be_focused()
        self.assertEqual(page.evaluate("document.documentElement.scrollWidth"), 820)
