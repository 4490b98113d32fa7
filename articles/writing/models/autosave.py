from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Autosave(models.Model):
    """What somebody has typed into the page of a piece, or of a new one, and has not saved.

    It is theirs alone, and no part of the piece: no edit, no revision, nothing of the record. Each
    page that is opened has a `key` of its own, so two tabs never write over each other; `number`
    counts what that page sent, for the older may arrive last.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        editable=False,
        related_name="+",
        verbose_name=_("typed by"),
    )
    article = models.ForeignKey(
        Article,
        models.CASCADE,
        null=True,
        editable=False,
        related_name="autosaves",
        verbose_name=_("article"),
    )
    key = models.CharField(max_length=32, editable=False)
    number = models.PositiveBigIntegerField(editable=False)
    edit = models.PositiveIntegerField(_("edit"), editable=False)
    content = models.JSONField(_("content"), editable=False)
    at = models.DateTimeField(_("typed at"), editable=False)

    class Meta:
        verbose_name = _("autosave")
        verbose_name_plural = _("autosaves")
        ordering = ["-at", "-pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="a_page_once", fields=["person", "key"])]

    def __str__(self):
        return f"{self.person} {self.at}"
