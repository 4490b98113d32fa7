"""What the desk shows beside a wording: what a machine noticed, and what the last number said."""

from dataclasses import dataclass, field

from funding.differences import differences
from funding.models import Wording
from newsroom.audit.digest import sha256


@dataclass(frozen=True)
class Beside:
    """`numbers` are the other wordings to compare with; `parts` compare with the one `against`."""

    remarks: list
    numbers: list
    against: Wording | None = None
    parts: list = field(default_factory=list)

    @property
    def seen(self):
        """Tells, when the form comes back, which remarks were on the screen."""
        return mark_of(self.remarks)


def beside(wording, remarks, number=None):
    """What to show beside a wording, compared with a number of it (the one before, if none)."""
    same = Wording.objects.filter(
        statement=wording.statement_id, language=wording.language, variant=wording.variant
    )
    others = list(same.exclude(pk=wording.pk).order_by("-number"))
    against = _chosen(others, number) or _before(others, wording)
    parts = differences(against.text, wording.text) if against else []
    return Beside(remarks, [other.number for other in others], against, parts)


def mark_of(remarks):
    """What tells one list of remarks from another; nothing where there are none."""
    return sha256([remark.message for remark in remarks]) if remarks else ""


def _chosen(others, number):
    return next((other for other in others if str(other.number) == number), None)


def _before(others, wording):
    return next((other for other in others if other.number < wording.number), None)
