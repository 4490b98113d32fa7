from django.contrib import admin

from articles.desk.scope import PartScope
from articles.models import Correction, Redirect
from newsroom.desk.model_admin import DeskAdmin


@admin.register(Correction)
class CorrectionAdmin(PartScope, DeskAdmin):
    list_display = ["__str__", "kind", "article", "dated", "created_by"]
    list_select_related = ["article", "created_by"]
    list_filter = ["kind"]
    search_fields = ["text", "article__title"]
    date_hierarchy = "dated"
    autocomplete_fields = ["article"]
    fields = ["article", "kind", "text", "dated", "created_by"]
    readonly_fields = ["created_by"]


@admin.register(Redirect)
class RedirectAdmin(DeskAdmin):
    list_display = ["old_path", "new_path"]
    search_fields = ["old_path", "new_path"]
    fields = ["old_path", "new_path"]
