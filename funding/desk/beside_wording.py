"""What the desk shows beside a wording: what a machine noticed, and what the last number said."""

from dataclasses import dataclass, field

from funding.checks import check
from funding.differences import differences
from funding.models import Wording


@dataclass(frozen=True)
class Beside:
    """`numbers` are the other wordings to compare with; `parts` compare with the one `against`."""

    remarks: list
    numbers: list
    against: Wording | None = None
    parts: list = field(default_factory=list)


def beside(wording, number=None):
    """What to show beside a wording, compared with a number of it (the one before, if none)."""
    same = Wording.objects.filter(
        statement=wording.statement_id, language=wording.language, variant=wording.variant
    )
    others = list(same.exclude(pk=wording.pk).order_by("-number"))
    against = _chosen(others, number) or _before(others, wording)
    parts = differences(against.text, wording.text) if against else []
    return Beside(check(wording), [other.number for other in others], against, parts)


def _chosen(others, number):
    return next((other for other in others if str(other.number) == number), None)


def _before(others, wording):
    return next((other for other in others if other.number < wording.number), None)
