"""A browser in which somebody opens a place and looks at it."""

import re

from playwright.sync_api import Error, sync_playwright

from tests.browser.axe import LOOKS, show, violations
from tests.browser.chromium import find_chromium
from tests.browser.layout import faults


class Eyes:
    """``look_at(place)`` gives ``{what is wrong: the look}``; with a folder, it keeps pictures."""

    def __init__(self, address, sessions, folder=None):
        self.address, self.sessions, self.folder = address, sessions, folder
        self.seen = set()

    def __enter__(self):
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        return self

    def __exit__(self, *_how):
        self.browser.close()
        self.playwright.stop()

    def page_of(self, person):
        """A new page, on which somebody is signed in: nobody, if it is None."""
        context = self.browser.new_context(
            viewport={"width": LOOKS[0][0], "height": 900}, base_url=self.address
        )
        if person:
            session = {"name": "sessionid", "value": self.sessions[person]}
            context.add_cookies([{**session, "url": self.address}])
        return context.new_page()

    def look_at(self, place):
        page = self.page_of(place.person)
        try:
            if not shows_a_page(page, place) or self.was_seen(page, place):
                return {}
            try:
                place.opened(page)
            except Error as why:
                return {str(why).splitlines()[0]: LOOKS[0]}
            found = violations(page)
            if not place.person:
                found |= {what: (width, "light") for what, width in faults(page).items()}
            if self.folder:
                self.keep(page, place)
            return found
        finally:
            page.context.close()

    def was_seen(self, page, place):
        """Whether the place led on to another one that was looked at."""
        there = (page.url, place.person, place.opened)
        known = there in self.seen
        self.seen.add(there)
        return known

    def keep(self, page, place):
        self.folder.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"\W+", "-", place.name).strip("-") or "home"
        for look in LOOKS:
            show(page, look)
            path = self.folder / f"{name}--{look[0]}-{look[1]}.png"
            page.screenshot(path=path, full_page=True)


def shows_a_page(page, place):
    """Whether there is something to look at: no file, and no answer to a script alone."""
    try:
        answer = page.goto(place.address)
    except Error:
        return False
    return answer.status == 200 and "text/html" in answer.headers["content-type"]
