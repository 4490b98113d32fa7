"""A grant from its agreement to its report, as the people of a newsroom walk it."""

import shutil
import subprocess
import tempfile
import zipfile
from io import StringIO
from pathlib import Path
from unittest import skipUnless

from django.core.management import call_command
from django.utils import timezone

from articles.models import Tag
from funding.models import Grant, Statement
from tests.browser.axe import WIDTH
from tests.browser.chromium import BrowserTestCase
from tests.browser.test_reading import DESK, PHONE
from tests.factories import (
    make_author,
    make_editor,
    make_funding_manager,
    make_publisher,
    make_section,
    put_on_record,
)

MINISTRY = "Ministry of Bridges of Sylvania"
FUND = "Lantern Fund"
HOUSE = "The Reed Review"
# Misspelt in the agreement, so misspelt in print.
PROJECT = "“Keepers of teh Ferry’26”"
PAID = (
    f"{PROJECT} is co-financed by the {FUND} under the “Rivers’ Own” programme, out of the "
    f"money of the {MINISTRY}: PLN 230,000."
)
PAID_NOW = PAID.replace("teh", "the")
VIEWS = f"The author’s “views” are the author’s own; the {MINISTRY} answers for none of tehm."
REASON = "The fund mistyped the name of its own project."
NOTE = (
    "The sentence about the funder was corrected: the project is called “Keepers of the Ferry’26”."
)
KEPT = "The fund asked to leave the first piece as it was printed."
TITLES = ["A pilot’s last winter", "The toll that nobody takes"]


@skipUnless(shutil.which("sha256sum"), "sha256sum is not installed")
class FundingWalk(BrowserTestCase):
    """The house stands: people, a section, an author and a tag. The rest is done on pages."""

    def setUp(self):
        self.manager = make_funding_manager(username="manager")
        self.editor = make_editor(username="editor")
        self.publisher = make_publisher(username="publisher")
        make_section("Reportage")
        make_author("Ada Ferryman")
        Tag.objects.create(name="ferries", slug="ferries")
        put_on_record()

    def test_a_grant_proves_itself_from_the_agreement_to_the_report(self):
        manager = self.sign_in(self.manager)
        self.set_up_the_grant(manager)
        self.cover_the_tag(manager)
        editor, publisher = map(self.sign_in, (self.editor, self.publisher))
        paths = [self.publish(title, editor, publisher) for title in TITLES]
        for path in paths:
            self.assert_printed(path, PAID)
        ids = {title: entry["id"] for title, entry in self.feed().items()}
        self.change_the_wording(manager)
        self.keep_and_reissue(manager)
        self.readers_are_told(*paths, ids)
        self.report_and_verify(manager, paths)

    # The steps

    def set_up_the_grant(self, page):
        for name, kind in ((MINISTRY, "state"), (FUND, "foundation"), (HOUSE, "own")):
            self.go(page, "/desk/funding/funder/add/")
            page.fill("#id_name", name)
            page.select_option("#id_kind", kind)
            self.save(page)
        self.go(page, "/desk/funding/grant/add/")
        page.fill("#id_title", PROJECT)
        page.select_option("#id_kind", "monetary")
        page.select_option("#id_status", "active")
        page.fill("#id_amount", "230000")
        page.fill("#id_currency", "PLN")
        parties = [(MINISTRY, "funding"), (FUND, "extending"), (HOUSE, "implementing")]
        for row, (name, role) in enumerate(parties):
            page.locator("#parties-group .add-row a").click()
            self.choose(page, f"parties-{row}-funder", name)
            page.select_option(f"#id_parties-{row}-role", role)
            page.fill(f"#id_parties-{row}-position", str(row))
        self.save(page)
        for kind, text in ((Statement.Kind.ACKNOWLEDGEMENT, PAID), (Statement.Kind.VIEWS, VIEWS)):
            self.go(page, f"/desk/funding/grant/{self.grant().pk}/change/")
            page.get_by_role("link", name="Add a statement").click()
            page.select_option("#id_kind", kind)
            self.save(page, "_continue")
            self.write_wording(page, text)
            self.approve_wording(page)

    def write_wording(self, page, text):
        page.locator("#wordings-group .add-row a").click()
        page.locator("textarea[name$='-text']:visible").fill(text)
        self.save(page, "_continue")

    def approve_wording(self, page):
        page.get_by_role("link", name="Open the draft").click()
        self.save(page, "_approve")
        page.get_by_text("approved and in force").wait_for()

    def cover_the_tag(self, page):
        self.go(page, f"/desk/funding/grant/{self.grant().pk}/change/")
        page.get_by_role("link", name="Cover more pieces").click()
        self.choose(page, "tag", "ferries")
        page.click("[name=_preview]")
        page.get_by_text("Nothing is saved yet.").wait_for()
        self.save(page)

    def publish(self, title, editor, publisher):
        self.go(editor, "/desk/articles/article/add/")
        editor.fill("#id_title", title)
        editor.fill("#id_standfirst", "A river, a rope and a rota.")
        editor.locator(".ProseMirror[contenteditable=true]").click()
        editor.keyboard.type("The ferry crosses at seven.")
        self.choose(editor, "section", "Reportage")
        editor.fill("#id_tags", "ferries")
        editor.check("[name=funding][value=funded]")
        editor.locator("#bylines-group .add-row a").click()
        self.choose(editor, "bylines-0-author", "Ada Ferryman")
        self.save(editor, "_continue")
        address = editor.url.removeprefix(self.live_server_url)
        for page, verb in ((editor, "submit"), (editor, "approve"), (publisher, "publish")):
            self.go(page, address)
            if verb == "publish":
                page.click("summary:has-text('Publish')")
            with page.expect_navigation():
                page.click(f"button[name=_move][value={verb}]")
            page.wait_for_selector(".messagelist .success")
        with page.expect_navigation():
            page.get_by_role("link", name="See the page").click()
        return page.url.removeprefix(self.live_server_url)

    def change_the_wording(self, page):
        statement = self.grant().statements.get(kind=Statement.Kind.ACKNOWLEDGEMENT)
        self.go(page, f"/desk/funding/statement/{statement.pk}/change/")
        self.write_wording(page, PAID_NOW)
        self.approve_wording(page)

    def keep_and_reissue(self, page):
        self.go(page, "/desk/")
        page.get_by_role("link", name="Disclosures to decide").click()
        pieces = page.locator(".differing__one")
        self.expect(pieces.locator("h3")).to_have_text(TITLES[::-1])
        for piece in pieces.all():
            self.assertEqual(piece.locator("del").all_inner_texts(), ["teh"])
            self.assertEqual(piece.locator("ins").all_inner_texts(), ["the"])
        kept = pieces.filter(has_text=TITLES[0])
        kept.get_by_text("Keep as it is…").click()
        kept.locator("textarea").fill(KEPT)
        kept.get_by_role("button", name="Keep").click()
        self.expect(pieces.locator("h3")).to_have_text(TITLES[1:])
        page.get_by_role("button", name="Re-issue…").click()
        page.fill("#id_reason", REASON)
        page.fill("#id_public_note", NOTE)
        page.get_by_role("button", name="Re-issue one piece").click()
        page.get_by_text("1 of 1 gone through").wait_for()
        self.go(page, "/desk/articles/reissue/worklist/")
        self.expect(pieces).to_have_count(0)

    def readers_are_told(self, kept, reissued, ids):
        self.assert_printed(kept, PAID)
        self.assert_printed(reissued, PAID_NOW)
        self.assertEqual(self.notes(kept), [])
        self.assertEqual(self.notes(reissued), [NOTE])
        page = self.open("/corrections/", viewport=PHONE)
        told = [page.locator(f".note__{part}").all_inner_texts() for part in ("piece", "text")]
        self.assertEqual(told, [TITLES[1:], [NOTE]])
        entries = self.feed()
        self.assertEqual({title: entry["id"] for title, entry in entries.items()}, ids)
        for title, paid, noted in zip(TITLES, (PAID, PAID_NOW), (0, 1), strict=True):
            said = [item["text"] for item in entries[title]["_funding"]["items"]]
            self.assertEqual(said, [paid, VIEWS])
            self.assertEqual(entries[title]["content_html"].count(NOTE), noted)

    def report_and_verify(self, page, paths):
        today = timezone.localdate().isoformat()
        self.go(page, "/desk/articles/grantreport/add/")
        self.choose(page, "grant", "Keepers")
        page.fill("#id_since", today)
        page.fill("#id_until", today)
        self.save(page)
        with tempfile.TemporaryDirectory() as folder:
            with page.expect_download() as download:
                page.get_by_role("link", name="ZIP").click()
            with zipfile.ZipFile(download.value.path()) as zipped:
                zipped.extractall(folder)
            (top,) = Path(folder).iterdir()
            checked = subprocess.run(
                ["sha256sum", "-c", "MANIFEST.sha256"], cwd=top, capture_output=True, text=True
            )
            files = ["report.csv", "report.html", "report.json"]
            pages = [f"pages{paths[0]}1.html", f"pages{paths[1]}1.html", f"pages{paths[1]}2.html"]
            self.assertEqual(checked.returncode, 0, checked.stdout)
            self.assertEqual(
                sorted(checked.stdout.splitlines()),
                [f"{name}: OK" for name in sorted(pages + files)],
            )
            for name, paid in zip(pages, (PAID, PAID, PAID_NOW), strict=True):
                self.assertIn(paid, (top / name).read_text(encoding="utf-8"))
        out = StringIO()
        call_command("verify_record", stdout=out)
        self.assertIn("The record is whole", out.getvalue())

    # What a hand does

    def grant(self):
        return Grant.objects.get()

    def sign_in(self, user):
        cookies = self.signed_in(user)
        page = self.open(
            "/desk/", storage_state=cookies, viewport=DESK, timezone_id="Europe/Warsaw"
        )
        page.set_default_timeout(10_000)
        return page

    def go(self, page, path):
        answer = page.goto(f"{self.live_server_url}{path}")
        self.assertEqual(answer.status, 200, path)

    def save(self, page, button="_save"):
        with page.expect_navigation():
            page.click(f"[name={button}]")
        page.wait_for_selector(".messagelist .success")

    def choose(self, page, field, words):
        """Choose from a list that is searched while somebody types."""
        page.locator(f"#id_{field} + .select2 .select2-selection").click()
        page.locator(".select2-search__field").fill(words)
        page.locator(".select2-results__option--highlighted", has_text=words).click()

    def assert_printed(self, path, paid):
        """The reader’s page, on a phone, says both sentences once, letter for letter."""
        page = self.open(path, viewport=PHONE)
        self.assertEqual(page.evaluate(WIDTH), PHONE["width"])
        self.assertEqual(page.locator("article .disclosure").all_text_contents(), [paid, VIEWS])
        article = page.locator("article").text_content()
        self.assertEqual([article.count(paid), article.count(VIEWS)], [1, 1])

    def notes(self, path):
        page = self.open(path, viewport=PHONE)
        return page.locator("article .correction .lines").all_inner_texts()

    def feed(self):
        """The entries of the JSON Feed by their titles."""
        answer = self.open("/", viewport=PHONE).request.get(
            f"{self.live_server_url}/feed/feed.json"
        )
        return {entry["title"]: entry for entry in answer.json()["items"]}
