"""A draft becomes an arrangement: frozen, recorded, in force from a moment on."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.front.differences import lines
from articles.front.models.arrangement import ArrangedBlock, ArrangedPlace, Arrangement
from articles.front.models.draft import FrontBlock, FrontPlace
from articles.front.reading import COLUMNS, PLACED, blocks_of, content_digest, draft, frozen
from newsroom.audit import ledger
from newsroom.kit import clock
from newsroom.kit.locking import held
from newsroom.kit.moments import on_the_clock

ARRANGE, CANCEL, TAKE_UP = "arrange", "cancel arrangement", "take up arrangement"


class ArrangementRefused(Exception):
    """The front page was not changed. The message is for whoever asked."""


@transaction.atomic
def arrange(
    *, by: User, seen: str, at: datetime | None = None, note: str = "", now: datetime | None = None
) -> Arrangement:
    """Freeze the draft, and let readers see it from a moment on (now, unless told otherwise).

    `seen` is the digest of the draft that whoever asks had in view. Raises ArrangementRefused, and
    changes nothing, without the permission, where somebody changed the draft since, where a picture
    lacks what has to be said of it, for a moment that is over, and where readers see this already.
    """
    if not by.has_perm("articles.add_arrangement"):
        raise ArrangementRefused(_("You may not arrange the front page."))
    list(held(FrontBlock.objects.all()).values_list("pk"))
    rows = draft()
    blocks, now = frozen(rows), now or clock.now()
    at = at or now
    _check(rows, blocks, seen, at, now)
    arrangement = Arrangement.objects.create(shown_from=at, frozen_at=now, frozen_by=by, note=note)
    for block in blocks:
        block.arrangement = arrangement
        block.save(force_insert=True)
        for place in block.own_places:
            place.block = block
            place.save(force_insert=True)
    stored = [arrangement, *blocks, *(place for block in blocks for place in block.own_places)]
    ledger.record(by, ARRANGE, arrangement, moment=now, rows=stored, shown_from=at, note=note)
    return arrangement


def _check(rows, blocks, seen, at, now):
    digest = content_digest(blocks)
    if seen != digest:
        raise ArrangementRefused(
            _("Somebody changed the draft since you looked at it: look at it again, then publish.")
        )
    if at < now:
        raise ArrangementRefused(_("This moment is over: choose a later one, or none."))
    for problem in problems(rows):
        raise ArrangementRefused(problem)
    if content_digest(blocks_of(Arrangement.objects.in_force(at))) == digest:
        raise ArrangementRefused(_("Readers see this already: nothing differs."))


def problems(rows: list[FrontBlock]) -> Iterator[str]:
    """Yield what keeps a draft from being published, in sentences."""
    for block in rows:
        for place in block.places.all():
            if place.photo and (lacks := place.photo.lacks()):
                facts = {"piece": place, "lacks": ", ".join(lacks), "block": block}
                yield _("%(block)s: the picture beside “%(piece)s” lacks %(lacks)s.") % facts


@transaction.atomic
def cancel(arrangement: Arrangement, *, by: User, now: datetime | None = None) -> None:
    """Let what is scheduled not be shown. Raises ArrangementRefused where it has begun."""
    if not by.has_perm("articles.add_arrangement"):
        raise ArrangementRefused(_("You may not arrange the front page."))
    now = now or clock.now()
    kept = held(Arrangement.objects.filter(pk=arrangement.pk)).get()
    if kept.cancelled_at:
        raise ArrangementRefused(_("It is cancelled already."))
    if kept.shown_from <= now:
        moment = date_format(on_the_clock(kept.shown_from), "DATETIME_FORMAT")
        raise ArrangementRefused(_("Readers see it since %s: arrange it otherwise.") % moment)
    kept.cancelled_at = now
    kept.save(update_fields=["cancelled_at"])
    ledger.record(by, CANCEL, kept, moment=now, rows=[kept])


@transaction.atomic
def take_up(arrangement: Arrangement, *, by: User) -> None:
    """Make the draft what an arrangement was. Readers see no change until it is published.

    A picture is the one of the library, with what is said of it there now. Raises
    ArrangementRefused without the permission.
    """
    if not by.has_perm("articles.change_frontblock"):
        raise ArrangementRefused(_("You may not arrange the front page."))
    kept = list(held(FrontBlock.objects.all()))
    before = lines(frozen(draft()))
    for block in kept:
        block.delete()
    for arranged in blocks_of([arrangement]):
        block = FrontBlock.objects.create(**_columns(arranged, COLUMNS))
        for place in arranged.own_places:
            columns = _columns(place, PLACED)
            keys = {"article_id": place.article_id, "photo_id": place.photo_id}
            FrontPlace.objects.create(block=block, **columns, **keys)
    ledger.record(by, TAKE_UP, arrangement, before=before)


def _columns(row: ArrangedBlock | ArrangedPlace, names: list[str]) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}
