"""The pieces that were taken off the schedule, for those who wrote them or can publish them."""

from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast

from articles.models import Article
from articles.models.choices import Stage
from articles.publishing.moves import MOVES
from newsroom.models import LedgerEntry


def held_pieces(user):
    """The pieces on which nobody has acted since they were taken off the schedule, each with
    `held_at`, the last one first: one query, and none for whoever has no use for them.

    Editors and publishers find all of them, others those that they made.
    """
    if not user.has_perm("articles.change_article"):
        return []
    made = LedgerEntry.objects.filter(
        subject_kind=Article._meta.label_lower,
        subject_key=Cast(OuterRef("pk"), CharField()),
        verb__in=MOVES,
    ).order_by("-number")
    waiting = Article.objects.filter(stage__in=[Stage.DRAFT, Stage.REVIEW, Stage.READY])
    held = waiting.annotate(
        last_move=Subquery(made.values("verb")[:1]), held_at=Subquery(made.values("moment")[:1])
    ).filter(last_move="hold")
    if not user.has_perm("articles.edit_any_article"):
        held = held.filter(created_by=user)
    return held.select_related("section").order_by("-held_at")
