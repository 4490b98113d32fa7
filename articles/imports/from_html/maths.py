"""An equation as a row of signs, which anybody can read and nobody takes for another."""

from .tree import OURS, Node

BETWEEN = {
    f"{OURS}{name}": sign
    for name, sign in {"mfrac": "/", "msup": "^", "msub": "_", "mroot": "√"}.items()
}


def in_a_row(node):
    """The signs of an equation of MathML, a fraction as (a)/(b)."""
    parts = [
        in_a_row(part) if isinstance(part, Node) else "".join(part.split())
        for part in node.children
    ]
    parts = [part for part in parts if part]
    if node.tag in BETWEEN and len(parts) == 2:
        return BETWEEN[node.tag].join(map(in_brackets, parts))
    if node.tag == f"{OURS}msqrt":
        return "√" + in_brackets("".join(parts))
    return "".join(parts)


def in_brackets(signs):
    return signs if len(signs) < 2 or signs.isalnum() else f"({signs})"
