from articles.models import Correction
from funding.models import GrantParty
from newsroom.models import Masthead
from tests.browser.axe import WIDTH
from tests.browser.chromium import BrowserTestCase
from tests.browser.test_reading import DESK, FAINT_TEXTS, PHONE
from tests.factories import make_article, make_funder, make_grant, make_logo, make_picture, publish

# The width and height of the picture that is seen, and the background behind it.
LOGOS = """() => [...document.querySelectorAll(".logo img")].map((image) => {
  const box = image.getBoundingClientRect();
  return [box.width, box.height, getComputedStyle(image.closest(".logo")).backgroundColor];
})"""
WHITE, NONE = "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"


class FundingTests(BrowserTestCase):
    def setUp(self):
        Masthead.objects.update(donate_url="https://example.org/give", legal_name="The Foundation")
        self.union = make_funder("The Union", logo_leads=True)
        self.fund = make_funder("The Fund of Donaudampfschifffahrtsgesellschaftskapitäne")
        make_logo(self.union, file=make_picture(300, 200, "navy"))
        make_logo(self.fund, file=make_picture(900, 100, "green"))
        make_logo(self.fund, file=make_picture(900, 100, "lime"), background="dark")
        self.grant = make_grant(
            "The Union and the Fund pay.",
            funders=[self.union, self.fund],
            title="Rivers",
            amount=230_000,
            currency="PLN",
            awarded_on="2024-01-01",
            starts_on="2024-03-01",
            ends_on="2025-03-01",
        )
        make_grant(title="Older", amount=5, currency="EUR", awarded_on="2021-01-01")
        GrantParty.objects.filter(funder=self.fund).update(role="cofunding")
        self.article = make_article(grants=[self.grant])
        Correction.objects.create(article=self.article, text="A figure was wrong.")
        publish(self.article)

    def test_the_register_is_no_wider_than_a_phone_and_has_no_faint_text(self):
        page = self.open("/funding/", viewport=PHONE)
        self.assertEqual(page.evaluate(WIDTH), PHONE["width"])
        self.assertEqual(page.evaluate(FAINT_TEXTS), [])

    def logos(self, page):
        self.wait_until(
            page,
            "[...document.querySelectorAll('.logo img')].every((image) => image.naturalWidth > 0)",
        )
        return page.evaluate(LOGOS)

    def test_a_logo_that_has_to_lead_is_seen_at_least_as_large_and_none_is_distorted(self):
        for viewport in (PHONE, DESK):
            (leads, other) = self.logos(self.open(self.article.path, viewport=viewport))
            self.assertEqual([leads[:2], other[:2]], [[144, 96], [144, 16]])

    def test_on_dark_pages_a_logo_without_a_variant_stands_on_white(self):
        for scheme, backgrounds in (("light", [NONE, NONE]), ("dark", [WHITE, NONE])):
            page = self.open(self.article.path, color_scheme=scheme)
            self.assertEqual([logo[2] for logo in self.logos(page)], backgrounds)
            shown = page.locator(".logo img").nth(1).evaluate("image => image.currentSrc")
            variants = {logo.background: logo.file.name for logo in self.fund.logos.all()}
            self.assertTrue(shown.endswith(variants[scheme]), scheme)

    def test_paper_shows_the_logos_for_light_pages(self):
        page = self.open(self.article.path, color_scheme="dark")
        page.emulate_media(media="print")
        self.assertTrue(page.locator(".logo img").first.is_visible())
        self.assertEqual([logo[2] for logo in self.logos(page)], [NONE, NONE])
        light = self.fund.logos.get(background="light").file.name
        self.wait_until(
            page, f"document.querySelectorAll('.logo img')[1].currentSrc.endsWith('{light}')"
        )

    def test_a_year_of_the_register_can_be_reached_by_keyboard(self):
        page = self.open("/funding/")
        page.get_by_role("navigation", name="Years").get_by_role("link", name="2021").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/funding/?year=2021#grants")
        self.expect(page.locator(".entry__title")).to_have_text(["Older"])

    def test_the_longest_bar_is_as_long_as_there_is_room(self):
        page = self.open("/funding/")
        bar, drawn = (
            page.locator(part).first.bounding_box()["width"]
            for part in (".chart__bar", ".chart__bar rect")
        )
        self.assertEqual(bar, drawn)
