from django.contrib import admin

from articles.desk.scope import PartScope
from articles.models import Article, Correction, Redirect
from articles.publishing.edits import edited
from newsroom.desk.model_admin import DeskAdmin
from newsroom.desk.navigation import Room


@admin.register(Correction)
class CorrectionAdmin(PartScope, DeskAdmin):
    room = Room.PIECES
    list_display = ["__str__", "kind", "article", "dated", "created_by"]
    list_select_related = ["article", "created_by"]
    list_filter = ["kind"]
    search_fields = ["text", "article__title"]
    date_hierarchy = "dated"
    autocomplete_fields = ["article"]
    fields = ["article", "kind", "text", "dated", "created_by"]
    readonly_fields = ["created_by"]

    def save_model(self, request, correction, form, change):
        """A correction is a part of its piece, or of both where it is moved to another."""
        pieces = {correction.article_id, form.initial.get("article")} - {None}
        super().save_model(request, correction, form, change)
        self._edited(pieces, request.user)

    def delete_model(self, request, correction):
        super().delete_model(request, correction)
        self._edited({correction.article_id}, request.user)

    def _edited(self, pieces, user):
        for article in Article.objects.filter(pk__in=pieces):
            edited(article, by=user)


@admin.register(Redirect)
class RedirectAdmin(DeskAdmin):
    room = Room.PIECES
    list_display = ["old_path", "new_path"]
    search_fields = ["old_path", "new_path"]
    fields = ["old_path", "new_path"]
