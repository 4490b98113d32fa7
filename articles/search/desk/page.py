"""Searching everything at the desk, of what whoever asks may see."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.disclosure.desk.reading import kept_funders, kept_grants
from articles.models import Photo, Tag
from articles.search.finding import MOST_WORDS, asked, pieces_with, rows_with
from authors.models import Author
from funding.models import Funder, Grant

PERMISSION = "articles.view_article"
PIECES, OTHERS = 30, 8
KINDS = (Author, Tag, Photo, Grant, Funder)


class Kind(NamedTuple):
    """Rows of one model that were found, each with the address of its page."""

    label: str
    rows: list


class SearchMixin:
    """For the page of pieces."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.search_view))
        return [path("search/", view, name="articles_article_search"), *super().get_urls()]

    def search_view(self, request):
        """What holds every word that was typed; whatever was typed gives an answer."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        typed = request.GET.get("q", "")
        words, is_cut = asked(typed)
        pieces = self._pieces(request, words) if words else []
        kinds = [kind for kind in self._kinds(request, words) if kind.rows] if words else []
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Search"),
            "sought": typed[:200],
            "words": words,
            "most_words": MOST_WORDS if is_cut else None,
            "pieces": pieces[:PIECES],
            "most_pieces": PIECES if len(pieces) > PIECES else None,
            "kinds": kinds,
        }
        return TemplateResponse(request, "admin/search/page.html", context)

    def _pieces(self, request, words):
        grants = Grant.objects.exclude(pk__in=kept_grants(request.user))
        funders = Funder.objects.exclude(pk__in=kept_funders(request.user))
        seen = self.get_queryset(request)
        found = pieces_with(seen, words, grants=grants, funders=funders)
        return list(found.defer("body")[: PIECES + 1])

    def _kinds(self, request, words):
        """Of each kind what its own list shows to whoever asks."""
        for model in KINDS:
            page = self.admin_site.get_model_admin(model)
            if not page.has_view_permission(request):
                continue
            meta = model._meta
            name = f"admin:{meta.app_label}_{meta.model_name}_change"
            found = rows_with(page.get_queryset(request), words).order_by("-pk")[:OTHERS]
            rows = [(row, reverse(name, args=[row.pk])) for row in found]
            yield Kind(capfirst(meta.verbose_name_plural), rows)
