"""The small mistakes that a test should notice: what a line could say instead.

Each operator is handed a node of the syntax tree and yields what may stand in its place,
None for "nothing at all".
"""

import ast
import re
from copy import deepcopy

SWAPPED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
OPPOSITE = {"min": "max", "max": "min", "any": "all", "all": "any"}
# What a chain of calls can lose and still be one. What is fetched with a query is left alone:
# other tests count queries.
LINKS = {"filter", "exclude", "order_by", "distinct", "strip", "rstrip", "select_for_update"}
WORDS = {"_", "gettext", "gettext_lazy"}
COLUMN = re.compile(r"^models\.(\w+Field|ForeignKey)$|^\w+Field$")
# They stop a mistake of ours and are nothing that anybody relies on.
SAFETY_BELTS = {"strict", "frozen"}


def with_changes(node, **changes):
    """A copy of a node with other fields."""
    other = deepcopy(node)
    for name, value in changes.items():
        setattr(other, name, value)
    return other


def without_each(node, *names):
    """The node without its first, second, … child; in several lists at once if they are paired.

    What is left has the child, as text, in `lost`.
    """
    for position in range(len(getattr(node, names[0]))):
        kept = {name: list(getattr(node, name)) for name in names}
        lost = [children.pop(position) for children in kept.values()]
        words = ": ".join("**" if child is None else ast.unparse(child) for child in lost)
        yield with_changes(node, lost=words, **kept)


def comparisons(node):
    if isinstance(node, ast.Compare):
        for position, sign in enumerate(node.ops):
            if other := SWAPPED.get(type(sign)):
                ops = [*node.ops[:position], other(), *node.ops[position + 1 :]]
                yield with_changes(node, ops=ops)


def operations(node):
    if isinstance(node, ast.BinOp) and type(node.op) in SWAPPED:
        yield with_changes(node, op=SWAPPED[type(node.op)]())
    if isinstance(node, ast.BoolOp):
        for position in range(len(node.values)):
            rest = [*node.values[:position], *node.values[position + 1 :]]
            yield rest[0] if len(rest) == 1 else with_changes(node, values=rest)
    if isinstance(node, ast.UnaryOp):
        yield node.operand


def conditions(node):
    """A condition that is always met, or never; of a comprehension, only always."""
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        for always in (True, False):
            yield with_changes(node, test=ast.Constant(always))
    if isinstance(node, ast.comprehension):
        yield from without_each(node, "ifs")


def calls(node):
    if not isinstance(node, ast.Call):
        return
    if isinstance(node.func, ast.Name) and node.func.id in OPPOSITE:
        yield with_changes(node, func=ast.Name(OPPOSITE[node.func.id], ast.Load()))
    if isinstance(node.func, ast.Name) and node.func.id == "sorted":
        yield with_changes(node, func=ast.Name("list", ast.Load()), keywords=[])
    if isinstance(node.func, ast.Attribute) and node.func.attr in LINKS:
        yield node.func.value
    for keyword, other in zip(node.keywords, without_each(node, "keywords"), strict=True):
        if not is_left_alone(keyword):
            yield other


def collections(node):
    if isinstance(node, ast.Dict):
        yield from without_each(node, "keys", "values")
    if isinstance(node, ast.List | ast.Set) or _is_a_choice(node):
        yield from without_each(node, "elts")


def _is_a_choice(node):
    """Whether it is a tuple of names or constants, not one that is unpacked or returned."""
    return isinstance(node, ast.Tuple) and all(
        isinstance(one, ast.Constant | ast.Attribute) and not _is_set(one) for one in node.elts
    )


def _is_set(node):
    return isinstance(getattr(node, "ctx", None), ast.Store)


def constants(node):
    """The other truth, the next number; of words only those that a call is told by name."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
    told = node.value if isinstance(node, ast.keyword) else None
    if isinstance(told, ast.Constant) and isinstance(told.value, str):
        yield with_changes(node, value=ast.Constant("" if told.value else "mutant"))


def statements(node):
    """The statement left out; of one that yields or returns, with nothing instead."""
    if isinstance(node, ast.Return) and node.value and ast.unparse(node.value) != "None":
        yield ast.Return(ast.Constant(None))
    if isinstance(node, ast.Raise | ast.AugAssign | ast.Expr | ast.Continue):
        yield None
    if isinstance(node, ast.Assign) and any(
        isinstance(part, ast.Attribute | ast.Subscript) and _is_set(part)
        for part in ast.walk(node.targets[0])
    ):
        yield None


def decorators(node):
    if isinstance(node, ast.FunctionDef):
        yield from without_each(node, "decorator_list")


OPERATORS = (
    comparisons,
    operations,
    conditions,
    calls,
    collections,
    constants,
    statements,
    decorators,
)


def is_left_alone(node):
    """Whether no mistake is made there: words for people, annotations, imports, safety belts,
    and the columns and Meta of a model: a migration says the same, and bin/test compares them.
    """
    if isinstance(node, ast.ClassDef) and node.name == "Meta":
        return True
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
        return bool(COLUMN.search(ast.unparse(node.value.func)))
    if isinstance(node, ast.keyword):
        return node.arg in SAFETY_BELTS or is_left_alone(node.value)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in WORDS
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Import | ast.ImportFrom | ast.arg)
