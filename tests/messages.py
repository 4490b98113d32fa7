"""The messages that stand in the source, found without GNU gettext."""

import ast
import re
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

# What Django's gettext functions are called where they are imported. Of each, the number of
# arguments that are words: a context, a singular, a plural.
CALLS = re.compile(r"(?P<plural>n?)(?P<context>p?)gettext(?:_lazy|_noop)?|_")
QUOTED = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
# What `templatize` leaves of a template: calls with nothing but quoted words at the beginning.
IN_TEMPLATE = re.compile(rf"(?<![\w.])({CALLS.pattern})\((?P<words>{QUOTED}(?:, ?{QUOTED})*)")


class Message(NamedTuple):
    """One message; `context` and `plural` are None where it has none."""

    singular: str
    plural: str | None = None
    context: str | None = None


def in_file(path: Path) -> set[Message]:
    source = path.read_text(encoding="utf-8")
    return in_python(source) if path.suffix == ".py" else in_template(source)


def in_template(source: str) -> set[Message]:
    return {
        _message(call[1], ast.literal_eval(f"[{call['words']}]"))
        for call in IN_TEMPLATE.finditer(templatize(source))
    }


def in_python(source: str) -> set[Message]:
    return _in_tree(ast.parse(source))


def labels_of_choices(path: Path) -> set[Message]:
    """The messages within the classes of choices of a module, which pages print."""
    source = path.read_text(encoding="utf-8")
    if "TextChoices)" not in source:
        return set()
    return {
        message
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith("TextChoices") for base in node.bases)
        for message in _in_tree(node)
    }


def _in_tree(tree):
    found = set()
    for node in ast.walk(tree):
        name = _called(node)
        if name and CALLS.fullmatch(name):
            words = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            # `_` of a variable is no message of its own: whoever fills the variable marks it.
            if words and isinstance(words[0], str):
                found.add(_message(name, words))
    return found


def _called(node):
    if not isinstance(node, ast.Call):
        return None
    return getattr(node.func, "id", None) or getattr(node.func, "attr", None)


def _message(name, words):
    kind = CALLS.fullmatch(name)
    context = words.pop(0) if kind["context"] else None
    return Message(words[0], words[1] if kind["plural"] else None, context)
