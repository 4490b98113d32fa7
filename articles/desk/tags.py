from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from articles.models import Tag
from newsroom.desk.model_admin import DeskAdmin
from newsroom.desk.navigation import Room


@admin.register(Tag)
class TagAdmin(DeskAdmin):
    room = Room.PIECES
    list_display = ["name", "slug", "pieces"]
    search_fields = ["name"]
    ordering = ["name"]

    def get_fields(self, request, obj=None):
        return ["name", "slug"] if obj else ["name"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(pieces=Count("article_tags"))

    @admin.display(description=_("articles"), ordering="pieces")
    def pieces(self, tag):
        return tag.pieces
