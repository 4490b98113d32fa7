from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from newsroom.audit.digest import sha256


class Revision(models.Model):
    """A piece as it was after one edit: see `articles.writing.content`.

    What is saved from an older copy is merged with what came later by the revision that the copy
    was made of. One that a redaction has changed is no such base any more: it has no digest.
    """

    article = models.ForeignKey(
        Article,
        models.CASCADE,
        related_name="revisions",
        editable=False,
        verbose_name=_("article"),
    )
    edit = models.PositiveIntegerField(_("edit"), editable=False)
    content = models.JSONField(_("content"), editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("saved by"),
    )
    at = models.DateTimeField(_("saved at"), editable=False)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-edit", "-pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="an_edit_once", fields=["article", "edit"])]

    def __str__(self):
        return f"{self.content.get('title', '')} ({self.edit})"

    @property
    def is_whole(self) -> bool:
        """Whether it is what was saved then, letter for letter."""
        return self.digest == sha256(self.content)
