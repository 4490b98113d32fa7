"""Whether a text names who paid."""

from os.path import commonprefix

from django.utils.translation import gettext as _

from funding.checks.remark import Remark
from newsroom.kit.text import name_key

# How much of a word its endings may change: Unia, Unii; Europejska, Europejskiej; Фонд, Фондом.
LONGEST_ENDING = 3
SHORTEST_STEM = 3


def named(text, payers):
    """Remark on every payer whom the text does not name.

    `payers` are lists of names, the one in the agreement first and the other
    names after it.
    """
    for names in payers:
        if not any(mentions(text, name) for name in names):
            yield Remark("funder-not-named", _not_named(names))


def kept_quiet(text, payers):
    """Remark on every payer named in a text that is printed while they may not be named."""
    for names in payers:
        spoken = next((name for name in names if mentions(text, name)), None)
        if spoken:
            words = _("This text is for when the grant may not be named, and it names %s.")
            yield Remark("funder-named", words % spoken)


def mentions(text, name):
    """Whether the words of a name stand in the text, one after the other, inflected or not."""
    words, said = name_key(name).split(), name_key(text).split()
    if not words:
        return False
    return any(
        all(map(_same_word, words, said[start : start + len(words)]))
        for start in range(len(said) - len(words) + 1)
    )


def _same_word(word, other):
    if word == other:
        return True
    stem = len(commonprefix([word, other]))
    ending = max(len(word), len(other)) - stem
    return stem >= SHORTEST_STEM and ending <= min(LONGEST_ENDING, stem)


def _not_named(names):
    first, *others = names
    if others:
        words = _("The text does not name %(name)s, nor says %(others)s.")
        return words % {"name": first, "others": ", ".join(others)}
    words = _("The text does not name %s. If it does so in other words, add them to the funder.")
    return words % first
