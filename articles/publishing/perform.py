"""Making a move: one function, one transaction, one ledger entry."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from articles.disclosure.resolve import Resolution
from articles.models import Article
from articles.models.choices import Stage
from articles.models.printed import read_printed
from articles.models.problem import Problem
from articles.publishing.bringing_in import check_it_was_read_elsewhere, imported
from articles.publishing.first_date import check_the_first_date, dated
from articles.publishing.four_eyes import SOMEBODY_ELSE, needs_somebody_else
from articles.publishing.freeze import freeze, text_digest
from articles.publishing.funding_change import funding_change
from articles.publishing.gate import Findings, look
from articles.publishing.move import Deed, Move
from articles.publishing.moves import MOVES, forget_what_nobody_saw, may
from articles.publishing.refusals import GateClosed, MoveRefused
from articles.publishing.telling import concerned, tell_of
from funding.changes import changing, tell
from newsroom.audit import digest, ledger
from newsroom.audit.going_back import later_than
from newsroom.kit import clock
from newsroom.kit.locking import held
from newsroom.kit.moments import on_the_clock
from newsroom.kit.text import refuse_unprintable

# What a move may change in the working copy.
COLUMNS = (
    *("stage", "approved_text", "path", "first_published_at", "served_since", "slug"),
    "funding",
)


@transaction.atomic
def perform(
    verb: str,
    article: Article,
    *,
    by: User | None,
    at: datetime | None = None,
    until: datetime | None = None,
    first_published: date | None = None,
    note: str = "",
    public_note: str = "",
    address: str = "",
    acknowledged: Iterable[str] = (),
    now: datetime | None = None,
    is_on_the_way: bool = False,
) -> Article:
    """Move an article and record who did it, or raise MoveRefused and change nothing.

    `at` is when a publication or withdrawal takes effect (at once, unless
    told otherwise), `until` when a publication is planned to end; both are
    aware moments. `first_published` is the day, in the publication's time zone, on
    which readers first saw a piece of the back catalogue, or the moment. `acknowledged` are
    the codes of the warnings that `by` has read. `public_note` is what readers are told, `address`
    what the last part of the address is to be. `now` is the moment of the move for whoever makes
    several at one moment; otherwise the clock is asked, and one that went back is refused. A move
    `is_on_the_way` where another one follows it at once: nobody is told of it by mail.

    The row is read again under a lock, so two editors who press Publish at
    once get one publication and one clear refusal. Returns the article as
    stored; the one that was handed in is brought up to date as well.
    """
    move, stored = MOVES[verb], held(Article.objects.all()).get(pk=article.pk)
    # Not before it is held: whoever had it may have published something meanwhile.
    if now is None:
        now = clock.now()
        if move.passes_gate:
            _check_the_clock(now)
    deed = Deed(by, now, max(at or now, now), until, first_published, note, public_note, address)
    known, were = digest.row(stored), _columns(stored)
    _check_the_move(verb, move, article, stored, deed)
    if move.four_eyes and needs_somebody_else(stored, by):
        raise MoveRefused(SOMEBODY_ELSE)
    warnings: list[Problem] = []
    if move.passes_gate:
        # One publication at a time: an address that is free, or a wording that is in
        # force, when the gate looks is still so when the piece is frozen.
        ledger.lock()
        forget_what_nobody_saw(stored, now)
        check_the_first_date(stored, deed)
        stored = dated(stored, first_published)
        if move.on_credit:
            check_it_was_read_elsewhere(stored, now)
            stored = imported(stored)
        found = _check_the_gate(move, stored, deed, acknowledged)
        warnings = found.problems
        deed = replace(
            deed,
            resolution=found.resolution,
            funding_change=funding_change(stored, found.resolution, at=deed.at, now=now),
        )
        _check_it_is_explained(deed)

    people = concerned(verb, stored) if settings.EMAIL_HOST and not is_on_the_way else ()
    before, stored.stage = stored.stage, move.leads_to(Stage(stored.stage))
    change = move.effect(stored, deed)
    told: dict[str, Any] = {"first_published": first_published} if first_published else {}
    # What stays as it was need not be found anew by its words.
    are = _columns(stored)
    stored.save(update_fields=[name for name in COLUMNS if are[name] != were[name]])
    tell_of(verb, stored, people, by=by, note=note, facts=change.facts)
    ledger.record(
        by,
        verb,
        stored,
        moment=now,
        rows=[*change.rows, *([stored] if digest.row(stored) != known else [])],
        states={**change.ends, digest.row_name(stored): stored.stage},
        before=before,
        after=stored.stage,
        note=note,
        warnings=sorted(warning.code for warning in warnings),
        **told,
        **change.facts,
    )
    for name, value in are.items():
        setattr(article, name, value)
    if change.revives:
        # The piece is held, and of others nothing changes: none is locked after the ledger.
        with changing(by=by, now=now, braces=False):
            tell(stored)
    return stored


def _columns(article):
    return {name: getattr(article, name) for name in COLUMNS}


def _check_the_clock(now: datetime) -> None:
    """Refuse to publish from a clock that went back: what it publishes would begin too early, or
    be taken for a plan, and what readers see now for something that is still to come.
    """
    if latest := later_than(now):
        raise MoveRefused(
            _(
                "The clock of the server says %(now)s, and the record has an entry of %(latest)s "
                "already. Nothing can be published until whoever runs the newsroom sets it right."
            )
            % {"now": _told(now), "latest": _told(latest)}
        )


def _told(moment: datetime) -> str:
    return formats.date_format(on_the_clock(moment), "j F Y, H:i:s")


def _check_the_move(verb: str, move: Move, article: Article, stored: Article, deed: Deed) -> None:
    if not may(deed.by, verb, stored):
        raise MoveRefused(_("You may not do this: %s.") % move.label)
    if article.stage != stored.stage or stored.stage not in move.sources:
        raise MoveRefused(
            _("“%(move)s” is not possible: the piece is %(stage)s.")
            % {"move": move.label, "stage": stored.get_stage_display()}
        )
    _check_the_notes(deed)
    if "note" in move.asks and not deed.note.strip():
        raise MoveRefused(_("Say why, in a note."))
    if move.needs:
        unfinished = list(stored.versions.unfinished(deed.now))
        if not move.needs.is_met(unfinished, deed.now):
            raise MoveRefused(move.needs.refusal)


def _check_the_notes(deed: Deed) -> None:
    """Refuse what cannot be printed: the ledger keeps each note, and feeds carry the public one."""
    for note in (deed.note, deed.public_note):
        try:
            refuse_unprintable(note)
        except ValidationError as problem:
            raise MoveRefused(" ".join([_("In the note:"), *problem.messages])) from problem


def _check_the_gate(
    move: Move, article: Article, deed: Deed, acknowledged: Iterable[str]
) -> Findings:
    """Raise unless the piece may be published; return what the gate found: warnings, and what the
    move takes on credit. Nobody is there to read the warnings of a piece that is taken so.
    """
    if deed.until and deed.until <= deed.at:
        raise MoveRefused(_("The planned end is not after the publication."))
    found = look(article, deed.at)
    closed = [p for p in found.problems if not _passes(p, move, acknowledged)]
    if closed:
        raise GateClosed(closed)
    if article.stage == Stage.READY and article.approved_text != text_digest(article):
        raise MoveRefused(_("The piece was changed after it was approved: it needs a new review."))
    if article.stage == Stage.PUBLISHED:
        if not may(deed.by, "approve", article):
            raise MoveRefused(_("A change to a published piece has to be approved: reopen it."))
        _refuse_the_same_again(article, found.resolution, deed)
    return found


def _passes(problem: Problem, move: Move, acknowledged: Iterable[str]) -> bool:
    if problem.blocks:
        return problem.code in move.on_credit
    return bool(move.on_credit) or problem.code in acknowledged


def _check_it_is_explained(deed: Deed) -> None:
    """Refuse to tell readers otherwise about who paid without a reason, and to unmask anybody."""
    change = deed.funding_change
    if change and not deed.note.strip():
        raise MoveRefused(
            _("Readers would be told otherwise about who paid. %s Say why, in a note.") % change
        )
    if not deed.public_note.strip():
        return
    if not change:
        raise MoveRefused(_("Nothing changes about who paid: leave out what readers are told."))
    if not change.may_be_noted:
        raise MoveRefused(_("A note for readers would tell them of what is kept from them."))


def _refuse_the_same_again(article: Article, resolution: Resolution, deed: Deed) -> None:
    whole = freeze(article, resolution, live_from=deed.at, now=deed.now)
    for standing in read_printed(article.versions.shown(deed.at)):
        same_words = standing.content_digest() == whole.content_digest()
        same_plan = standing.version.planned_until == deed.until
        if same_words and same_plan and standing.version.true_date == whole.version.true_date:
            raise MoveRefused(
                _("Nothing has changed since version %d was published.") % standing.version.number
            )
