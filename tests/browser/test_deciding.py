"""From the worklist to the re-issued page, as a funding manager walks it."""

from django.contrib.auth.models import Group, User

from articles.models.choices import Stage
from funding.models import Funder
from tests.browser.chromium import BrowserTestCase
from tests.browser.signing_in import sign_in
from tests.browser.test_reading import FAINT_TEXTS, PHONE, WIDTH, each_look
from tests.factories import make_article, make_funding_manager, make_grant, make_wording, waive

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
        make_funding_manager(username="manager", password="right words")

    def sign_in(self, path, **context):
        page = self.open(f"/desk/login/?next={path}", **context)
        sign_in(page, "manager")
        return page

    def test_pieces_are_reissued_and_kept_without_a_script(self):
        page = self.sign_in(WORKLIST, viewport=PHONE, java_script_enabled=False)
        page.click("text=Keep as it is… >> nth=0")
        page.locator(".differing__keep textarea").first.fill("The funder does not mind.")
        page.click("button[name=keep] >> nth=0")
        self.expect(page.locator("h3")).to_have_text(["Piece 1", "Piece 0"])
        page.check("[name=chosen] >> nth=1")
        page.click("text=Re-issue the chosen ones…")
        page.fill("#id_reason", "The funder mistyped it.")
        page.fill("#id_public_note", "The sentence about the funder was corrected.")
        page.click("text=Re-issue one piece")
        self.expect(page.get_by_text("1 of 1 done")).to_be_visible()
        page.goto(f"{self.live_server_url}{self.pieces[0].path}")
        self.assertTrue(page.get_by_text(NEW, exact=True).is_visible())
        note = page.get_by_text("The sentence about the funder was corrected.")
        self.assertTrue(note.first.is_visible())
        for piece in self.pieces[1:]:
            page.goto(f"{self.live_server_url}{piece.path}")
            self.assertTrue(page.get_by_text(OLD, exact=True).is_visible())

    def test_no_page_of_deciding_is_wider_than_the_screen_or_has_faint_text(self):
        waiver = waive(self.grant, hides="logo")
        Group.objects.get(name="Administrator").user_set.add(User.objects.get(username="manager"))
        Funder.objects.update(name="A fund with a name as long as those of ministries tend to be")
        pages = [
            "/desk/articles/sealedcopy/redact/",
            WORKLIST,
            f"/desk/articles/waiver/{waiver.pk}/change/",
            f"/desk/articles/coverage/{self.pieces[0].coverages.get().pk}/change/",
        ]
        page = self.sign_in("/desk/")
        for path in pages:
            page.goto(f"{self.live_server_url}{path}")
            for width, scheme in each_look(page):
                with self.subTest(path=path, width=width, scheme=scheme):
                    self.assertEqual(page.evaluate(WIDTH), width)
                    faint = [text for text in page.evaluate(FAINT_TEXTS) if "Today" not in text]
                    self.assertEqual(faint, [])
