"""What may not be shown about a grant, and why: embargoes end by the clock, waivers by a person."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Waiver
from articles.models.waiver import UNNAMED

# Statements speak of a grant by name and amount: with these, the neutral ones are printed.
UNSPOKEN = {Waiver.Hides.AMOUNT, *UNNAMED}


@dataclass(frozen=True)
class Withheld:
    """One thing about a grant that is not shown."""

    hides: str
    why: str


def is_spoken_of(withheld):
    """Whether a grant's own statements are printed, given what is withheld about it."""
    return not UNSPOKEN & {one.hides for one in withheld}


def withheld(grants, article_id, at):
    """Map each grant to what is withheld about it on a piece at a moment, as a tuple."""
    found = dict.fromkeys(grants, ())
    for grant in grants:
        if grant.embargoed_until and grant.embargoed_until > at:
            found[grant] += (Withheld(Waiver.Hides.NAME, _("Embargoed.")),)
    waivers = Waiver.objects.in_force().filter(
        Q(article=article_id) | Q(article=None), grant__in=grants
    )
    for waiver in waivers.select_related("grant"):
        why = f"{waiver.get_kind_display()}: {waiver.reason}"
        found[waiver.grant] += (Withheld(waiver.hides, why),)
    return found


def embargo_ends(grants, after, before=None):
    """The moments in a span at which a grant may be named, in order."""
    ends = {grant.embargoed_until for grant in grants if grant.embargoed_until}
    return sorted(end for end in ends if end > after and (before is None or end < before))
