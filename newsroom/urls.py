"""Addresses. The floor names the apps as strings, it never imports them."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("desk/", admin.site.urls),
    path("", include("newsroom.pictures.urls")),
    path("", include("articles.reader.urls")),
]

handler404 = "articles.reader.missing.missing"
