from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Presence(models.Model):
    """Somebody who has a piece open for writing, and was last heard of `at` a moment.

    It is kept for a day at most: see `articles.writing.presences`.
    """

    article = models.ForeignKey(
        Article,
        models.CASCADE,
        related_name="presences",
        editable=False,
        verbose_name=_("article"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        editable=False,
        verbose_name=_("person"),
    )
    since = models.DateTimeField(_("since"), editable=False)
    at = models.DateTimeField(_("last heard of"), editable=False)
    has_unsaved = models.BooleanField(_("has unsaved text"), default=False, editable=False)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        ordering = ["since", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="somebody_is_there_once", fields=["article", "person"])
        ]

    def __str__(self):
        return f"{self.person} {self.at}"
