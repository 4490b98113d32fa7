"""Signs that nobody may store here: taken out of all that an export says of a piece, and told."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from articles.arrivals.incoming import IncomingPiece
from newsroom.kit.text import UNPRINTABLE, without_invisible


def printable(piece: IncomingPiece) -> IncomingPiece:
    """The same piece without signs that turn the direction of what follows, or print as nothing:
    in names these are told of by forms, in a text a soft hyphen may stand.
    """
    cleaned = _cleaned(piece)
    if cleaned == piece:
        return piece
    words = _("Signs that cannot be printed, or turn the direction of a text, were taken out.")
    return replace(cleaned, remarks=(*cleaned.remarks, words))


def _cleaned(value: Any, name: str = "") -> Any:
    if type(value) is str:
        return UNPRINTABLE.sub("", value if name == "body" else without_invisible(value))
    if isinstance(value, tuple):
        return tuple(map(_cleaned, value))
    if is_dataclass(value) and not isinstance(value, type):
        told = ((one.name, getattr(value, one.name)) for one in fields(value))
        return replace(value, **{key: _cleaned(said, key) for key, said in told})
    return value
