from django.contrib import admin

from articles.models import Issue, Section
from newsroom.desk.model_admin import DeskAdmin


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    list_display = ["name", "slug", "position"]
    search_fields = ["key"]
    fields = ["name", "slug", "description", "position"]


@admin.register(Issue)
class IssueAdmin(DeskAdmin):
    list_display = ["number", "title", "dated"]
    search_fields = ["number", "title"]
    date_hierarchy = "dated"
    fields = ["number", "title", "dated"]
