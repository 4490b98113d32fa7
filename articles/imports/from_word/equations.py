"""An equation of Word as a row of signs."""

from articles.imports.from_html.maths import in_brackets

from .names import tag, tags

GONE = tags("w:del w:moveFrom w:rPr m:rPr m:ctrlPr")


def in_a_row(node):
    """The signs of an equation, a fraction as (a)/(b)."""
    kind = node.tag.removeprefix(tag("m:"))
    if node.tag in (tag("m:t"), tag("w:t")):
        return "".join((node.text or "").split(" "))
    inside = [one for one in node if one.tag not in GONE and not one.tag.endswith("Pr")]
    parts = [in_a_row(one) for one in inside]
    if kind == "d":
        properties = node.find(tag("m:dPr"))
        signs = [_sign(properties, name, sign) for name, sign in (("begChr", "("), ("endChr", ")"))]
        return signs[0] + _sign(properties, "sepChr", "|").join(parts) + signs[1]
    if kind == "nary":
        below, above, *rest = [*parts, "", ""][:3]
        bounds = f"_{in_brackets(below)}" * bool(below) + f"^{in_brackets(above)}" * bool(above)
        return _sign(node.find(tag("m:naryPr")), "chr", "∫") + bounds + "".join(rest)
    if kind == "rad":
        return "√".join(
            [parts[0] if len(parts) > 1 else "", in_brackets(parts[-1] if parts else "")]
        )
    if kind in JOINED:
        return JOINED[kind](*map(in_brackets, parts)) if len(parts) > 1 else "".join(parts)
    return ("; " if kind in ("m", "eqArr") else ", " if kind == "mr" else "").join(parts)


def _sign(properties, name, otherwise):
    found = properties.find(tag(f"m:{name}")) if properties is not None else None
    return otherwise if found is None else found.get(tag("m:val"), "")


JOINED = {
    "f": lambda above, below, *_rest: f"{above}/{below}",
    "sSup": lambda base, above, *_rest: f"{base}^{above}",
    "sSub": lambda base, below, *_rest: f"{base}_{below}",
    "sSubSup": lambda base, below, above="", *_rest: f"{base}_{below}^{above}",
    "limLow": lambda base, below, *_rest: f"{base}_{below}",
    "limUpp": lambda base, above, *_rest: f"{base}^{above}",
}
