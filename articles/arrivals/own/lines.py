"""Reading an export of ours line by line: however long it is, one line is in memory."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from articles.arrivals.command import WrongFile
from articles.departures.leaving import VERSION
from newsroom.kit.text import UNPRINTABLE

# In bytes, of one line: several texts of the greatest length that a text may have.
LONGEST = 16 * 1024 * 1024


SITE = re.compile(r"https?://[\x21-\x7e]{1,180}")


class Line(NamedTuple):
    """A line: where it stands, its `type`, and the object in it, or what is `wrong` with it."""

    place: str
    type: str
    said: dict[str, Any]
    wrong: str = ""


def lines(path: Path) -> Iterator[Line]:
    """Yield the lines after the first. Raises WrongFile for what is no export, or of another
    format.
    """
    try:
        with path.open("rb") as file:
            found = _lines(file, path.name)
            _check(next(found, None), path)
            yield from found
    except OSError as problem:
        raise WrongFile(f"{path}: {problem.strerror}") from problem


def site_of(path: Path) -> str:
    """The address of the site from which an export is. Raises WrongFile."""
    try:
        with path.open("rb") as file:
            return _check(next(_lines(file, path.name), None), path)
    except OSError as problem:
        raise WrongFile(f"{path}: {problem.strerror}") from problem


def _check(head, path):
    said = head.said if head else {}
    if not head or head.wrong or said.get("type") != "format":
        raise WrongFile(
            _("%s is no export of export_articles: its first line does not say which format it is.")
            % path.name
        )
    if said.get("version") != VERSION:
        words = _("%(file)s is of format %(version)s; this newsroom reads %(ours)d.")
        told = {"file": path.name, "version": ascii(said.get("version"))[:20], "ours": VERSION}
        raise WrongFile(words % told)
    site = said.get("site")
    if not isinstance(site, str) or not SITE.fullmatch(site):
        raise WrongFile(_("%s does not say of which site it is.") % path.name)
    return site.rstrip("/")


def _lines(file, name):
    number = 0
    while line := file.readline(LONGEST):
        number += 1
        place = _("%(file)s, line %(number)d") % {"file": name, "number": number}
        if len(line) == LONGEST and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield Line(place, "", {}, _("The line is too long to be read."))
        elif line.strip():
            yield _read(line, place)


def _read(line, place):
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return Line(place, "", {}, _("This is no JSON."))
    if not isinstance(said, dict) or not isinstance(said.get("type"), str):
        return Line(place, "", {}, _("This is no object with a type."))
    return Line(place, UNPRINTABLE.sub("", said["type"])[:40], said)
