from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from newsroom.kit.fields import BodyField


class Proposal(models.Model):
    """The text of a piece as somebody would have it: what they suggest, and nothing of it is in
    the piece before its writer takes it.

    `base` is the text that it was made of, which follows the piece: see
    `articles.writing.proposals`. Somebody has one of a piece at most.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="proposals", verbose_name=_("article")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("suggested"))
    base = BodyField(_("made of"), blank=True, editable=False)
    body = BodyField(_("body"), blank=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="somebody_proposes_one_text_of_a_piece", fields=["article", "by"]
            )
        ]

    def __str__(self):
        return f"{self.article}: {self.by}"
