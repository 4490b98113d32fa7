"""A slot is moved in the calendar by keys alone, and by dragging it."""

from datetime import UTC, datetime

from articles.models.choices import Stage
from articles.publishing.perform import perform
from tests.browser.chromium import BrowserTestCase
from tests.factories import make_article, make_publisher

# Ten o’clock in Warsaw.
MONDAY = datetime(2027, 7, 5, 8, tzinfo=UTC)


class CalendarTests(BrowserTestCase):
    def calendar(self):
        publisher = make_publisher()
        self.piece = make_article(title="The weir", stage=Stage.READY)
        perform("publish", self.piece, by=publisher, at=MONDAY)
        address = "/desk/articles/publishedversion/calendar/?day=2027-07-05"
        page = self.open(address, storage_state=self.signed_in(publisher))
        page.wait_for_selector(".slot[draggable=true]")
        return page

    def assert_planned(self, page, day):
        page.wait_for_selector(".messagelist .success")
        (version,) = self.piece.versions.to_come()
        self.assertEqual(version.live_from, MONDAY.replace(day=day))
        self.expect(page.locator(f"[data-day='2027-07-{day:02}'] .slot")).to_contain_text("10:00")

    def test_a_scheduled_piece_is_moved_by_keys(self):
        page = self.calendar()
        page.focus(".slot a")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        # From the month, which this browser writes first, to the day.
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        self.assert_planned(page, 6)

    def test_a_scheduled_piece_is_dragged_to_another_day_and_keeps_its_hour(self):
        page = self.calendar()
        page.drag_and_drop(".slot__hour", "[data-day='2027-07-08']")
        self.assert_planned(page, 8)
