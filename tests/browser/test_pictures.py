"""Pictures at the desk: sent, described, placed in a text, and with readers as they were placed."""

import base64
import tempfile
from pathlib import Path

from django.test import Client

from articles.models import Photo
from articles.models.figure import photos_in
from tests.articles.publishing.desk.test_article import page_of
from tests.articles.publishing.frozen import make_photo
from tests.browser.chromium import BrowserTestCase
from tests.factories import (
    figure_of,
    make_article,
    make_picture,
    make_publisher,
    publish,
    say_no_funding,
)


class PictureTests(BrowserTestCase):
    def sign_in(self, path):
        cookies = self.signed_in(make_publisher(username="publisher"))
        return self.open(path, storage_state=cookies, viewport={"width": 1280, "height": 900})

    def file(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        path = Path(folder) / "ferry.png"
        path.write_bytes(make_picture(900, 300, "teal").read())
        return str(path)

    def test_a_figure_is_uploaded_described_placed_and_published_everywhere(self):
        say_no_funding()
        article = make_article(title="The port", body="<p>It waits.</p>")
        page = self.sign_in(page_of(article))
        text = page.locator(".ProseMirror[contenteditable=true]")
        self.put_cursor(text.locator("p").first, "End")
        page.click("[data-tool=picture]")
        page.set_input_files("#pick-files", self.file())
        page.fill(".describe #id_alt", "A ferry.")
        page.fill(".describe #id_credit", "A. Pilot")
        page.select_option(".describe #id_licence", "own")
        image = page.locator(".describe img.focal").bounding_box()
        page.mouse.click(image["x"] + image["width"] * 0.9, image["y"] + image["height"] / 2)
        page.click(".describe [type=submit]")
        text.locator(".figure img[alt='A ferry.']").wait_for()
        text.locator("figcaption").click()
        page.keyboard.type("The ferry at noon.")
        page.keyboard.press("Enter")
        page.keyboard.type("It still waits.")
        text.locator(".figure__bar select").select_option("wide")
        page.keyboard.press("Control+s")
        page.wait_for_selector(".messagelist .success")

        photo = Photo.objects.get()
        self.assertEqual((photo.alt, photo.credit, photo.licence), ("A ferry.", "A. Pilot", "own"))
        self.assertAlmostEqual(photo.focal_x, 90, delta=2)
        article.refresh_from_db()
        self.assertEqual(
            article.body,
            f'<p>It waits.</p><figure data-photo="{photo.pk}" data-width="wide">'
            "<figcaption>The ferry at noon.</figcaption></figure><p>It still waits.</p>",
        )
        publish(article)
        for address in (article.path, "/feed/rss.xml", f"{article.path}republish/"):
            answer = Client().get(address).content.decode()
            self.assertIn("The ferry at noon.", answer, address)
            self.assertIn("A. Pilot", answer, address)

    def give(self, page, event, name, colour):
        """Paste a file into the text, or drop it on its last paragraph."""
        content = base64.b64encode(make_picture(90, 60, colour).read()).decode()
        page.evaluate(
            """([event, name, content]) => {
                const data = new DataTransfer()
                const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0))
                data.items.add(new File([bytes], name, { type: "image/png" }))
                const last = document.querySelector(".ProseMirror > p:last-of-type")
                const { left: clientX, bottom: clientY } = last.getBoundingClientRect()
                const known = { bubbles: true, cancelable: true, clientX, clientY: clientY - 2 }
                const given = event === "paste"
                    ? new ClipboardEvent("paste", { ...known, clipboardData: data })
                    : new DragEvent("drop", { ...known, dataTransfer: data })
                last.dispatchEvent(given)
            }""",
            [event, name, content],
        )
        page.click(".describe button:not([type=submit])")

    def test_a_file_that_is_pasted_or_dropped_is_put_where_it_was_meant(self):
        article = make_article(body="<p>One.</p><p>Two.</p>")
        page = self.sign_in(page_of(article))
        text = page.locator(".ProseMirror[contenteditable=true]")
        self.put_cursor(text.locator("p").first, "End")
        self.give(page, "paste", "pasted.png", "red")
        self.give(page, "drop", "dropped.png", "green")
        self.expect(text.locator(".figure__lacks:visible")).to_have_count(2)
        page.keyboard.press("Control+s")
        page.wait_for_selector(".messagelist .success")
        article.refresh_from_db()
        pasted, dropped = (
            Photo.objects.get(called=f"{name}.png") for name in ("pasted", "dropped")
        )
        self.assertEqual(photos_in(article.body), [pasted.pk, dropped.pk])
        places = [article.body.index(one) for one in ("One.", figure_of(pasted), "Two.")]
        self.assertEqual(places, sorted(places))

    def test_nothing_that_is_pressed_in_an_empty_caption_takes_the_picture_away(self):
        first, second = (
            make_photo(alt="A weir.", file=make_picture(colour="teal")),
            make_photo(alt="A lock."),
        )
        article = make_article(body=f"<p>One.</p>{figure_of(first)}")
        page = self.sign_in(page_of(article))
        text = page.locator(".ProseMirror[contenteditable=true]")
        caption = text.locator("figcaption").first
        for keys in ("Control+Alt+2", "Control+Shift+8", "Control+Alt+0"):
            caption.click()
            page.keyboard.press(keys)
            self.expect(text.locator("figure")).to_have_count(1)
        caption.click()
        page.keyboard.type("/rule")
        page.keyboard.press("Enter")
        self.expect(text.locator("hr")).to_have_count(1)
        caption.click()
        page.click("[data-tool=picture]")
        page.click(".pick__one:has-text('A lock.')")
        self.expect(text.locator("figure")).to_have_count(2)
        page.keyboard.press("Control+s")
        page.wait_for_selector(".messagelist .success")
        article.refresh_from_db()
        self.assertEqual(photos_in(article.body), [first.pk, second.pk])

    def test_a_picture_of_the_library_becomes_the_lead_image(self):
        photo = make_photo(caption="The weir", alt="A weir.")
        article = make_article()
        page = self.sign_in(page_of(article))
        # The script that makes this opens the library from the place of the image as well.
        page.locator(".pick-button").wait_for(state="attached")
        page.click("#sheet-lead a")
        page.fill(".pick [type=search]", "weir")
        page.click(".pick__one:has-text('The weir')")
        page.locator("#sheet-lead img[alt='A weir.']").wait_for()
        page.keyboard.press("Control+s")
        page.wait_for_selector(".messagelist .success")
        article.refresh_from_db()
        self.assertEqual(article.lead_photo, photo)
