"""The desk: Django's admin under our own site class."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "newsroom.desk.site.Desk"
