"""What was written of a piece, revision by revision: read, laid beside each other, taken back."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.disclosure.desk.reading import kept_grants
from articles.models import PublishedVersion
from articles.models.printed import read_printed
from articles.writing.content import GRANTS, completed, content_of
from articles.writing.desk.laid import laid
from articles.writing.desk.typed import fill_in
from articles.writing.folding import folded
from articles.writing.merge import merge
from articles.writing.names import Names
from articles.writing.sheet import compare, sheet_of, sheet_of_version
from newsroom.audit import changes

NOW = "now"
# An edit, or a version, of the piece, by its number.
NUMBERED = re.compile(r"([ev])(\d{1,9})", re.ASCII)
A_PAGE = 50


class HistoryMixin:
    """Whoever reads the piece reads what it was; whoever writes in it may take it back."""

    def get_urls(self):
        def page(route, view, name):
            return path(f"<int:pk>/{route}", self.admin_site.admin_view(view), name=name)

        return [
            page("texts/", require_safe(self.texts_view), "articles_article_texts"),
            page("texts/compare/", require_safe(self.compare_view), "articles_article_compare"),
            page("texts/<int:edit>/", require_POST(self.restore_view), "articles_article_restore"),
            *super().get_urls(),
        ]

    def texts_view(self, request, pk):
        article = self.row_to_read(request, pk)
        revisions = article.revisions.defer("content").select_related("by")
        versions = list(self._versions(request, article).select_related("frozen_by"))
        folds = sorted([*folded(revisions), *versions], key=lambda one: _moment(one), reverse=True)
        shown = Paginator(folds, A_PAGE).get_page(request.GET.get("page"))
        context = self._context(request, article, _("What was written"))
        return render(request, "admin/articles/article/texts.html", context | {"page": shown})

    def compare_view(self, request, pk):
        """Two of the working copy (now), revisions (e7) and versions (v2), the older one first."""
        article = self.row_to_read(request, pk)
        asked = [request.GET.get(name, NOW) for name in ("from", "to")]
        found = [self._found(request, article, one) for one in asked]
        context = self._context(request, article, _("Side by side"))
        if None in found:
            context["refusal"] = _(
                "This piece has no such text. Choose two of its own from what was written."
            )
            return render(request, "admin/articles/article/compare.html", context, status=404)
        with_version = any(one.version for one in found)
        sheets = [self._sheet(request, one, with_version) for one in found]
        context |= {
            "old": found[0],
            "new": found[1],
            "entries": laid(compare(*sheets)),
            "restorable": [one for one in found if one.revision]
            if self.has_change_permission(request, article)
            else [],
            "with_version": with_version,
        }
        return render(request, "admin/articles/article/compare.html", context)

    def restore_view(self, request, pk, edit):
        """Send the page of the piece as it was after an edit, as if somebody had typed it."""
        article = self.row_to_read(request, pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        revision = article.revisions.filter(edit=edit).first()
        if revision is None:
            raise Http404
        stored = content_of(article)
        wanted = completed(revision.content)
        wanted |= {GRANTS.name: self._grants(request, wanted, stored)}
        # By this, rows that are there are found again by whom they name.
        content = merge(stored, wanted, stored).content
        if content == stored:
            messages.info(request, _("It reads like that already."))
            return HttpResponseRedirect(_page_of(article))
        request.POST = self._as_typed(request, article, content)
        answer = self.change_view(request, str(article.pk), form_url=_page_of(article))
        if answer.status_code == 302:
            messages.success(
                request,
                _("It is again as it was then, as an edit of its own. Readers see no change."),
            )
        return answer

    def _as_typed(self, request, article, content):
        data = QueryDict(mutable=True)
        request.POST = data
        form = self.get_form(request, article, change=True)(data, instance=article)
        formsets, _inlines = self._create_formsets(request, article, change=True)
        fill_in(data, content, form, formsets, f"{article.edit}.{changes.last_number(article)}")
        return data

    def _grants(self, request, content, stored):
        """Without those that whoever asks may not read of, but for what is on the piece."""
        kept = set(kept_grants(request.user).values_list("pk", flat=True))
        rows = [row for row in content[GRANTS.name] if row["grant"] not in kept]
        return rows + [row for row in stored[GRANTS.name] if row["grant"] in kept]

    def _versions(self, request, article):
        """Those that whoever asks may read."""
        page = self.admin_site.get_model_admin(PublishedVersion)
        if not page.has_view_permission(request):
            return PublishedVersion.objects.none()
        return page.get_queryset(request).filter(article=article)

    def _found(self, request, article, asked):
        """What a part of the address names, or None."""
        if asked == NOW:
            return Text(article, content=content_of(article))
        match = NUMBERED.fullmatch(asked)
        if match is None:
            return None
        kind, number = match[1], int(match[2])
        if kind == "e":
            revision = article.revisions.filter(edit=number).select_related("by").first()
            return revision and Text(
                article, revision=revision, content=completed(revision.content)
            )
        whole = read_printed(self._versions(request, article).filter(number=number))
        return Text(article, whole=whole[0]) if whole else None

    def _sheet(self, request, text, with_version):
        if text.whole:
            return sheet_of_version(text.whole)
        kept = set(kept_grants(request.user).values_list("pk", flat=True))
        grants = [row for row in text.content[GRANTS.name] if row["grant"] not in kept]
        content = text.content | {GRANTS.name: grants}
        return sheet_of(content, Names(content), printed=with_version)

    def _context(self, request, article, title):
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": article,
            "title": title,
            "subtitle": str(article),
        }


class Text:
    """One side of a comparison: the working copy, a revision or a version."""

    def __init__(self, article, *, content=None, revision=None, whole=None):
        self.article, self.content, self.revision, self.whole = article, content, revision, whole
        self.version = whole and whole.version


def _moment(one):
    return one.frozen_at if isinstance(one, PublishedVersion) else one.at


def _page_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])
