"""Everything that is due soon: of grants, of waivers, and of what authors have declared."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from articles.models import Waiver
from authors.models import Author
from funding.deadlines import Calendar, Deadline, by_urgency, of_grants


class OtherDue(models.TextChoices):
    WAIVER = "waiver-review", _("the waiver is to be reviewed")
    INTERESTS = "interests-end", _("the declaration of interests ends")


def of_waivers(calendar: Calendar) -> list[Deadline]:
    """A waiver is told until it is lifted or its review moved: a past date lifts nothing."""
    waivers = Waiver.objects.in_force().filter(review_on__lte=calendar.horizon)
    return [
        calendar.deadline(waiver, OtherDue.WAIVER, waiver.review_on)
        for waiver in waivers.select_related("grant")
    ]


def of_interests(calendar: Calendar) -> list[Deadline]:
    """An author is told before the last of their declarations ends."""
    authors = Author.objects.filter(merged_into=None).annotate(declared=Max("interests__ends_on"))
    ending = authors.filter(declared__gte=calendar.today, declared__lte=calendar.horizon)
    return [calendar.deadline(author, OtherDue.INTERESTS, author.declared) for author in ending]


KINDS = (of_grants, of_waivers, of_interests)


def deadlines(
    today: date, kinds: Iterable[Callable[[Calendar], list[Deadline]]] = KINDS
) -> list[Deadline]:
    """Return the Deadlines of some kinds within the first call from a date, most urgent first."""
    calendar = Calendar(today)
    return by_urgency(deadline for kind in kinds for deadline in kind(calendar))
