"""Who wrote it, as a line says: with a label, with "by", or with something beside the name."""

import re

from .names import are_names, is_name, split_names
from .words import one_of, stems

LABELLED = {
    name: re.compile(rf"{one_of(f'label.{name}')}\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)
    for name in ("date", "authors", "section")
}
# "By A", "Story by A", "Words: A and B": a word or two before what can only be names.
BY = re.compile(
    rf"(?P<label>(?:[^\W\d_][\w’']*\s+){{0,2}}(?:{one_of('head.byline')}\s*:?|[^\W\d_][\w’']*\s*:))"
    r"\s+(?P<names>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
# "Anna Nowak in Dolna", "Ганна Новак, спеціально для …": what may stand beside a name.
BESIDE = re.compile(
    rf"(?P<name>[^,]{{4,50}}?),?\s+{one_of('head.beside')}\s+\S.{{1,60}}", re.IGNORECASE
)
# "Anna Nowak (text) and Jan Kowal (photos)"
ROLE = re.compile(r"\s*\((?P<role>[^()]{2,20})\)")
# Whose those are is no author: "Translated by A", "Photo: A"; but "Text and photos: A".
ASIDE = stems("note.aside")
PHOTOS = [stems(key) for key in ("photo.opens", "photo.credit", "photo.caption")]
WRITES = [stems(key) for key in ("piece.text", "views.writer")]

LONGEST = 200


def label_of(part):
    for name, pattern in LABELLED.items():
        if found := pattern.fullmatch(part):
            return name, found[1].strip()
    if len(part) > LONGEST:
        return "", part
    found = BY.fullmatch(part)
    if found and are_names(found["names"]) and not _is_of_others(found["label"]):
        return "authors", found["names"].strip()
    if ROLE.search(part) and (names := _with_roles(part)):
        return "authors", names
    return "", part


def _is_of_others(label):
    if ASIDE.search(label):
        return True
    writes = any(known.search(label) for known in WRITES)
    return any(known.search(label) for known in PHOTOS) and not writes


def _with_roles(part):
    """Of names with roles in brackets, those who wrote: ``A`` in "A (text) and B (photos)"."""
    names = split_names(ROLE.sub("", part))
    roles = [found["role"] for found in ROLE.finditer(part)]
    if len(names) != len(roles) or not all(map(are_names, names)):
        return ""
    return ", ".join(n for n, role in zip(names, roles, strict=True) if not _is_of_others(role))


def beside_of(text):
    """The name that opens a text and what stands beside it, or None."""
    found = BESIDE.fullmatch(text)
    return found if found and is_name(found["name"]) else None
