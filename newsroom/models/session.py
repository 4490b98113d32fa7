from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class Session(AbstractBaseSession):
    """Somebody who is signed in with one browser, or is about to.

    It knows whose it is, so that it can be listed and ended; of the browser it keeps the kind, and
    no address.
    """

    user = models.ForeignKey(
        User, models.CASCADE, verbose_name=_("user"), related_name="sessions", null=True
    )
    browser = models.CharField(_("browser"), max_length=60, blank=True)
    started_at = models.DateTimeField(_("signed in"), default=timezone.now)
    seen_at = models.DateTimeField(_("last at work"), default=timezone.now)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        return import_module(settings.SESSION_ENGINE).SessionStore

    @classmethod
    def alive(cls) -> models.QuerySet[Session]:
        """Those that have not ended."""
        return cls.objects.filter(expire_date__gt=timezone.now())

    def __str__(self) -> str:
        return f"{self.browser} {self.started_at:%Y-%m-%d %H:%M}".strip()

    @property
    def handle(self) -> str:
        """What a page calls it: whoever reads its key is signed in."""
        return salted_hmac("newsroom.session", self.session_key).hexdigest()[:20]
