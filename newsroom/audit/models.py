from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LedgerEntry(models.Model):
    """One thing that somebody did, chained to the entry before it.

    Append-only by trigger. Only `newsroom.audit.ledger.record` writes here;
    `previous` is unique, so two writers can never continue the same entry.
    """

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    moment = models.DateTimeField(_("moment"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("actor"),
    )
    actor_name = models.CharField(_("actor’s name"), max_length=200)
    verb = models.CharField(_("verb"), max_length=60)
    subject_kind = models.CharField(_("kind of subject"), max_length=100, blank=True)
    subject_key = models.CharField(_("key of the subject"), max_length=100, blank=True)
    subject_name = models.TextField(_("subject"), blank=True)
    facts = models.JSONField(_("facts"), default=dict)
    previous = models.CharField(_("previous digest"), max_length=64, unique=True)
    digest = models.CharField(_("digest"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger")
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_key"], name="ledger_by_subject"),
        ]

    def __str__(self):
        return f"{self.number}. {self.actor_name} {self.verb} {self.subject_name}".strip()
