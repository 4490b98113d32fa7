from django.contrib import admin

from articles.models import Issue, Section
from newsroom.desk.model_admin import DeskAdmin
from newsroom.desk.navigation import Room


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    room = Room.PIECES
    list_display = ["name", "slug", "position"]
    search_fields = ["key"]
    fields = ["name", "slug", "description", "position"]


@admin.register(Issue)
class IssueAdmin(DeskAdmin):
    room = Room.PIECES
    list_display = ["number", "title", "dated"]
    search_fields = ["number", "title"]
    date_hierarchy = "dated"
    fields = ["number", "title", "dated"]
