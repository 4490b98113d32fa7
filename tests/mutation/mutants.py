"""Every mutant of a module: the module with one small mistake in it."""

import ast
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.mutation.operators import OPERATORS, is_left_alone

# The most that is told of a piece of code, in characters.
LONGEST = 90


@dataclass(frozen=True)
class Mutant:
    """One mistake: where it is, what stood there and what stands there now.

    `lines` are those of the statement that it is in, which a test has to run to notice it;
    `tree()` makes the syntax tree of the whole module.
    """

    path: str
    line: int
    lines: range
    where: str
    before: str
    after: str
    tree: Callable = field(repr=False, compare=False)

    def __str__(self):
        return f"{self.path}:{self.line} in {self.where}: {self.before} → {self.after}"

    def is_named(self, entry):
        """Whether an entry of the list of equivalent mutants means this one."""
        told = {"file": self.path, "where": self.where, "before": self.before, "after": self.after}
        return all(entry[name] == value for name, value in told.items())


def mutants(path):
    """Yield the mutants of the module at a path, from its first line to its last."""
    tree = ast.parse(Path(path).read_text())
    for node, slot, where, lines in _nodes(tree, "module", range(0)):
        for operator in OPERATORS:
            for other in operator(node):
                lost = getattr(other, "lost", None)
                before = _shortened(lost) if lost else _told(node)
                after = _told(other) if other and not lost else "nothing"
                line = getattr(node, "lineno", lines.start)
                mutated = partial(_replaced, tree, slot, other or ast.Pass())
                yield Mutant(str(path), line, lines, where, before, after, mutated)


def _nodes(node, where, lines, slot=()):
    """Yield (node, the way to it from the top, name of its function, lines of its statement)."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "ctx"):
            continue
        listed = isinstance(value, list)
        for position, child in enumerate(value if listed else [value]):
            if not isinstance(child, ast.AST) or is_left_alone(child):
                continue
            way = (*slot, (name, position if listed else None))
            inside, its_lines = where, lines
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                inside = child.name if where == "module" else f"{where}.{child.name}"
            if isinstance(child, ast.stmt):
                its_lines = range(child.lineno, _end(child) + 1)
            yield child, way, inside, its_lines
            yield from _nodes(child, inside, its_lines, way)


def _end(statement):
    """Its last line; of one that holds others, the last before those."""
    body = getattr(statement, "body", None)
    return max(statement.lineno, body[0].lineno - 1) if body else statement.end_lineno


def _replaced(tree, way, other):
    """A copy of a tree with something else at the end of a way."""
    tree = deepcopy(tree)
    *before, (name, position) = way
    parent = tree
    for step, number in before:
        parent = getattr(parent, step) if number is None else getattr(parent, step)[number]
    node = getattr(parent, name) if position is None else getattr(parent, name)[position]
    ast.copy_location(other, node)
    if position is None:
        setattr(parent, name, other)
    else:
        getattr(parent, name)[position] = other
    return ast.fix_missing_locations(tree)


def _told(node):
    """A node in one line, the heads of functions and blocks without what stands in them."""
    if isinstance(node, ast.comprehension):
        return ast.unparse(ast.ListComp(ast.Name("…"), [node])).replace("[… ", "").rstrip("]")
    head = deepcopy(node)
    if isinstance(head, ast.stmt) and hasattr(head, "body"):
        head.body, head.orelse = [ast.Expr(ast.Constant(...))], []
    return _shortened(ast.unparse(ast.fix_missing_locations(head)))


def _shortened(text):
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
