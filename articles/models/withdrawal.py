from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from newsroom.audit.vouched import EVERY_ROW, vouched_for
from newsroom.kit.fields import PlainTextField


@vouched_for(EVERY_ROW)
class Withdrawal(models.Model):
    """What readers are told of a withdrawal, as it was decided. Append-only.

    It is told while nothing of the piece is live and its last version ended at `ended_at`: a
    withdrawal that was planned, and overtaken, is told of nowhere. Of several for one moment
    the last one holds. Without a `text` readers are told nothing, and the piece is not named.
    """

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="withdrawals", verbose_name=_("article")
    )
    ended_at = models.DateTimeField(_("end of the piece"))
    text = PlainTextField(_("what readers are told"))

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        default_permissions = ()
        indexes = [models.Index(fields=["article", "ended_at"], name="withdrawals_by_end")]

    def __str__(self):
        return self.text[:80]
