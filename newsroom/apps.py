from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        """Begin what operators asked for, and have what is installed checked at start."""
        from newsroom.operation import desk_address, django_releases, packages  # noqa: F401
        from newsroom.operation.sentry import report_errors
        from newsroom.operation.slow_queries import watch_queries

        watch_queries()
        if settings.SENTRY_DSN:
            report_errors(settings.SENTRY_DSN)
