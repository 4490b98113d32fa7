"""The moves of a piece: one table, one function, one transaction, one ledger entry."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article
from articles.models.choices import Stage
from articles.models.printed import printed
from articles.publishing.effects import EFFECTS, forget_what_nobody_saw
from articles.publishing.freeze import freeze, text_of
from articles.publishing.gate import problems
from articles.publishing.problems import GateClosed, MoveRefused
from newsroom.audit import ledger
from newsroom.kit.text import refuse_unprintable
from newsroom.models import Masthead


@dataclass(frozen=True)
class Move:
    """One row of the table that code, buttons, permissions and docs are made from.

    Without a target the working copy stays in its stage: only what readers see changes.
    """

    label: str
    sources: tuple
    target: str | None
    permission: str
    needs_note: bool = False
    needs_version: bool = False
    by_hand: bool = True


MOVES = {
    "submit": Move(
        gettext_lazy("Submit for review"), (Stage.DRAFT,), Stage.REVIEW, "articles.submit_article"
    ),
    "return": Move(
        gettext_lazy("Return to the writer"),
        (Stage.REVIEW, Stage.READY),
        Stage.DRAFT,
        "articles.return_article",
        needs_note=True,
    ),
    "approve": Move(
        gettext_lazy("Approve"), (Stage.REVIEW,), Stage.READY, "articles.approve_article"
    ),
    "revise": Move(
        gettext_lazy("Back to review, edited after approval"),
        (Stage.READY,),
        Stage.REVIEW,
        "articles.change_article",
        by_hand=False,
    ),
    "publish": Move(
        gettext_lazy("Publish"),
        (Stage.READY, Stage.PUBLISHED),
        Stage.PUBLISHED,
        "articles.publish_article",
    ),
    "unschedule": Move(
        gettext_lazy("Cancel what is scheduled"),
        (Stage.PUBLISHED,),
        Stage.READY,
        "articles.publish_article",
        needs_version=True,
    ),
    "withdraw": Move(
        gettext_lazy("Withdraw"),
        (Stage.DRAFT, Stage.REVIEW, Stage.READY, Stage.PUBLISHED),
        Stage.WITHDRAWN,
        "articles.withdraw_article",
        needs_note=True,
        needs_version=True,
    ),
    "reopen": Move(
        gettext_lazy("Reopen"),
        (Stage.PUBLISHED, Stage.WITHDRAWN),
        Stage.DRAFT,
        "articles.reopen_article",
    ),
    "reissue": Move(
        gettext_lazy("Re-issue with the disclosures prescribed now"),
        tuple(Stage),
        None,
        "articles.reissue_article",
        needs_note=True,
        needs_version=True,
        by_hand=False,
    ),
}


@transaction.atomic
def perform(
    verb,
    article,
    *,
    by,
    at=None,
    until=None,
    note="",
    public_note="",
    acknowledged=(),
    now=None,
):
    """Move an article and record who did it, or raise MoveRefused and change nothing.

    `at` is when a publication or withdrawal takes effect (at once, unless
    told otherwise), `until` when a publication is planned to end; both are
    aware moments. `acknowledged` are the codes of the warnings that `by` has
    read. `public_note` is what a withdrawn page will say.

    The row is read again under a lock, so two editors who press Publish at
    once get one publication and one clear refusal. Returns the article as
    stored; the one that was handed in is brought up to date as well.
    """
    now = now or timezone.now()
    at = max(at or now, now)
    move, stored = MOVES[verb], Article.objects.select_for_update().get(pk=article.pk)
    _check_the_move(verb, move, article, stored, by, (note, public_note), now)
    warnings = ()
    if verb in ("approve", "publish"):
        _check_the_eyes(stored, by)
    if verb == "publish":
        # One publication at a time: an address that is free, or a wording that is in
        # force, when the gate looks is still so when the piece is frozen.
        ledger.wait_for_our_turn()
        forget_what_nobody_saw(stored, now)
        warnings = _check_the_gate(stored, by, at, until, acknowledged)

    before, stored.stage = stored.stage, move.target or stored.stage
    facts = EFFECTS[verb](stored, by=by, at=at, until=until, note=public_note, now=now)
    stored.save(update_fields=["stage", "approved_text", "path", "first_published_at", "slug"])
    ledger.record(
        by,
        verb,
        stored,
        moment=now,
        before=before,
        after=stored.stage,
        note=note,
        warnings=sorted(warning.code for warning in warnings),
        **facts,
    )
    for column in ("stage", "approved_text", "path", "first_published_at", "slug"):
        setattr(article, column, getattr(stored, column))
    return stored


def may(user, verb, article):
    """Whether somebody may make a move on an article, whatever its stage."""
    if not user.has_perm(MOVES[verb].permission):
        return False
    if verb == "reissue":
        # Disclosures are the funding manager's, whoever wrote the piece.
        return True
    return article.created_by_id == user.pk or user.has_perm("articles.edit_any_article")


def open_moves(article, user, now=None):
    """The moves that somebody could make by hand now, as {verb: Move}, in the table's order."""
    return {
        verb: move
        for verb, move in MOVES.items()
        if move.by_hand
        and article.stage in move.sources
        and may(user, verb, article)
        and _has_its_version(verb, move, article, now or timezone.now())
    }


def _check_the_move(verb, move, article, stored, by, notes, now):
    if not may(by, verb, stored):
        raise MoveRefused(_("You may not do this: %s.") % move.label)
    if article.stage != stored.stage or stored.stage not in move.sources:
        raise MoveRefused(
            _("“%(move)s” is not possible: the piece is %(stage)s.")
            % {"move": move.label, "stage": stored.get_stage_display()}
        )
    _check_the_notes(notes)
    if move.needs_note and not notes[0].strip():
        raise MoveRefused(_("Say why, in a note."))
    if not _has_its_version(verb, move, stored, now):
        raise MoveRefused(
            _("Nothing is scheduled.") if verb == "unschedule" else _("Nothing is published.")
        )


def _check_the_notes(notes):
    """The ledger keeps notes for ever, and feeds carry the public one."""
    for note in notes:
        try:
            refuse_unprintable(note)
        except ValidationError as problem:
            raise MoveRefused(" ".join([_("In the note:"), *problem.messages])) from problem


def _has_its_version(verb, move, article, now):
    if not move.needs_version:
        return True
    unfinished = article.versions.unfinished(now)
    if verb == "unschedule":
        live = article.versions.live(now).values("edition")
        unfinished = unfinished.not_yet_live(now).exclude(edition__in=live)
    return unfinished.exists()


def _check_the_eyes(article, by):
    if Masthead.current().four_eyes and set(article.writers.all()) <= {by}:
        raise MoveRefused(_("Only you have written in this piece: somebody else has to do this."))


def _check_the_gate(article, by, at, until, acknowledged):
    """Raise unless the piece may be published; return the warnings that were acknowledged."""
    if until and until <= at:
        raise MoveRefused(_("The planned end is not after the publication."))
    found = problems(article, at)
    closed = [p for p in found if p.blocks or p.code not in acknowledged]
    if closed:
        raise GateClosed(closed)
    if article.stage == Stage.READY and article.approved_text != text_of(article):
        raise MoveRefused(_("The piece was changed after it was approved: it needs a new review."))
    if article.stage == Stage.PUBLISHED:
        if not may(by, "approve", article):
            raise MoveRefused(_("A change to a published piece has to be approved: reopen it."))
        _refuse_the_same_again(article, at, until)
    return [problem for problem in found if not problem.blocks]


def _refuse_the_same_again(article, at, until):
    whole = freeze(article, live_from=at)
    for standing in printed(article.versions.live(at)):
        if standing.content() == whole.content() and standing.version.planned_until == until:
            raise MoveRefused(
                _("Nothing has changed since version %d was published.") % standing.version.number
            )
