from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.audit.vouched import EVERY_ROW, vouched_for


class LedgerEntry(models.Model):
    """One thing that somebody did, chained to the entry before it.

    Append-only by trigger. Only `newsroom.audit.ledger.record` writes here;
    `previous` is unique, so two writers can never continue the same entry.
    The chain holds no words: those stand in `LedgerWords`, and `rows` has the
    salted digest of them, as of every row that the entry vouches for.
    `states` are what was set in rows after they were stored, such as the stage
    of an article.
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
    verb = models.CharField(_("verb"), max_length=60)
    subject_kind = models.CharField(_("kind of subject"), max_length=100, blank=True)
    subject_key = models.CharField(_("key of the subject"), max_length=100, blank=True)
    rows = models.JSONField(_("digests of rows"), default=dict)
    states = models.JSONField(_("states"), default=dict)
    previous = models.CharField(_("previous digest"), max_length=64, unique=True)
    digest = models.CharField(_("digest"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger")
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_key"], name="ledger_by_subject"),
            models.Index(fields=["verb", "moment"], name="ledger_by_verb"),
            models.Index(fields=["moment"], name="ledger_by_moment"),
        ]

    def __str__(self):
        return f"{self.number}. {self.actor_name} {self.verb} {self.subject_name}".strip()

    @property
    def actor_name(self) -> str:
        return self.words.actor_name

    @property
    def subject_name(self) -> str:
        return self.words.subject_name

    @property
    def facts(self) -> dict[str, Any]:
        """What else there is to know of it, made of JSON's own types."""
        return self.words.facts


@vouched_for(EVERY_ROW)
class LedgerWords(models.Model):
    """The words of an entry: names, notes, and what stood there before and after.

    Append-only by trigger; redaction alone takes words out, and the ledger
    vouches for what is left. `salts` are those of the digests in the entry,
    by the names of the rows: without its salt nobody can guess at a row that
    was redacted.
    """

    entry = models.OneToOneField(
        LedgerEntry, models.PROTECT, primary_key=True, related_name="words"
    )
    actor_name = models.CharField(_("actor’s name"), max_length=200, blank=True)
    subject_name = models.TextField(_("subject"), blank=True)
    facts = models.JSONField(_("facts"), default=dict)
    salts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("words of the ledger")
        verbose_name_plural = _("words of the ledger")
        default_permissions = ()

    def __str__(self):
        return f"{self.actor_name} {self.subject_name}".strip()
