"""Names of sites that look like those of others (Unicode Technical Standard 39, cut down to what
a reader of Latin, Cyrillic and Greek can be deceived by).
"""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Scripts that one language writes together; Latin letters stand among them as well.
TOGETHER = (
    {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
    {"CJK", "HANGUL"},
    {"CJK", "BOPOMOFO"},
)
# Letters that are read as Latin ones, by their script.
LIKE_LATIN = {
    "CYRILLIC": set("асԁеһіјӏорԛѕԝхуѵѡгпьҽ"),
    "GREEK": set("αγικνορτυωχη"),
    "ARMENIAN": set("ցհոսօքզյ"),
}


def refuse_look_alike(host: str) -> None:
    """Raise ValidationError for the name of a site that is read as another.

    Each part of a name is of one script, in letters that have no other
    spelling; a part made of nothing but letters that look Latin is refused
    where the name does not end in its script (“аррӏе.com”). Punycode is read.
    """
    labels = [_read(label) for label in host.lower().split(".")]
    ending = _scripts(labels[-1])
    for label in labels:
        if label.isascii():
            continue
        scripts = _scripts(label)
        if not _is_plain(label) or not _is_of_one_script(scripts):
            raise ValidationError(
                _("“%s” is written in letters that are read as others: check the address.") % label,
                code="look-alike",
            )
        looking = [letters for script, letters in LIKE_LATIN.items() if {script} == scripts]
        if looking and scripts != ending and set(filter(str.isalpha, label)) <= looking[0]:
            raise ValidationError(
                _("“%s” looks like Latin letters and is in others: check the address.") % label,
                code="look-alike",
            )


def _read(label):
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode().decode("punycode")
    except UnicodeError as problem:
        raise ValidationError(_("“%s” is not the name of a site.") % label) from problem


def _is_plain(label):
    """Letters, their marks, and what else may stand in any name, each in its usual spelling."""
    known = all(c.isascii() or unicodedata.category(c)[0] in "LM" for c in label)
    return known and unicodedata.normalize("NFKC", label) == label


def _scripts(label):
    return {unicodedata.name(letter, "?").split()[0] for letter in label if letter.isalpha()}


def _is_of_one_script(scripts):
    return len(scripts) <= 1 or any(scripts - {"LATIN"} <= group for group in TOGETHER)
