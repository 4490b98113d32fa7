"""Two moves that follow from a change of what must be said: what is scheduled is frozen anew, or
it is scheduled no more.

Nobody has seen it, so nothing has to be decided; and what was approved of it stays word for word.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article
from articles.models.choices import Stage
from articles.models.printed import Printed
from articles.publishing.move import Deed, Move
from articles.publishing.moves import SCHEDULED, unschedule
from articles.publishing.refusals import GateClosed, MoveRefused
from articles.publishing.timeline import Change, going_on, replace_editions
from articles.upkeep.scheduled import Outdated, outdated


def _refreeze(article: Article, deed: Deed) -> Change:
    """Put what is prescribed now in the place of what is to come and differs from it.

    Raises MoveRefused where nothing does, or where the gate would not pass it.
    """
    editions = {}
    for one in outdated(deed.now, articles=[article]):
        if one.is_held:
            raise GateClosed(one.problems)
        editions[one.whole.version.edition] = _instead(one, deed)
    if not editions:
        raise MoveRefused(_("What is scheduled would print what is prescribed already."))
    return replace_editions(article, now=deed.now, editions=editions)


def _instead(one: Outdated, deed: Deed) -> Sequence[Printed]:
    """What stands in the place of an edition.

    What readers see of it goes on as it is printed: up to the later versions, or instead
    of them while they cannot be made.
    """
    for new in one.anew:
        new.version.frozen_at, new.version.frozen_by = deed.now, deed.by
    if not one.is_begun:
        return one.anew
    live = one.whole.version.article.versions.live(deed.now).get()
    if one.problems:
        return [going_on(live, deed.now, one.anew[-1].version.expires_at)]
    return [going_on(live, deed.now, one.whole.version.live_from), *one.anew]


def _hold(article: Article, deed: Deed) -> Change:
    """Cancel what is scheduled; raises MoveRefused where the gate would pass it."""
    if not any(one.is_held for one in outdated(deed.now, articles=[article])):
        raise MoveRefused(_("The gate would pass what is scheduled."))
    return unschedule(article, deed)


REFREEZE = Move(
    label=gettext_lazy("Frozen anew with the disclosures prescribed now"),
    sources=tuple(Stage),
    target=None,
    permission=None,
    effect=_refreeze,
    by_hand=False,
)
HOLD = Move(
    label=gettext_lazy("Back to ready, not to appear as scheduled"),
    sources=tuple(Stage),
    # A working copy that somebody has reopened meanwhile stays where it is.
    target={Stage.PUBLISHED: Stage.READY},
    permission=None,
    effect=_hold,
    needs=SCHEDULED,
    by_hand=False,
)
