"""What came of a run, as a page to read in a browser: written as it goes, however long it gets."""

from collections import Counter
from pathlib import Path

from django.template.loader import render_to_string

from articles.arrivals.outcome import Outcome

HEAD, ROW, FOOT = (f"articles/arrivals/{part}.html" for part in ("_head", "_row", "_foot"))
# What each report begins with.
PAGE = b"<!doctype html>"


class NoReport(Exception):
    """A report cannot be written where it was to be. The message is a sentence."""


def refuse_unwritable(path: Path) -> None:
    """Raise NoReport where a report could not be written, or would be written over something
    else, such as the export itself: before a long run, not after it.
    """
    try:
        try_to_write(path)
        is_another = path.is_file() and _beginning(path) not in (b"", PAGE)
    except OSError as problem:
        raise NoReport(
            f"The report {path} cannot be written: {problem.strerror}. "
            "Say with --report where it can."
        ) from problem
    if is_another:
        raise NoReport(f"{path} is no report: say with --report where one may be written.")


def try_to_write(path: Path) -> None:
    """Raise OSError where a file could not be written. What is in it stays, and none is left."""
    was_there = path.exists()
    path.open("a").close()
    if not was_there:
        path.unlink()


def _beginning(path):
    with path.open("rb") as file:
        return file.read(len(PAGE))


class Report:
    """A file that is whole once it is closed. `counts` are the outcomes by what they are."""

    def __init__(self, path: Path, title: str, *, is_dry: bool) -> None:
        self.counts: Counter = Counter()
        self.path = path
        self.file = path.open("w", encoding="utf-8")
        self.file.write(render_to_string(HEAD, {"title": title, "is_dry": is_dry}))

    def add(self, outcome: Outcome) -> None:
        self.counts[outcome.what] += 1
        self.file.write(render_to_string(ROW, {"outcome": outcome, "piece": outcome.piece}))

    def close(self, **told: object) -> None:
        """Write the sums below: what else there is `told` is given to the template."""
        self.file.write(render_to_string(FOOT, {"counts": dict(self.counts), **told}))
        self.file.close()
