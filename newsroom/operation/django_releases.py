"""Whether the Django that runs is one that is still mended.

Both facts are from https://www.djangoproject.com/download/ and are raised with a release of
ours: the newest security release that we know of, and until when its series gets more.
"""

from datetime import date
from typing import Any

import django
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.utils import timezone

FLOOR = (5, 2, 19)
SERIES_ENDS = {(5, 2): date(2028, 4, 30)}


@register(Tags.security)
def django_is_mended(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return list(problems_with(django.VERSION, timezone.now().date()))


def problems_with(version: tuple, today: date) -> list[CheckMessage]:
    """What is wrong with running a version of Django, as ``django.VERSION`` has it, on a day."""
    running = ".".join(map(str, version[:3]))
    least = ".".join(map(str, FLOOR))
    found: list[CheckMessage] = []
    if version[:3] < FLOOR:
        found.append(
            Error(
                f"Django {running} runs here; known holes are closed from {least} on.",
                hint="pip install --require-hashes -r requirements.txt, then restart.",
                id="newsroom.E001",
            )
        )
    ends = SERIES_ENDS.get(version[:2])
    if ends is None:
        known = " and ".join(".".join(map(str, series)) for series in SERIES_ENDS)
        found.append(Warning(f"Django {running} was not tried: {known} is.", id="newsroom.W001"))
    elif today > ends:
        found.append(
            Warning(
                f"Django {running} gets no security releases any more, since {ends}.",
                hint="Upgrade the newsroom.",
                id="newsroom.W002",
            )
        )
    return found
