"""How a line of the log looks: as text, or as an object of JSON for machines.

Whatever a library puts into a line, addresses of people, what was asked behind a ``?``, links that
let somebody in, and the values that PostgreSQL quotes in its errors are taken out of it.
"""

import json
import logging
import re
from datetime import UTC, datetime

from newsroom.operation.request_ids import request_id

# Strangers write the path of a request: what is long must not take long, so each begins only where
# nothing before it could belong to it.
MAIL = re.compile(r"(?<![^\s@<>\"'(,;:=])[^\s@<>\"'(,;:=]+@[\w-]+(?:\.[\w-]+)+")
QUERY = re.compile(r"\?[^\s\"'<>]*")
# Of a link that sets a password (newsroom/signin/desk/urls.py) or shows a piece before it is
# published (newsroom/headers.py): whoever reads it can use it.
LINK = re.compile(r"(/login/password/[0-9A-Za-z]+-|/preview/)[^/\s\"'<>]+")
# "DETAIL:  Key (email)=(olena@example.org) already exists.", and the lines after it.
VALUES = re.compile(r"^(DETAIL|CONTEXT): .*$", re.MULTILINE)


def discreet(text: str) -> str:
    """The text without what a log must not keep."""
    text = LINK.sub(r"\1…", QUERY.sub(_unasked, VALUES.sub(r"\1: (left out)", text)))
    return MAIL.sub("(an address)", text)


def _unasked(found: re.Match[str]) -> str:
    return "?…" if "=" in found[0] else found[0]


class Line(logging.Formatter):
    """``2026-11-26 14:05:00,000 WARNING newsroom.refusals 3f2a…: Refused: …``

    What follows it, as a traceback does, is indented: nothing that somebody sent looks like a line
    of its own.
    """

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}{request}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        name = request_id.get()
        record.request = f" {name}" if name else ""
        return "\n    ".join(discreet(super().format(record)).splitlines())


class JsonLine(logging.Formatter):
    """One object a line: ``time`` (UTC), ``level``, ``logger``, ``message``; within a request
    ``request_id``; after an error ``exception``, its traceback.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": discreet(record.getMessage()),
        }
        if name := request_id.get():
            line["request_id"] = name
        if record.exc_info:
            line["exception"] = discreet(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
