"""What is scheduled, looked at when something changes that decides what it must say.

A scheduled version was frozen when it was scheduled, and the clock asks nobody. So whoever
changes what must be said brings it up to date in the same transaction.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.models import Article, PublishedVersion
from articles.publishing.perform import perform
from articles.upkeep.scheduled import outdated
from articles.upkeep.telling import tell_its_people
from funding.changes import Change, Listener
from newsroom.audit import ledger
from newsroom.audit.going_back import later_than
from newsroom.kit.faults import ClockWentBack
from newsroom.kit.locking import held


def lock_what_is_scheduled() -> None:
    """Lock the pieces, in one order, before anything else is: every move locks its piece before
    the ledger.
    """
    scheduled = set(PublishedVersion.objects.to_come().values_list("article", flat=True))
    # Asked before every change of what must be said: most of the time nothing is scheduled.
    if scheduled:
        list(held(Article.objects.filter(pk__in=scheduled)).values_list("pk"))


def look_at_what_is_scheduled(change: Change) -> Iterable[str]:
    """Take back what the gate would not pass any more, and freeze anew what would print something
    else; returns a sentence about each of both. Raises ClockWentBack where that cannot be told.
    """
    # What is being scheduled passed the gate under the same lock: it is seen here, or saw this.
    ledger.lock()
    # Not before that: what was published while this change was made is live, and not to come.
    now = change.now
    pieces = _only_pieces(change)
    found = outdated(now, articles=pieces)
    if not found:
        return
    # What readers see already would be taken for something that is still to come.
    if latest := later_than(now):
        raise ClockWentBack(f"an entry is of {latest:%Y-%m-%d %H:%M:%S %Z}")
    taken_back = [one for one in found if one.is_held]
    for one in taken_back:
        article = Article.objects.get(pk=one.whole.version.article_id)
        why = " ".join(str(problem) for problem in one.problems)
        perform("hold", article, by=change.by, now=now, note=why)
        tell_its_people(article, one, by=change.by)
    # Where something was taken back, what is live goes on, perhaps with later versions of its own.
    renewed = outdated(now, articles=pieces) if taken_back else found
    for article in Article.objects.filter(pk__in={one.whole.version.article_id for one in renewed}):
        perform("refreeze", article, by=change.by, now=now)
    if taken_back:
        yield _("Ready again, and not scheduled any more: %s.") % _titles(taken_back)
    if renewed:
        yield _("Scheduled, and frozen anew: %s.") % _titles(renewed)


def _only_pieces(change):
    """The pieces to look at; None for all, where more changes than what is to come of some."""
    pieces = [row for row in change.rows if isinstance(row, Article)]
    return pieces if len(pieces) == len(change.rows) else None


def _titles(found):
    return ", ".join(f"“{one.whole.version.title}”" for one in found)


THE_SCHEDULE = Listener(hear=look_at_what_is_scheduled, brace=lock_what_is_scheduled)
