"""What a piece has to say about its funding, as far as whoever looks may read of it.

They learn that something has to be said, and what is in the way; not whose grant it is.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from funding.models import Statement


def told_of(kept, found):
    """Findings of the gate without what is kept back; of each problem it is told that there is one.

    `kept` is the KeptBack of whoever looks.
    """
    return replace(
        found,
        problems=problems_told(kept, found.problems),
        resolution=spoken_of(kept, found.resolution),
        mentions=[one for one in found.mentions if not kept.holds(one.tie.funder)],
    )


def spoken_of(kept, resolution):
    """A resolution without what names a grant or funder that is kept back.

    Neutral words stay: they are written for those who may not know.
    """
    return replace(
        resolution,
        grants=[one for one in resolution.grants if not (one.is_named and kept.holds(one.grant))],
        disclosures=[one for one in resolution.disclosures if not _names(kept, one)],
        problems=problems_told(kept, resolution.problems),
        near=[one for one in resolution.near if not kept.holds(one.subject)],
    )


def keeps_a_grant(kept, resolution):
    """Whether a grant that is kept back covers the piece, by itself or by a statement."""
    covering = [one.grant for one in (*resolution.grants, *resolution.disclosures)]
    return any(map(kept.holds, covering))


def _names(kept, disclosure):
    is_neutral = disclosure.statement.occasion == Statement.Occasion.NEUTRAL
    return not is_neutral and (kept.holds(disclosure.grant) or kept.holds(disclosure.statement))


def problems_told(kept, problems):
    """The problems, in words that quote nothing that is kept back."""
    return [
        replace(problem, message=_unspecific(problem), subject=None, names=())
        if any(map(kept.holds, (problem.subject, *problem.names)))
        else problem
        for problem in problems
    ]


def _unspecific(problem):
    if problem.blocks:
        return _(
            "Something that is not public yet about who paid is in the way: a funding manager "
            "sees what."
        )
    return _("There is a remark about who paid that is not public yet: a funding manager sees it.")
