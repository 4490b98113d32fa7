"""Addresses. The floor names the apps as strings, it never imports them."""

from django.contrib import admin
from django.urls import include, path

from newsroom.security_txt import security_txt

urlpatterns = [
    path("desk/", admin.site.urls),
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("", include("newsroom.pictures.urls")),
    path("", include("articles.reader.urls")),
]

handler404 = "articles.reader.missing.missing"
