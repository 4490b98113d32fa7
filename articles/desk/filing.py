from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from articles.desk.picking import PhotoSelect
from articles.models import Issue, Section, Series
from newsroom.desk.model_admin import DeskAdmin
from newsroom.desk.navigation import Room
from newsroom.desk.plainly import is_plain


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    room = Room.PIECES
    list_display = ["name", "slug", "position"]
    search_fields = ["key"]
    fields = ["name", "slug", "description", "position"]


class CoveredAdmin(DeskAdmin):
    """For what has a cover: it is chosen with thumbnails."""

    room = Room.PIECES
    autocomplete_fields = ["cover"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "cover" and not is_plain(request):
            kwargs["widget"] = PhotoSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Issue)
class IssueAdmin(CoveredAdmin):
    list_display = ["number", "title", "dated"]
    search_fields = ["number", "title"]
    date_hierarchy = "dated"
    fields = ["number", "title", "slug", "dated", "description", "cover"]


@admin.register(Series)
class SeriesAdmin(CoveredAdmin):
    list_display = ["name", "slug", "pieces"]
    search_fields = ["key"]
    # Said once more: rows that are counted with others lose the order of their model.
    ordering = ["name"]
    fields = ["name", "slug", "description", "cover"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(pieces=Count("articles"))

    @admin.display(description=_("articles"), ordering="pieces")
    def pieces(self, series):
        return series.pieces
