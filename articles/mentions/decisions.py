"""What an editor decides about somebody whom a piece mentions."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction

from articles.mentions.ties import Tie
from articles.models import Article, MentionDecision
from newsroom.audit import ledger
from newsroom.kit import clock
from newsroom.kit.text import tidy


@transaction.atomic
def decide(
    article: Article, tie: Tie, decision: str, reason: str = "", *, by: User
) -> MentionDecision:
    """Record what an editor decides about a tie that a piece mentions, in the ledger as well.

    Raises PermissionDenied for whoever may not decide on this piece, and
    ValidationError, by field, where the reason is missing. To decide the same
    again changes nothing.
    """
    if not may_decide(by, article):
        raise PermissionDenied
    reason = tidy(reason).strip()
    row = article.mention_decisions.filter(key=tie.key).first()
    row = row or MentionDecision(article=article, key=tie.key)
    if row.pk and (row.decision, row.reason) == (decision, reason):
        return row
    row.name, row.decision, row.reason = tie.name, decision, reason
    row.decided_by, row.decided_at = by, clock.now()
    row.full_clean()
    row.save()
    ledger.record(by, "decide-mention", article, name=tie.name, decision=decision, reason=reason)
    return row


def may_decide(user: User, article: Article) -> bool:
    """Whether somebody may decide about the mentions of a piece."""
    return user.has_perm("articles.add_mentiondecision") and article.is_open_to(user)
