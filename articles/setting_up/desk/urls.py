"""Addresses of the page that sets up a newsroom, below that of the desk."""

from django.contrib import admin
from django.urls import path

from articles.setting_up.desk import example, page

urlpatterns = [
    path("set-up/", admin.site.admin_view(page.set_up), name="set-up"),
    path("set-up/example/", admin.site.admin_view(example.look), name="set-up-example"),
    path("set-up/example/remove/", admin.site.admin_view(example.take_out), name="set-up-remove"),
]
