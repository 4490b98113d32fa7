import re

from django.urls import path, re_path

from newsroom.identity import views
from newsroom.identity.icons import ICONS

NAMES = "|".join(map(re.escape, ICONS))

urlpatterns = [
    re_path(r"^identity-(?P<digest>[0-9a-f]{16})\.css$", views.style, name="identity-style"),
    re_path(rf"^icons/(?P<sha>[0-9a-f]{{64}})/(?P<name>{NAMES})$", views.icon, name="icon"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("apple-touch-icon.png", views.touch_icon, name="touch-icon"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
