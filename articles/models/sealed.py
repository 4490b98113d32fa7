from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.audit.vouched import EVERY_ROW, vouched_for
from newsroom.kit.fields import PlainTextField


@vouched_for(EVERY_ROW)
class SealedCopy(models.Model):
    """A frozen row as it was before a redaction, for the few who may read it. Append-only."""

    table = models.CharField(_("table"), max_length=100)
    key = models.PositiveBigIntegerField(_("row"))
    columns = models.JSONField(_("columns"))
    reason = PlainTextField(_("reason"))
    sealed_at = models.DateTimeField(_("sealed"))
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sealed by")
    )

    class Meta:
        verbose_name = _("sealed copy")
        verbose_name_plural = _("sealed copies")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("redact", "Can redact published versions")]

    def __str__(self):
        return f"{self.table} {self.key}"
