"""Authors who are perhaps one person on file twice, and what makes it look so.

It is for a person to judge: two people may well have one name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from authors.models import Author
from newsroom.kit.names.likeness import shapes
from newsroom.kit.slugs import slug

# Of shorter names too many are a letter apart.
LONG_ENOUGH = 7


class Sign(NamedTuple):
    """What two who look alike have in common."""

    kind: str
    value: str


class Pair(NamedTuple):
    """Two authors, by name, and in words each thing that makes them look like one."""

    one: Author
    other: Author
    why: list[str]


def look_alikes(author: Author) -> list[tuple[Author, list[str]]]:
    """Who looks like an author, with what makes it look so; two queries."""
    own = set(_signs(author))
    found = []
    for other in _everybody():
        why = _words(own & set(_signs(other)), author, other)
        if why and other != author:
            found.append((other, why))
    return found


def pairs() -> list[Pair]:
    """All who look like one another, by name; two queries."""
    authors = list(_everybody())
    having, common = defaultdict(list), defaultdict(set)
    for author in authors:
        for sign in set(_signs(author)):
            having[sign].append(author)
    for sign, alike in having.items():
        for place, one in enumerate(alike):
            for other in alike[place + 1 :]:
                common[one, other].add(sign)
    told = [Pair(one, other, _words(signs, one, other)) for (one, other), signs in common.items()]
    return sorted((pair for pair in told if pair.why), key=lambda pair: (pair.one.key, pair.one.pk))


def _everybody():
    return Author.objects.filter(merged_into=None).prefetch_related("handles").order_by("key", "pk")


def _signs(author: Author) -> Iterator[Sign]:
    words = shapes(author.name)
    name = " ".join(words)
    if words:
        yield Sign("name", " ".join(sorted(words)))
    if latin := slug(author.name):
        yield Sign("latin", " ".join(sorted(latin.split("-"))))
    if len(words) > 1:
        yield Sign("initial", f"{words[0][0]} {words[-1]}")
    if len(name) >= LONG_ENOUGH:
        yield Sign("letter", name)
        yield from (Sign("letter", name[:at] + name[at + 1 :]) for at in range(len(name)))
    if author.email:
        yield Sign("email", author.email.casefold())
    for handle in author.handles.all():
        yield Sign("handle", f"{handle.platform} {handle.handle.casefold()}")


def _words(common: Iterable[Sign], one: Author, other: Author) -> list[str]:
    """What some signs say, the most telling first; of the names one thing."""
    kinds = {sign.kind for sign in common}
    if not (_is_short(one) or _is_short(other)):
        kinds -= {"initial"}
    said = {
        "name": _("The same name, but for capitals, accents, look-alike letters or the order."),
        "latin": _("The same name, in Latin letters."),
        "initial": _("The same surname, and a first name that begins like it."),
        "letter": _("Nearly the same name: a letter is another, or in another place."),
    }
    of_name = next((words for kind, words in said.items() if kind in kinds), None)
    why = [of_name] if of_name else []
    if "handle" in kinds:
        why.append(_("The same handle."))
    if "email" in kinds:
        why.append(_("The same private address."))
    return why


def _is_short(author):
    """Whether a name begins with an initial."""
    words = shapes(author.name)
    return len(words) > 1 and len(words[0]) == 1
