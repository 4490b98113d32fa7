"""The words by which the parts of a manuscript are known, a file for each language.

A piece in one language often carries a sentence in another (the funder's own),
so the lists of all languages are asked as one. `languages/README.md` says what
each of them is for.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "languages"
# The file whose lists every other has too, no more and no fewer.
MODEL = "en"


class WrongWords(Exception):
    """A file of words cannot be used. The message names the file and the list."""


def one_of(key):
    """Return a pattern that matches any word, of any language, in a list: ``(?:titel|title|…)``."""
    return f"(?:{'|'.join(listed(key))})"


@cache
def pattern_of(key):
    """Return the compiled pattern of a list: of whole words in [story], of stems elsewhere."""
    return whole(key) if key.startswith("story.") else stems(key)


def stems(key, flags=re.IGNORECASE):
    """Return a compiled pattern of whole words that begin with one of a list of stems."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed(key))})\w*" if listed(key) else r"(?!)", flags)


def stems_of_any(*keys):
    """Return a compiled pattern of whole words that begin with a stem of any of some lists."""
    return re.compile("|".join(stems(key).pattern for key in keys), re.IGNORECASE)


def whole(key):
    """Return a compiled pattern of the words of a list as they stand, and of no longer ones."""
    return re.compile(rf"(?<!\w){one_of(key)}(?!\w)", re.IGNORECASE)


def listed(key):
    """Return the words of all languages in a list such as ``label.title``, each once."""
    return tuple(dict.fromkeys(word for words in by_language(key).values() for word in words))


def by_language(key):
    """Return what each language has in a list: ``{"de": ("titel", "überschrift"), …}``."""
    return {language: lists[key] for language, lists in read_languages().items()}


def lists_of(table):
    """Return the names of the lists in a table, in their order: ``label`` has title, date…"""
    keys = (key.split(".") for key in read_languages()[MODEL])
    return [name for start, name in keys if start == table]


@cache
def read_languages(folder=FOLDER):
    """Return the lists of each language that has a file in the folder, or raise WrongWords."""
    languages = {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}
    for language, lists in languages.items():
        for key in sorted(lists.keys() ^ languages[MODEL].keys()):
            wrong = f"is not in {MODEL}.toml" if key in lists else "is missing"
            raise WrongWords(f"{language}.toml: the list {key} {wrong}.")
    return languages


def _read(path):
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise WrongWords(f"{path.name}: {problem}.") from problem
    lists = {}
    for table, named in tables.items():
        if not isinstance(named, dict):
            raise WrongWords(f"{path.name}: {table} stands outside a table.")
        for name, words in named.items():
            key = f"{table}.{name}"
            if wrong := _wrong(words):
                raise WrongWords(f"{path.name}: in {key}, {wrong}.")
            lists[key] = tuple(words)
    return lists


def _wrong(words):
    """Say what is wrong with a list: each word of it becomes a branch of a larger pattern."""
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        return "not everything is a text in quotes"
    for word in words:
        if word.isalpha():
            continue
        try:
            pattern = re.compile(word)
        except re.error as problem:
            return f"“{word}” is no regular expression: {problem.msg}"
        if pattern.groups:
            return f"“{word}” has a bracket that is remembered: write (?:…)"
        if pattern.match(""):
            return f"“{word}” is found where nothing stands"
    return ""
