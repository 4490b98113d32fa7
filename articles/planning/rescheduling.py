"""Moving a slot: what is scheduled is cancelled and scheduled anew, in one transaction or not at
all.

A plan is never bent (decision 0003): the gate is asked about the new moment, as at any
publication.
"""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, PublishedVersion
from articles.publishing.moves import may
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused
from newsroom.kit import clock
from newsroom.kit.locking import held
from newsroom.models import LedgerEntry

VERBS = ("unschedule", "publish")


def may_move(user: User, article: Article) -> bool:
    """Whether somebody may move the slots of a piece."""
    return all(may(user, verb, article) for verb in VERBS)


@transaction.atomic
def move_slot(
    version: PublishedVersion,
    *,
    by: User,
    at: datetime,
    note: str = "",
    public_note: str = "",
    acknowledged: Collection[str] = (),
) -> Article:
    """Schedule for another moment what a version has planned; its planned end stays.

    Raises MoveRefused, and changes nothing, where it is no plan any more, and wherever a
    publication would be refused. What `by` acknowledged when they scheduled it is still read.
    """
    article = held(Article.objects.all()).get(pk=version.article_id)
    if not article.versions.to_come().filter(pk=version.pk).exists():
        raise MoveRefused(_("It is not scheduled any more: look at the calendar again."))
    if at <= clock.now():
        raise MoveRefused(_("A slot is moved to a moment that is still to come."))
    perform("unschedule", article, by=by)
    return perform(
        "publish",
        article,
        by=by,
        at=at,
        until=version.planned_until,
        first_published=version.true_date,
        note=note,
        public_note=public_note,
        acknowledged={*acknowledged, *_read_before(article, by)},
    )


def _read_before(article, by):
    """The codes of the warnings that were acknowledged with the last publication, by the same."""
    entries = LedgerEntry.objects.filter(
        subject_kind=Article._meta.label_lower, subject_key=str(article.pk), verb="publish"
    )
    last = entries.select_related("words").first()
    return last.facts.get("warnings", ()) if last and last.actor_id == by.pk else ()
