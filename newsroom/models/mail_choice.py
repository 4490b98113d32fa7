from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _


class MailChoice(models.Model):
    """When somebody wants to be told by mail of what concerns them; without a row, at once."""

    class When(models.TextChoices):
        AT_ONCE = "at once", _("At once")
        DAILY = "daily", _("Once a day, in the morning")
        NEVER = "never", _("Never: the desk says it as well")

    user = models.OneToOneField(
        User,
        models.CASCADE,
        primary_key=True,
        related_name="mail_choice",
        verbose_name=_("user"),
    )
    when = models.CharField(_("mail"), max_length=10, choices=When, default=When.AT_ONCE)

    class Meta:
        verbose_name = _("choice of mail")
        verbose_name_plural = _("choices of mail")
        default_permissions = ()

    def __str__(self):
        return self.get_when_display()
