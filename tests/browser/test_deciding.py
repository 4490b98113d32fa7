"""From the worklist to the re-issued page, as a funding manager walks it."""

from articles.models.choices import Stage
from tests.browser.axe import WIDTH
from tests.browser.chromium import BrowserTestCase
from tests.browser.test_reading import PHONE
from tests.factories import make_article, make_funding_manager, make_grant, make_wording

OLD, NEW = "The Fund paid fro this.", "The Fund paid for this."
WORKLIST = "/desk/articles/reissue/worklist/"


class DecidingTests(BrowserTestCase):
    def setUp(self):
        self.grant = make_grant(OLD, title="Awakening")
        self.pieces = [
            make_article(stage=Stage.PUBLISHED, grants=[self.grant], title=f"Piece {number}")
            for number in range(3)
        ]
        make_wording(self.grant.statements.get(), NEW)
        self.manager = make_funding_manager()

    def sign_in(self, path, **context):
        return self.open(path, storage_state=self.signed_in(self.manager), **context)

    def test_pieces_are_reissued_and_kept_without_a_script(self):
        page = self.sign_in(WORKLIST, viewport=PHONE, java_script_enabled=False)
        page.wait_for_selector(".differing__one")
        self.assertEqual(page.evaluate(WIDTH), PHONE["width"])
        page.click("text=Keep as it is… >> nth=0")
        page.locator(".differing__keep textarea").first.fill("The funder does not mind.")
        page.click("button[name=keep] >> nth=0")
        self.expect(page.locator("h3")).to_have_text(["Piece 1", "Piece 0"])
        page.check("[name=chosen] >> nth=1")
        page.click("text=Re-issue the chosen ones…")
        page.fill("#id_reason", "The funder mistyped it.")
        page.fill("#id_public_note", "The sentence about the funder was corrected.")
        page.click("text=Re-issue one piece")
        self.expect(page.get_by_text("1 of 1 gone through")).to_be_visible()
        page.goto(f"{self.live_server_url}{self.pieces[0].path}")
        self.assertTrue(page.get_by_text(NEW, exact=True).is_visible())
        note = page.get_by_text("The sentence about the funder was corrected.")
        self.assertTrue(note.first.is_visible())
        for piece in self.pieces[1:]:
            page.goto(f"{self.live_server_url}{piece.path}")
            self.assertTrue(page.get_by_text(OLD, exact=True).is_visible())
