from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.writing.anchors import Anchor
from newsroom.kit.fields import PlainTextField

# The columns that say where in the text a comment stands.
PLACE = ("quotation", "passage", "before", "after", "block", "start", "is_gone")


class Comment(models.Model):
    """What somebody says about a passage of a piece, or answers: never published.

    Where it stands is told beside the text, and nothing of it in there: see
    `articles.writing.anchors`. One that answers another stands where that does. Its words are
    never changed: somebody may have answered them.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="comments", verbose_name=_("article")
    )
    answers = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        related_name="answered_by",
        verbose_name=_("answers"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("said"))
    words = PlainTextField(_("comment"))

    quotation = PlainTextField(_("passage commented on"), blank=True)
    passage = PlainTextField(_("passage as it stands"), blank=True)
    before = PlainTextField(_("before it"), blank=True)
    after = PlainTextField(_("after it"), blank=True)
    block = models.PositiveIntegerField(_("block"), default=0, editable=False)
    start = models.PositiveIntegerField(_("character"), default=0, editable=False)
    is_gone = models.BooleanField(_("the passage is gone"), default=False)

    done_at = models.DateTimeField(_("done"), null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("done by"),
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="an_answer_stands_where_the_comment_does",
                condition=Q(answers=None) | Q(quotation="", passage="", done_at=None),
            ),
            models.CheckConstraint(
                name="what_is_done_is_done_by_somebody",
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.words[:60]

    @property
    def anchor(self) -> Anchor:
        return Anchor(**{name: getattr(self, name) for name in PLACE})

    @anchor.setter
    def anchor(self, anchor: Anchor) -> None:
        for name in PLACE:
            setattr(self, name, getattr(anchor, name))
