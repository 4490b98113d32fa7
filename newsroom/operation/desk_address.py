"""Whether the desk has an address of its own: at one of readers it would take their pages."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.urls import get_resolver


@register(Tags.urls)
def desk_stands_alone(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    first = settings.DESK_PATH.partition("/")[0]
    if first not in _taken():
        return []
    return [
        Error(
            f"DESK_PATH is {settings.DESK_PATH!r}: other pages of the site begin with {first}/.",
            hint="Choose another name for the desk.",
            id="newsroom.E003",
        )
    ]


def _taken() -> set[str]:
    """What stands before the first slash of every other address."""
    files = [settings.STATIC_URL, settings.MEDIA_URL]
    others = [one for one in get_resolver().url_patterns if str(one.pattern) != settings.DESK_PATH]
    routes = [*files, *_routes(others)]
    return {re.split(r"[^\w-]", route.lstrip("^/"), maxsplit=1)[0] for route in routes}


def _routes(patterns: list[Any], before: str = "") -> Iterator[str]:
    for one in patterns:
        route = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from _routes(one.url_patterns, route)
        else:
            yield route
