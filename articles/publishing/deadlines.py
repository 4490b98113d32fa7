"""Everything that is due soon: of grants, of waivers, and of what authors have declared."""

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from articles.models import Waiver
from authors.models import Author
from funding import deadlines as of_grants
from funding.deadlines import Calendar, by_urgency


class OtherDue(models.TextChoices):
    WAIVER = "waiver-review", _("the waiver is to be reviewed")
    INTERESTS = "interests-end", _("the declaration of interests ends")


def deadlines(today):
    """Return the Deadlines of all kinds that have been called by a date, the most urgent first.

    A waiver is told until somebody lifts it or moves its review, for a date
    that has passed lifts nothing. The declarations of an author are told
    before the last of them ends.
    """
    calendar = Calendar(today)
    return by_urgency(
        of_grants.deadlines(today, calendar) + _waivers(calendar) + _interests(calendar)
    )


def _waivers(calendar):
    waivers = Waiver.objects.in_force().filter(review_on__lte=calendar.horizon)
    return [
        calendar.deadline(waiver, OtherDue.WAIVER, waiver.review_on)
        for waiver in waivers.select_related("grant")
    ]


def _interests(calendar):
    authors = Author.objects.filter(merged_into=None).annotate(declared=Max("interests__ends_on"))
    ending = authors.filter(declared__gte=calendar.today, declared__lte=calendar.horizon)
    return [calendar.deadline(author, OtherDue.INTERESTS, author.declared) for author in ending]
