"""Addresses. The floor names the apps as strings, it never imports them."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from newsroom.security_txt import security_txt


def addresses() -> list:
    """All of them, with the desk where DESK_PATH says, and the style guide where DEBUG is."""
    for_developers = [path("styleguide/", include("articles.reader.styleguide.urls"))]
    return [
        *(for_developers if settings.DEBUG else []),
        path(".well-known/security.txt", security_txt, name="security-txt"),
        path(settings.DESK_PATH, include("newsroom.signin.desk.urls")),
        path(settings.DESK_PATH, include("articles.setting_up.desk.urls")),
        path(settings.DESK_PATH, admin.site.urls),
        path("", include("newsroom.operation.probes")),
        path("", include("newsroom.operation.metrics")),
        path("", include("newsroom.pictures.urls")),
        path("", include("newsroom.identity.urls")),
        path("", include("articles.publishing.desk.by_link")),
        path("", include("articles.front.urls")),
        path("", include("articles.reader.urls")),
    ]


urlpatterns = addresses()

handler400 = "newsroom.desk.not_taken.bad_request"
handler403 = "newsroom.desk.not_taken.forbidden"
handler404 = "articles.reader.missing.missing"
# For django-allauth.
handler429 = "newsroom.signin.desk.entering.refused"
handler500 = "newsroom.faults.failed"
