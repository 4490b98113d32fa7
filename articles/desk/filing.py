from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from articles.desk.picking import PicksPhotos
from articles.models import Issue, Section, Series
from newsroom.desk.model_admin import DeskAdmin
from newsroom.desk.navigation import Room


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    room = Room.PIECES
    list_display = ["name", "slug", "position"]
    search_fields = ["key"]
    fields = ["name", "slug", "description", "position"]


class CoveredAdmin(PicksPhotos, DeskAdmin):
    """For what has a cover."""

    room = Room.PIECES
    autocomplete_fields = ["cover"]


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
