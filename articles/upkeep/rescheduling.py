"""Two moves that follow from a change of what must be said: what is scheduled is frozen anew, or
it is scheduled no more.

Nobody has seen it, so nothing has to be decided; and what was approved of it stays word for word.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article
from articles.models.choices import Stage
from articles.models.printed import Printed
from articles.publishing.freeze import frozen_corrections
from articles.publishing.funding_change import compare, last_seen
from articles.publishing.move import Deed, Move
from articles.publishing.moves import SCHEDULED, tell_of_funding, unschedule
from articles.publishing.refusals import GateClosed, MoveRefused
from articles.publishing.timeline import Change, going_on, replace_editions
from articles.upkeep.scheduled import Outdated, outdated


def _refreeze(article: Article, deed: Deed) -> Change:
    """Put what is prescribed now in the place of what is to come and differs from it.

    Raises MoveRefused where nothing does, or where the gate would not pass it.
    """
    editions: dict[int, Sequence[Printed]] = {}
    facts: dict[str, object] = {}
    for one in outdated(deed.now, articles=[article]):
        if one.is_held:
            raise GateClosed(one.problems)
        editions[one.whole.version.edition] = new = _instead(one, deed)
        if not one.is_begun:
            facts |= _told_of_funding(article, new, deed)
    if not editions:
        raise MoveRefused(_("What is scheduled would print what is prescribed already."))
    change = replace_editions(article, now=deed.now, editions=editions)
    return replace(change, facts=facts)


def _told_of_funding(article: Article, edition: Sequence[Printed], deed: Deed) -> dict[str, object]:
    """Tell readers what they will miss when the edition appears; return it for the ledger."""
    first = edition[0]
    at = first.version.live_from
    seen = last_seen(article, at=at, now=deed.now)
    if seen is None:
        return {}
    change = compare(seen, first)
    if not change.dropped:
        # Of what is not dropped any more, or was not by then, nobody was told.
        known = {note.correction_id for note in frozen_corrections(article, deed.now)}
        for whole in edition:
            whole.corrections[:] = [n for n in whole.corrections if n.correction_id in known]
    return tell_of_funding(change, [edition], deed, at=at)


def _instead(one: Outdated, deed: Deed) -> Sequence[Printed]:
    """What stands in the place of an edition.

    What readers see of it goes on as it is printed: up to the later versions, or instead
    of them while they cannot be made.
    """
    for new in one.anew:
        new.version.frozen_at, new.version.frozen_by = deed.now, deed.by
    if not one.is_begun:
        return one.anew
    article = one.whole.version.article
    live = article.versions.shown(deed.now).get()
    if one.problems:
        return [going_on(article, live, deed.now, one.anew[-1].version.expires_at)]
    return [going_on(article, live, deed.now, one.whole.version.live_from), *one.anew]


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
