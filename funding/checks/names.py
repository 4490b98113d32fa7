"""Whether a text names who paid."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from funding.checks.remark import Remark
from newsroom.kit.names.finding import find_names


def named(text: str, language: str, payers: Sequence[Sequence[str]]) -> Iterator[Remark]:
    """Remark on every payer whom the text does not name.

    `payers` are lists of names, the one in the agreement first and the other
    names after it.
    """
    found = _found(text, language, payers)
    for place, names in enumerate(payers):
        if place not in found:
            yield Remark("funder-not-named", _not_named(*names))


def kept_quiet(text: str, language: str, payers: Sequence[Sequence[str]]) -> Iterator[Remark]:
    """Remark on every payer named in a text that is printed while they may not be named."""
    for passage in _found(text, language, payers).values():
        words = _("This text is for when the grant may not be named, and it says “%s”.")
        yield Remark("funder-named", words % passage.words)


def private(text: str, language: str, donors: Sequence[Sequence[str]]) -> Iterator[Remark]:
    """Remark on every person named who has not consented to it."""
    for passage in _found(text, language, donors).values():
        words = _("The text says “%s”, who has not consented to be named.")
        yield Remark("donor-named", words % passage.words)


def _found(text, language, payers):
    """Which payers the text names, declined or not, by their place in the list."""
    names = [(name, place) for place, names in enumerate(payers) for name in names]
    return find_names(names, " ".join(text.split()), language)


def _not_named(name, *others):
    if others:
        words = _("The text does not name %(name)s, nor says %(others)s.")
        return words % {"name": name, "others": ", ".join(others)}
    words = _("The text does not name %s. If it does so in other words, add them to the funder.")
    return words % name
