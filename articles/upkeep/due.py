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
    """The reviews of waivers that nobody has lifted, however long overdue."""
    waivers = Waiver.objects.in_force().filter(review_on__lte=calendar.horizon)
    return [
        calendar.deadline(waiver, OtherDue.WAIVER, waiver.review_on)
        for waiver in waivers.select_related("grant")
    ]


def of_interests(calendar: Calendar) -> list[Deadline]:
    """The ends of declarations of interests: of each author the last one, before it ends."""
    authors = Author.objects.filter(merged_into=None).annotate(declared=Max("interests__ends_on"))
    ending = authors.filter(declared__gte=calendar.today, declared__lte=calendar.horizon)
    return [calendar.deadline(author, OtherDue.INTERESTS, author.declared) for author in ending]


KINDS = (of_grants, of_waivers, of_interests)


def deadlines(
    today: date, kinds: Iterable[Callable[[Calendar], list[Deadline]]] = KINDS
) -> list[Deadline]:
    """Return the Deadlines of some kinds, most urgent first.

    Those are due that are overdue on a date, or no more workdays away than
    the first reminder comes (`funding.deadlines.CALLS`).
    """
    calendar = Calendar(today)
    return by_urgency(deadline for kind in kinds for deadline in kind(calendar))
