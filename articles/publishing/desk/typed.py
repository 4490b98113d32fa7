"""What a form of a piece says that is not saved yet, as it would print. Nothing is written."""

from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_POST

from articles.models import Byline, Coverage, Tag
from articles.models.choices import AUTHORING
from articles.models.filed import Filed
from articles.publishing.belongings import Belongings
from articles.publishing.desk.panel import Panel


class TypedMixin:
    """For the page of a piece: answers the parts of the panel that follow from what is typed."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.typed_view))
        return [path("<int:pk>/typed/", view, name="articles_article_typed"), *super().get_urls()]

    def typed_view(self, request, pk):
        request.in_background = True
        article = self.row_to_change(request, pk)
        form = self.get_form(request, article, change=True)(request.POST, instance=article)
        # Fills in the article as far as it can be read; whoever saves it is told of the rest.
        form.is_valid()
        tables = self._tables(request, article)
        belongings = _belongings(article, form, tables[Byline], tables.get(Coverage))
        panel = Panel(article, request.user, can_write=True, belongings=belongings)
        context = {"panel": panel, "original": article}
        return render(request, "admin/articles/article/_typed.html", context)

    def _tables(self, request, article):
        """The tables that decide who paid, by their models, as they are typed."""
        tables = {}
        for formset, inline in self.get_formsets_with_inlines(request, article):
            if formset.model in (Byline, Coverage):
                rows = inline.get_queryset(request)
                prefix = formset.get_default_prefix()
                table = formset(request.POST, instance=article, prefix=prefix, queryset=rows)
                table.is_valid()
                tables[formset.model] = table
        return tables


def _belongings(article, form, signing, paying):
    bylines = sorted(_rows(signing, "author"), key=lambda byline: byline.position)
    tags = Tag.objects.read(form.cleaned_data.get("tags") or [])
    filed = Filed(
        article_id=article.pk,
        section_id=article.section_id,
        issue_id=article.issue_id,
        tag_ids=tuple(tag.pk for tag in tags if tag.pk),
        author_ids=tuple(byline.author_id for byline in bylines),
        speakers=sum(byline.role in AUTHORING for byline in bylines),
        language=article.language,
        funding=article.funding,
        first_published_at=article.first_published_at,
    )
    if paying is None:
        return Belongings(filed, bylines)
    shown = [form.instance.pk for form in paying.initial_forms]
    return Belongings(filed, bylines, _rows(paying, "grant"), instead=shown)


def _rows(table, needed):
    """The rows that would be there once a table is saved, as far as they can be read."""
    return [
        form.instance
        for form in table.forms
        if getattr(form.instance, f"{needed}_id")
        and not getattr(form, "cleaned_data", {}).get("DELETE")
    ]
