"""What may not be shown about a grant, and why: embargoes end by the clock, waivers by a person."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.models.choices import UNNAMED, Hides

# Statements speak of a grant by name and amount: with these, the neutral ones are printed.
UNSPOKEN = {Hides.AMOUNT, *UNNAMED}


@dataclass(frozen=True)
class Withheld:
    """One thing about a grant that is not shown."""

    hides: str
    why: str


def is_spoken_of(withheld):
    """Whether a grant's own statements are printed, given what is withheld about it."""
    return not UNSPOKEN & {one.hides for one in withheld}


def withheld(grant, rules, article_id, at):
    """What is withheld about a grant on a piece at a moment, as a tuple."""
    found = []
    if grant.embargoed_until and grant.embargoed_until > at:
        found.append(Withheld(Hides.NAME, _("Embargoed.")))
    for waiver in rules.waivers(grant, article_id):
        found.append(Withheld(waiver.hides, f"{waiver.get_kind_display()}: {waiver.reason}"))
    return tuple(found)


def embargo_ends(grants, after, before=None):
    """The moments in a span at which a grant may be named, in order."""
    ends = {grant.embargoed_until for grant in grants if grant.embargoed_until}
    return sorted(end for end in ends if end > after and (before is None or end < before))
