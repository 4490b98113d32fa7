"""What readers of the demo newsroom are served: its HTML, and its pages in Lighthouse."""

import json
import re
import tempfile
import time
from pathlib import Path

from tests.browser.chromium import find_chromium
from tests.slow.demo import crawl, demo
from tests.slow.outcomes import Failed, Skipped, need, printed_by

# The front page, an article, a section, an author, the register, a grant, the empty search.
KINDS = (
    *(r"/", r"/\d{4}/\d\d/\d\d/[^/]+/", r"/section/[^/?]+/", r"/author/[^/?]+/"),
    *(r"/funding/", r"/funding/[^/?]+/", r"/search/"),
)
NO_WORSE_THAN = {"accessibility": 100, "best-practices": 100, "seo": 100}
# What Lighthouse says when the browser, not the page, is at fault.
BROKE_OFF = "Runtime error encountered"
CHROME = "--headless --no-sandbox --disable-dev-shm-usage"


def html(seconds):
    """Every page that a reader can reach is HTML as the Nu checker knows it."""
    need("java", "apt-get install default-jre-headless")
    need("vnu", "npm install --global vnu-jar")
    until = time.monotonic() + seconds
    with demo() as address, tempfile.TemporaryDirectory() as folder:
        pages = crawl(address)
        for path, text in pages.items():
            file = Path(f"{folder}{path.replace('?', '/')}/page.html")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        try:
            printed_by(["vnu", "--errors-only", folder], until - time.monotonic())
        except Failed as errors:
            raise Failed(str(errors).replace(f"file:{folder}", "")) from None
    return f"{len(pages)} pages"


def lighthouse(seconds):
    """A page of each kind has full marks, but for performance, which a busy machine decides."""
    need("lighthouse", "npm install --global lighthouse")
    if not find_chromium():
        raise Skipped("there is no Chromium here; apt-get install chromium-headless-shell")
    until = time.monotonic() + seconds
    with demo() as address:
        paths = [next(filter(re.compile(kind).fullmatch, crawl(address))) for kind in KINDS]
        marks = {path: marks_of(address + path, until - time.monotonic()) for path in paths}
    low = [
        f"{path}: {name} is {marks[path][name]}, not {mark}"
        for path in paths
        for name, mark in NO_WORSE_THAN.items()
        if marks[path][name] < mark
    ]
    if low:
        raise Failed("\n".join(low))
    speeds = [marks[path]["performance"] for path in paths]
    return f"{len(paths)} pages; performance from {min(speeds)} to {max(speeds)}"


def marks_of(url, seconds):
    """What Lighthouse gives a page of 100, by category."""
    command = ["lighthouse", url, "--quiet", "--output=json", f"--chrome-flags={CHROME}"]
    with tempfile.NamedTemporaryFile() as report:
        command.append(f"--output-path={report.name}")
        until_it_ends_well(command, seconds)
        categories = json.load(report)["categories"]
    return {name: round(category["score"] * 100) for name, category in categories.items()}


def until_it_ends_well(command, seconds):
    """Run Lighthouse, and run it again where it broke off: that says nothing about the page."""
    until, words = time.monotonic() + seconds, ""
    while (left := until - time.monotonic()) > 0:
        try:
            return printed_by(command, left, CHROME_PATH=find_chromium())
        except Failed as why:
            if BROKE_OFF not in str(why):
                raise
            words = str(why).strip()
    raise Skipped(f"it broke off until the time was up: {words}")
