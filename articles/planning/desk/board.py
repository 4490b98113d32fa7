"""The board: pieces in columns, by their stages. They are moved on their own pages."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.models.choices import Stage
from articles.models.page import IS_PAGE
from newsroom.desk.navigation import Page, Room, add_page

LENGTH = 20
PERMISSION = "articles.view_article"


class Column(NamedTuple):
    """A stage with the pieces in it that were saved last, and how many there are in all."""

    stage: Stage
    label: str
    pieces: list[Article]
    count: int

    @property
    def is_cut(self):
        return self.count > len(self.pieces)


class BoardMixin:
    """For the page of pieces."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.board_view))
        return [path("board/", view, name="articles_article_board"), *super().get_urls()]

    def board_view(self, request):
        """A column for each stage, of the pieces that whoever asks may see: a query for each."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Board"),
            "columns": _columns(self.get_queryset(request).exclude(IS_PAGE)),
        }
        return TemplateResponse(request, "admin/planning/board.html", context)


def _columns(pieces):
    counted = pieces.order_by().values_list("stage").annotate(count=Count("pk"))
    counts = dict(counted)
    return [
        Column(
            stage,
            capfirst(stage.label),
            list(pieces.filter(stage=stage).defer("body").order_by("-updated_at", "-pk")[:LENGTH]),
            counts.get(stage.value, 0),
        )
        for stage in Stage
    ]


add_page(Page(Room.PIECES, gettext_lazy("Board"), "admin:articles_article_board", PERMISSION))
