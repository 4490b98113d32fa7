"""Front matter, as writers and site generators put it above a Markdown text: YAML or TOML."""

import json
import re
import tomllib

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from newsroom.kit.text import tidy

from .source import refuse_unprintable_in

# Both readers are slow, and nobody says more than this about one piece.
LONGEST = 20_000
TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# A name and its value in one line; an item of a list that begins with a sign YAML reserves.
ONE_LINE = re.compile(
    r"^(\w[^:\n]*:|[ \t]*-(?=[ \t]+[#@*&!%`]))[ \t]+(\S.*)$(?!\n[ \t]+[^\s-])", re.MULTILINE
)
# Values in YAML's own signs: lists, objects, folded lines, quotes; then a comment.
SIGNED = re.compile(
    r"""(?:\[.*\]|\{.*\}|[|>][-+\d]*|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?:\s+#.*)?"""
)


def split_front_matter(text):
    """Return what the front matter says, as texts by name, and the text below it.

    Lists are joined with commas, and a named object in one is its name; what else
    it says is told under both names (``authors email``). Where there is no front
    matter, or none that can be read, nothing is said and the whole text returned.
    Raises ManuscriptRefused for what cannot be printed.
    """
    start = text if len(text) < LONGEST else text[:LONGEST].rpartition("\n")[0]
    for read in (_toml, _yaml):
        said, lines = read(start)
        if said and isinstance(said, dict):
            return _labels(said), "\n".join(text.split("\n")[lines:])
    return {}, text


def _toml(text):
    """Return what TOML between lines of ``+++`` says, and how many lines it takes."""
    found = TOML.match(text)
    if not found:
        return None, 0
    try:
        return tomllib.loads(found[1]), found[1].count("\n") + 2
    except (ValueError, RecursionError):
        return None, 0


def _yaml(text):
    """Return what YAML between lines of ``---`` says, and how many lines it takes."""
    first = next(iter(MarkdownIt("zero").use(front_matter_plugin).parse(text)), None)
    # What stands behind the opening dashes the parser drops.
    if not first or first.type != "front_matter" or text.partition("\n")[0].strip("- \t"):
        return None, 0
    try:
        said = _Plain(ONE_LINE.sub(_in_quotes, first.content)).get_single_data()
    except (yaml.YAMLError, RecursionError):
        return None, 0
    return said, first.map[1]


class _Plain(yaml.BaseLoader):
    """Makes texts, lists and objects only, and refuses references, which can grow without end."""

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError
        return super().compose_node(parent, index)


def _in_quotes(found):
    """Take a plain value as it stands: “The port: a history” and “Room #4” are no YAML."""
    name, value = found[1], found[2].rstrip()
    written = value if SIGNED.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    return f"{name} {written}"


def _labels(said):
    labels = {}
    for name, value in said.items():
        for path, text in _texts(name.lower(), value):
            labels[path] = f"{labels[path]}, {text}" if path in labels else text
    return labels


def _texts(name, value):
    """Yield (name, text) for every text in a value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(name if key == "name" else f"{name} {key}", inner)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(name, item)
    elif text := tidy(re.sub(r"\s*\n\s*", " ", str(value)).strip()):
        # Escapes can hide what the bytes of the file did not show.
        refuse_unprintable_in(f"{name}: {text}")
        yield name, text
