"""What a look at the site from outside found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.version import PublishedVersion


class WatchRun(models.Model):
    """One walk over the live pages and feeds of a site."""

    address = models.CharField(_("address"), max_length=300)
    begun_at = models.DateTimeField(_("begun"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    looked_at = models.PositiveIntegerField(_("pages and feeds looked at"), default=0)
    unanswered = models.PositiveIntegerField(_("of them without an answer"), default=0)

    class Meta:
        verbose_name = _("watch")
        verbose_name_plural = _("watches")
        ordering = ["-begun_at"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.address} {self.begun_at:%Y-%m-%d %H:%M}"


class Drift(models.Model):
    """A place where readers are served something else than what was frozen."""

    run = models.ForeignKey(WatchRun, models.CASCADE, related_name="drifts")
    version = models.ForeignKey(PublishedVersion, models.PROTECT, null=True, related_name="drifts")
    url = models.CharField(_("address"), max_length=500)
    sentence = models.TextField(_("what is different"))

    class Meta:
        verbose_name = _("drift")
        verbose_name_plural = _("drift")
        ordering = ["pk"]
        default_permissions = ("view",)

    def __str__(self):
        return self.url
