from django.db import models
from django.utils.translation import gettext_lazy as _


class OneOfMany(models.Model):
    """A piece for which something was decided together with others, and how far that has come.

    A model of this kind has the `article` beside it, and the decision.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        UNCHANGED = "unchanged", _("already up to date")
        REFUSED = "refused", _("refused")
        FAILED = "failed", _("failed")
        UNDONE = "undone", _("taken back")

    # What somebody has to look at.
    NOT_DONE = (Outcome.REFUSED, Outcome.FAILED)

    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome, default=Outcome.WAITING)
    message = models.TextField(_("message"), blank=True)

    article_id: int

    class Meta:
        abstract = True
