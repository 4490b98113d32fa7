"""The pages of the publication itself at the desk: a list of their own, and a shorter form."""

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.models import Article, PublishedVersion
from articles.models.choices import Funding, Kind
from articles.models.page import IS_PAGE
from articles.publishing.beginning import begin_page
from articles.publishing.desk.moving import page_of
from articles.publishing.page_address import path_of_page, taken
from newsroom.desk.navigation import Page, Room, add_page
from newsroom.models import Masthead

URL_NAME = "admin:articles_article_pages"
# A page speaks for the house: nobody begins one who may not edit what others wrote.
PERMISSION = "articles.edit_any_article"
# What no piece may be, and what the form of a page asks.
OF_PAGES_ALONE = (Kind.PAGE, Funding.NOT_OWED)
FIELDS = [
    "title", "standfirst", "body", "language", "slug", "lead_photo", "lead_caption", "lead_credit",
    "editor", "due",
]  # fmt: skip


class NewPageForm(forms.ModelForm):
    """What a page is begun with. It is written on its own page, as pieces are."""

    class Meta:
        model = Article
        fields = ["title", "slug", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.kind, self.instance.funding = OF_PAGES_ALONE

    def clean(self):
        told = super().clean()
        if {"title", "slug", "language"} <= told.keys() and (
            sentence := taken(path_of_page(Article(**told)))
        ):
            self.add_error("slug", sentence)
        return told


class Pieces(ChangeList):
    """The list of pieces."""

    def get_queryset(self, request, exclude_parameters=None):
        return super().get_queryset(request, exclude_parameters).exclude(IS_PAGE)


class OfPieces(admin.ChoicesFieldListFilter):
    """By what a piece may be."""

    def choices(self, changelist):
        others = {choice.label for choice in OF_PAGES_ALONE}
        return (one for one in super().choices(changelist) if one["display"] not in others)


class PagesMixin:
    """For the admin of articles: pages have a list, fewer fields and fewer tables."""

    # The tables below the form of a page.
    tables_of_pages = ()

    def get_urls(self):
        view = require_http_methods(["GET", "HEAD", "POST"])(self.pages_view)
        own = path("pages/", self.admin_site.admin_view(view), name="articles_article_pages")
        return [own, *super().get_urls()]

    def pages_view(self, request):
        """All pages with what readers see of each, and a form that begins another."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        may_add = self.has_add_permission(request)
        if request.method == "POST" and not may_add:
            raise PermissionDenied
        given = {"language": Masthead.current().language}
        form = NewPageForm(request.POST or None, initial=given) if may_add else None
        if request.method == "POST" and form.is_valid():
            page = begin_page(form.save(commit=False), by=request.user)
            return HttpResponseRedirect(page_of(page))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Pages"),
            "pages": _with_what_is_live(self.get_queryset(request).filter(IS_PAGE)),
            "form": form,
        }
        status = 422 if request.method == "POST" else 200
        return TemplateResponse(request, "admin/articles/pages.html", context, status=status)

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        if found and found.is_page:
            request.listed_at = reverse(URL_NAME)
        return found

    def get_changelist(self, request, **kwargs):
        return Pieces

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return [(None, {"fields": FIELDS}), fieldsets[-1]] if _is_page(obj) else fieldsets

    def get_inlines(self, request, obj):
        return self.tables_of_pages if _is_page(obj) else super().get_inlines(request, obj)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        """No piece is let off its declaration: the form does not offer it."""
        if db_field.name in ("kind", "funding"):
            never = (*OF_PAGES_ALONE, Funding.IMPORTED)
            offered = [one for one in db_field.choices if one[0] not in never]
            kwargs["choices"] = offered
        return super().formfield_for_choice_field(db_field, request, **kwargs)


def _is_page(article):
    return article is not None and article.is_page


def _with_what_is_live(pages):
    """The pages in the order in which readers are led to them, then those that they do not see.

    Each has `live_since`: the moment of the text that is live, or None.
    """
    live = PublishedVersion.objects.live_pages().filter(article=OuterRef("pk"))
    pages = pages.annotate(live_since=Subquery(live.values("printed_at")[:1])).defer("body")
    return sorted(pages, key=_as_led_to)


def _as_led_to(page):
    return page.live_since is None, page.first_published_at or page.created_at, page.pk


add_page(Page(Room.HOUSE, gettext_lazy("Pages"), URL_NAME, PERMISSION))
