import time

from articles.models import Correction
from articles.models.choices import Stage
from articles.publishing.perform import perform
from funding.models import Appeal
from tests.articles.reader.photos import make_photo
from tests.browser.axe import WIDTH
from tests.browser.chromium import BrowserTestCase
from tests.factories import make_article, make_author, make_grant, make_publisher, publish

SENTENCE = "“Awakening’24” is a project co-financed by the Fund in the amount of PLN 230,000."
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}

# Every text whose contrast with what is behind it is below 4.5 to 1 (WCAG 2.2, 1.4.3).
FAINT_TEXTS = """() => {
  const rgb = (value) => value.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b]
    .map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = rgb(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const texts = [...document.querySelectorAll("body *")].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return texts.filter((element) => {
    const [a, b] = [rgb(getComputedStyle(element).color), behind(element)].map(light);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
  }).map((element) => element.textContent);
}"""

# When a page had been read to its end, and when its style was there.
WHEN_READ_AND_STYLED = """() => [
  performance.getEntriesByType("navigation")[0].domInteractive,
  performance.getEntriesByType("resource").find((one) => one.name.endsWith(".css")).responseEnd,
]"""
# Seconds: a page of some length is read in less.
SLOW = 0.2


class ReadingTests(BrowserTestCase):
    def setUp(self):
        Appeal.objects.create(
            text="Please donate.", label="Donate", url="https://example.org/", language="en"
        )
        self.grant = make_grant(SENTENCE, title="Awakening’24", amount=230_000, currency="PLN")
        self.author = make_author("Mark Temnycky", bio="Mark is a journalist.")
        self.article = make_article(
            title="A title with Donaudampfschifffahrtsgesellschaftskapitän in it",
            body="<p>Body text.</p>"
            '<p><a href="https://example.org/a">Elsewhere</a>, <a href="/about/">here</a>.</p>'
            "<table><tr>"
            + "<th>a head</th>" * 9
            + "</tr><tr>"
            + "<td>a rather wide cell</td>" * 9
            + "</tr></table>",
            grants=[self.grant],
            authors=[self.author],
            tags=["Belarus"],
            kind="analysis",
            lead_photo=make_photo(alt="Hills", credit="Anna"),
        )
        Correction.objects.create(article=self.article, text="A figure was wrong.")
        make_article(stage=Stage.PUBLISHED, title="Another")
        publish(self.article)

    def test_a_piece_is_no_wider_than_a_phone_and_has_no_faint_text(self):
        page = self.open(self.article.path, viewport=PHONE)
        self.assertEqual(page.evaluate(WIDTH), PHONE["width"])
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            self.assertEqual(page.evaluate(FAINT_TEXTS), [], scheme)

    def test_a_phone_has_a_low_masthead_and_tables_that_keys_move(self):
        page = self.open(self.article.path, viewport=PHONE)
        self.assertLessEqual(page.locator(".masthead").bounding_box()["height"], 120)
        region = page.get_by_role("region", name="Table 1")
        region.focus()
        page.keyboard.press("ArrowRight")
        self.wait_until(page, "document.querySelector('.table').scrollLeft > 0")

    def test_a_tombstone_is_no_wider_than_the_screen_and_has_no_faint_text(self):
        told = {"note": "False.", "public_note": "A source was false. " * 9}
        perform("withdraw", self.article, by=make_publisher(), **told)
        for scheme in ("light", "dark"):
            gone = ["Failed to load resource: the server responded with a status of 410 (Gone)"]
            page = self.open(self.article.path, errors=gone, viewport=PHONE, color_scheme=scheme)
            self.assertEqual(page.evaluate(WIDTH), PHONE["width"])
            self.assertEqual(page.evaluate(FAINT_TEXTS), [])

    def test_a_piece_is_whole_without_scripts(self):
        page = self.open(self.article.path, viewport=PHONE, java_script_enabled=False)
        for text in (SENTENCE, "Body text.", "Mark is a journalist.", "A figure was wrong."):
            self.assertTrue(page.get_by_text(text, exact=True).is_visible())
        self.assertTrue(page.get_by_role("link", name="Donate", exact=True).is_visible())

    def test_a_page_is_read_to_its_end_once_its_style_is_there_and_asks_once_for_it(self):
        page = self.open("/")
        asked = []

        def late(route):
            asked.append(route.request.url)
            time.sleep(SLOW)
            route.continue_()

        page.route("**/*.css", late)
        page.goto(f"{self.live_server_url}{self.article.path}")
        read, styled = page.evaluate(WHEN_READ_AND_STYLED)
        self.assertGreaterEqual(read, styled)
        self.assertEqual(len(asked), len(set(asked)))

    def test_the_section_and_the_lead_image_are_seen_before_what_they_follow_in_the_markup(self):
        for viewport in (PHONE, DESK):
            page = self.open(self.article.path, viewport=viewport)
            tops = [
                page.locator(part).bounding_box()["y"]
                for part in (".article__header .kicker", "h1", ".lead img", ".article__body")
            ]
            self.assertEqual(sorted(tops), tops)

    def test_the_lead_image_arrives_in_a_width_that_fits_and_moves_nothing(self):
        page = self.open(self.article.path, viewport=PHONE)
        image = page.locator(".lead img")
        self.wait_until(page, "document.querySelector('.lead img').naturalWidth > 0")
        self.assertIn("/pictures/400/", image.evaluate("image => image.currentSrc"))
        shifted = page.evaluate(
            """() => new Promise((done) => {
              let sum = 0;
              new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) sum += entry.value;
              }).observe({ type: "layout-shift", buffered: true });
              setTimeout(() => done(sum), 300);
            })"""
        )
        self.assertEqual(shifted, 0)

    def test_paper_keeps_who_paid_and_drops_the_ways_to_elsewhere(self):
        page = self.open(self.article.path)
        page.emulate_media(media="print")
        self.assertTrue(page.get_by_text(SENTENCE, exact=True).is_visible())
        for part in (".masthead__nav", ".appeal", ".tags", ".skip"):
            self.assertFalse(page.locator(part).is_visible(), part)

    def test_paper_cuts_no_table_and_says_where_links_lead(self):
        page = self.open(self.article.path, viewport={"width": 620, "height": 900})
        page.emulate_media(media="print")
        styles = """(element, wanted) => {
          const [name, part] = wanted;
          return getComputedStyle(element, part)[name];
        }"""
        asked = {
            "table": ["overflow", None, "visible"],
            "table tr:first-child": ["display", None, "table-header-group"],
            "a[href^=http]": ["content", "::after", '" <https://example.org/a>"'],
            'a[href^="/"]': ["content", "::after", "none"],
            ".funding": ["breakInside", None, "avoid"],
        }
        for selector, (name, part, expected) in asked.items():
            with self.subTest(selector):
                found = page.locator(f".article {selector}").first.evaluate(styles, [name, part])
                self.assertEqual(found, expected)
        self.assertLessEqual(page.evaluate(WIDTH), 620)

    def test_the_first_tab_leads_past_the_navigation(self):
        page = self.open(self.article.path)
        page.keyboard.press("Tab")
        self.assertTrue(page.get_by_role("link", name="Skip to the text").is_visible())
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.closest('main') !== null")
        self.assertTrue(focused)
