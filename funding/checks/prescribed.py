"""What a prescribed sentence needs in order to be whole."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from funding.checks.remark import Remark
from funding.ready_made.catalogue import catalogue
from newsroom.kit import languages

BLANK = re.compile(r"\[[^\[\]]*\]|\{[^{}]*\}")


def blanks(text: str) -> Iterator[Remark]:
    """Remark on blanks that nobody filled in, such as “[name of the granting authority]”."""
    for blank in dict.fromkeys(BLANK.findall(text)):
        words = _("“%s” looks like a blank that was left to be filled in.")
        yield Remark("blank-left", words % blank)


def whole(text: str, language: str) -> Iterator[Remark]:
    """Remark on a prescribed sentence that begins as prescribed and loses its last words.

    Which words make a sentence known, and with which it closes, stands with
    the ready-made statements (`known_by`, `closes_with`).
    """
    said, closings = _plain(text), {}
    for ready_made in catalogue():
        prescribed = ready_made.texts.get(languages.base(language))
        if prescribed and prescribed.known_by and _plain(prescribed.known_by) in said:
            closings[prescribed.closes_with] = ready_made.name
    for closing, name in closings.items():
        if _plain(closing) not in said:
            words = _("“%(name)s” closes with “%(closing)s”; the text does not.")
            yield Remark("not-whole", words % {"name": name, "closing": closing})


def _plain(text):
    return " ".join(text.casefold().split())
