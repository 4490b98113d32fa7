"""Counted things in words."""


def numbered(words: str, number: int) -> str:
    """The form of a plural that `ngettext` gave, with its number where the form says it.

    English may say “one” in a word; in Ukrainian the form of one is also that of 21.
    """
    return words % number if "%d" in words else words
