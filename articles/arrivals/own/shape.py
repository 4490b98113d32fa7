"""What a line of an export may say: read from outside, so nothing is taken on trust.

A shape is asked with what stands somewhere, and returns it as it is used here, or raises
`Misshapen` with the place and a sentence.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from newsroom.kit.text import refuse_long, refuse_unprintable

Shape = Callable[[Any], Any]
# What a column of small numbers can hold.
MOST = 32_767
KEPT = re.compile(
    r"(?:pictures|evidence)/[0-9a-f]{2}/(?P<sha256>[0-9a-f]{64})(?:\.\w{2,5}|/(?!\.)[^/\\]{1,100})"
)

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,100}")
PATH = re.compile(r"(?:/\d{4}/\d\d/\d\d)?/[-a-zA-Z0-9_]{1,90}/", re.ASCII)
NUMBER = re.compile(r"[1-9]\d{0,5}", re.ASCII)


class Misshapen(Exception):
    """What stands at a place is not what may stand there."""

    def __init__(self, words: str, *place: object) -> None:
        super().__init__(words)
        self.words, self.place = words, place

    def __str__(self) -> str:
        return ": ".join([*map(str, self.place), self.words])


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise Misshapen(_("is no text"))
    try:
        refuse_long(value)
        refuse_unprintable(value)
    except ValidationError as problem:
        raise Misshapen(" ".join(problem.messages)) from problem
    return value


def whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MOST:
        raise Misshapen(_("is no number from 0 to %d") % MOST)
    return value


def slug(value: Any) -> str:
    """What a row is called in addresses."""
    if not SLUG.fullmatch(text(value)):
        raise Misshapen(_("is no address of Latin letters, digits, hyphens and underscores"))
    return value


def path(value: Any) -> str:
    if not PATH.fullmatch(text(value)):
        raise Misshapen(_("is no address of a piece, such as /2019/05/03/quays/"))
    return value


def key(value: Any) -> str:
    """What a piece is called: the moment at which it was made, and its number among several."""
    at, _blank, number = text(value).partition(" ")
    moment(at)
    if number and not NUMBER.fullmatch(number):
        raise Misshapen(_("is no moment, with a number behind it or without"))
    return value


def yes_or_no(value: Any) -> bool:
    if type(value) is not bool:
        raise Misshapen(_("is neither true nor false"))
    return value


def day(value: Any) -> date:
    try:
        return date.fromisoformat(text(value))
    except ValueError as problem:
        raise Misshapen(_("is no day like 2019-05-01")) from problem


def moment(value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(text(value))
        found.timestamp()
    except (ValueError, OverflowError) as problem:
        raise Misshapen(_("is no moment like 2019-05-03T18:30:00+00:00")) from problem
    if found.tzinfo is None or not 1000 <= found.year <= 9998:
        raise Misshapen(_("is no moment like 2019-05-03T18:30:00+00:00"))
    return found


def file(value: Any) -> str:
    """The name of a file under `media`, which leads nowhere else, or nothing."""
    if text(value) and not KEPT.fullmatch(value):
        raise Misshapen(_("is no name of a file in the folder of media"))
    return value


def one_of(*choices: str) -> Shape:
    def one(value: Any) -> str:
        if text(value) not in choices:
            raise Misshapen(_("is none of: %s") % ", ".join(filter(None, choices)))
        return value

    return one


def or_nothing(shape: Shape) -> Shape:
    return lambda value: None if value is None else shape(value)


def list_of(shape: Shape) -> Shape:
    def items(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise Misshapen(_("is no list"))
        return [_at(place, shape, one) for place, one in enumerate(value, 1)]

    return items


def named(shapes: Mapping[str, Shape], some: Iterable[str] = ()) -> Shape:
    """An object with these names; those in `some` may be missing. Others are passed over."""
    optional = frozenset(some)

    def names(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Misshapen(_("is no object in braces"))
        if missing := sorted(shapes.keys() - value.keys() - optional):
            raise Misshapen(_("says nothing of: %s") % ", ".join(missing))
        told = {name: shape for name, shape in shapes.items() if name in value}
        return {name: _at(name, shape, value[name]) for name, shape in told.items()}

    return names


def _at(place, shape, value):
    try:
        return shape(value)
    except Misshapen as problem:
        raise Misshapen(problem.words, place, *problem.place) from problem
