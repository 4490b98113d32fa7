"""Each module of the editor once missing: none of them takes anything of a text with it."""

from articles.models import Article
from articles.publishing.desk.body_editor import BodyWidget
from tests.browser.test_guard import BODY, LOST, WritingBeside

BODY_FIELD = Article._meta.get_field("body").formfield(widget=BodyWidget)
MODULES = BODY_FIELD.widget.get_config()["js_modules"]
# These name nothing in a text; of links the editor has its own.
NAMELESS = {
    "comments.js",
    "count.js",
    "language.js",
    "toolbar.js",
    "links.js",
    "insert.js",
    "paste.js",
    "quotes.js",
}


class GuardWalk(WritingBeside):
    def test_whichever_module_does_not_load_nothing_of_a_text_is_lost(self):
        page = self.edit(BODY)
        opened = set()
        for module in MODULES:
            self.opened_without(page, module)
            self.expect(page.locator(".ProseMirror")).to_be_visible()
            page.locator(".ProseMirror").press("Control+Home")
            page.keyboard.type("x")
            page.keyboard.press("Backspace")
            would_be_saved = page.input_value("#id_body")
            self.assertEqual(page.evaluate(LOST, [[BODY, would_be_saved]]), [[]], module)
            if would_be_saved != BODY:
                opened.add(module.rpartition("/")[2])
        self.assertEqual(opened, NAMELESS)
