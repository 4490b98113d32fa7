"""The table of moves, and what each of them does beside setting the stage."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from articles.models import Article, PublishedVersion, Withdrawal
from articles.models.choices import Stage
from articles.models.printed import Printed
from articles.publishing.bringing_in import ON_CREDIT
from articles.publishing.first_date import PERMISSION as BACK_CATALOGUE
from articles.publishing.freeze import text_digest
from articles.publishing.funding_change import FundingChange
from articles.publishing.funding_note import print_note
from articles.publishing.move import Asked, Deed, Move, Need
from articles.publishing.timeline import Change, arrange, freeze_edition
from articles.related.choosing import choose


def _approve(article: Article, deed: Deed) -> Change:
    article.approved_text = text_digest(article)
    return Change()


def _publish(article: Article, deed: Deed) -> Change:
    edition = freeze_edition(
        article,
        deed.resolution,
        live_from=deed.at,
        expires_at=deed.until,
        by=deed.by,
        now=deed.now,
    )
    facts = tell_of_funding(deed.funding_change, [edition], deed, at=deed.at)
    article.first_published_at = edition[0].version.first_published_at
    article.served_since = edition[0].version.served_since
    article.path = edition[0].version.path
    article.funding = edition[0].version.funding
    article.slug = article.path.strip("/").split("/")[-1]
    article.approved_text = text_digest(article, edition[0])
    article.writers.clear()
    change = arrange(article, until=deed.at, now=deed.now, then=edition)
    choose(edition[0])
    return replace(change, facts=facts)


def tell_of_funding(
    change: FundingChange | None,
    editions: Iterable[Sequence[Printed]],
    deed: Deed,
    *,
    at: datetime,
) -> dict[str, object]:
    """Tell readers what unsaved editions say otherwise about who paid; return it for the ledger.

    Readers get a note dated by `at`: what the deed tells them, else the words that are dropped.
    None is printed where it would unmask somebody, and none where they never saw the piece.
    """
    if change is None:
        return {}
    told = deed.public_note.strip() if change.may_be_noted else ""
    told = told or change.note
    facts: dict[str, object] = {"funding": change.facts} if change else {}
    if told:
        print_note(told, editions, by=deed.by, at=at)
        facts["public_note"] = told
    return facts


def unschedule(article: Article, deed: Deed) -> Change:
    """Drop what is scheduled; what is live goes on as it was planned."""
    change = arrange(article, until=None, now=deed.now)
    forget_what_nobody_saw(article, deed.now)
    return change


def _withdraw(article: Article, deed: Deed) -> Change:
    withdrawal = _told(article, deed)
    change = arrange(article, until=deed.at, now=deed.now, for_good=True)
    forget_what_nobody_saw(article, deed.now)
    return replace(change, withdrawal=withdrawal)


def _told(article, deed):
    """What readers are told of a withdrawal, with the moment from which they see nothing.

    None for a piece that nobody has seen.
    """
    last = article.versions.begun(deed.now).order_by("-live_from").first()
    if last is None:
        return None
    ended_at = last.ends_at
    if ended_at is None or ended_at > deed.now:
        ended_at = min(deed.at, last.planned_until or deed.at)
    return Withdrawal.objects.create(
        article=article, ended_at=ended_at, text=deed.public_note.strip()
    )


def forget_what_nobody_saw(article: Article, now: datetime) -> None:
    """Take back a first publication that was only ever scheduled, with its address.

    The day a piece is first read decides which grants cover it.
    """
    if article.first_published_at and not article.versions.begun(now).exists():
        article.first_published_at = article.served_since = article.path = None


def _is_published(unfinished: Sequence[PublishedVersion], now: datetime) -> bool:
    return bool(unfinished)


def _is_scheduled(unfinished: Sequence[PublishedVersion], now: datetime) -> bool:
    """Whether another edition is to come: later versions of the one that is live do not count."""
    live = {version.edition for version in unfinished if version.live_from <= now}
    return any(version.edition not in live for version in unfinished)


PUBLISHED = Need(_("a published version"), _("Nothing is published."), _is_published)
SCHEDULED = Need(_("a scheduled version"), _("Nothing is scheduled."), _is_scheduled)
WHY = Asked(_("Why"))

MOVES = {
    "submit": Move(
        label=_("Submit for review"),
        sources=(Stage.DRAFT,),
        target=Stage.REVIEW,
        permission="articles.submit_article",
    ),
    "return": Move(
        label=_("Return to the writer"),
        sources=(Stage.REVIEW, Stage.READY),
        target=Stage.DRAFT,
        permission="articles.return_article",
        asks={"note": WHY},
    ),
    "approve": Move(
        label=_("Approve"),
        sources=(Stage.REVIEW,),
        target=Stage.READY,
        permission="articles.approve_article",
        effect=_approve,
        four_eyes=True,
    ),
    "revise": Move(
        label=_("Back to review, edited after approval"),
        sources=(Stage.READY,),
        target=Stage.REVIEW,
        permission="articles.change_article",
        by_hand=False,
    ),
    "publish": Move(
        label=_("Publish"),
        sources=(Stage.READY, Stage.PUBLISHED),
        target=Stage.PUBLISHED,
        permission="articles.publish_article",
        effect=_publish,
        asks={
            "at": Asked(_("At"), _("Left empty: at once.")),
            "until": Asked(_("Until"), _("Left empty: for good.")),
            "first_published": Asked(
                _("First published on"),
                _("Only for the back catalogue: the day on which readers first saw the piece."),
                permission=BACK_CATALOGUE,
            ),
            "acknowledged": Asked(_("I have read")),
        },
        explains={"note": WHY, "public_note": Asked(_("What readers are told"))},
        passes_gate=True,
        four_eyes=True,
    ),
    "bring in": Move(
        label=_("Bring in as published"),
        sources=(Stage.DRAFT, Stage.PUBLISHED),
        target=Stage.PUBLISHED,
        permission="articles.bring_in_article",
        effect=_publish,
        asks={"first_published": Asked(_("First published on"), permission=BACK_CATALOGUE)},
        passes_gate=True,
        on_credit=ON_CREDIT,
        by_hand=False,
    ),
    "unschedule": Move(
        label=_("Cancel what is scheduled"),
        sources=(Stage.PUBLISHED,),
        target=Stage.READY,
        permission="articles.publish_article",
        effect=unschedule,
        needs=SCHEDULED,
    ),
    "withdraw": Move(
        label=_("Withdraw"),
        sources=(Stage.DRAFT, Stage.REVIEW, Stage.READY, Stage.PUBLISHED),
        target=Stage.WITHDRAWN,
        permission="articles.withdraw_article",
        effect=_withdraw,
        asks={
            "note": WHY,
            "public_note": Asked(
                _("What readers are told"),
                _(
                    "At its address and among the corrections, with its title; for ever. Left "
                    "empty, neither says anything of it."
                ),
            ),
            "at": Asked(_("Not before")),
        },
        needs=PUBLISHED,
    ),
    "reopen": Move(
        label=_("Reopen"),
        sources=(Stage.PUBLISHED, Stage.WITHDRAWN),
        target=Stage.DRAFT,
        permission="articles.reopen_article",
    ),
}


# Which move leads on from each stage; all others are detours.
NEXT = {
    Stage.DRAFT: "submit",
    Stage.REVIEW: "approve",
    Stage.READY: "publish",
    Stage.PUBLISHED: "publish",
    Stage.WITHDRAWN: "reopen",
}


def add_move(verb: str, move: Move) -> None:
    """Put a row into the table for a subject that stands above this one, at start.

    Raises ValueError for a verb that the table has of another move.
    """
    if MOVES.setdefault(verb, move) is not move:
        raise ValueError(f"There is a move {verb} already.")


def may(user: User | None, verb: str, article: Article) -> bool:
    """Whether somebody may make a move on an article, whatever its stage."""
    move = MOVES[verb]
    if move.permission is None:
        return True
    if user is None or not user.has_perm(move.permission):
        return False
    return move.of_anybody or article.is_open_to(user)


def open_moves(
    article: Article, user: User, unfinished: Sequence[PublishedVersion], now: datetime
) -> dict[str, Move]:
    """The moves that somebody could make by hand, by their verbs, in the table's order.

    `unfinished` are the versions that are live or to come.
    """
    return {
        verb: move
        for verb, move in MOVES.items()
        if move.by_hand
        and article.stage in move.sources
        and may(user, verb, article)
        and (move.needs is None or move.needs.is_met(unfinished, now))
    }
