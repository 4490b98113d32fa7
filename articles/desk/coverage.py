from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.desk.scope import PartScope
from articles.models import Coverage
from newsroom.desk.model_admin import DeskAdmin


@admin.register(Coverage)
class CoverageAdmin(PartScope, DeskAdmin):
    article_optional = True
    list_display = [
        "subject",
        "mode",
        "target_name",
        "first_published_from",
        "first_published_until",
    ]
    list_display_links = ["subject"]
    list_select_related = ["grant", "statement__grant", "statement__funder"]
    list_select_related += ["article", "tag", "section", "author"]
    list_filter = ["mode", "whole_site", "grant", "section"]
    search_fields = ["grant__title", "statement__label", "article__title", "tag__name"]
    search_fields += ["section__name", "author__name", "reason"]
    autocomplete_fields = ["grant", "statement", "article", "tag", "section", "author"]
    readonly_fields = ["created_by", "created_at"]
    fieldsets = [
        (_("What"), {"fields": ["grant", "statement", "mode", "reason"]}),
        (_("Which pieces: choose one"), {
            "fields": ["article", "tag", "section", "author", "whole_site"],
        }),
        (_("First published"), {"fields": [("first_published_from", "first_published_until")]}),
        (None, {"fields": ["created_by", "created_at"]}),
    ]  # fmt: skip

    @admin.display(description=_("grant or statement"))
    def subject(self, coverage):
        return coverage.grant or coverage.statement

    @admin.display(description=_("pieces"))
    def target_name(self, coverage):
        return coverage.target_name
