from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk.picking import PicksPhotos
from articles.desk.scope import ArticleScope
from articles.disclosure.desk.coverage import CoverageFormSet, RecordsCoverage
from articles.disclosure.desk.reading import GrantScope
from articles.imports.desk import ImportMixin
from articles.mentions.desk.confirmations import ConfirmationInline
from articles.mentions.desk.deciding import MentionsMixin
from articles.models import Article, Byline, Correction, Coverage, Tag
from articles.planning.desk.board import BoardMixin
from articles.publishing.belongings import Belongings
from articles.publishing.desk.article_form import ArticleForm
from articles.publishing.desk.as_suggestions import AsSuggestionsMixin
from articles.publishing.desk.moving import TYPED, MovesMixin, page_of, typed_beside
from articles.publishing.desk.new_piece import NewPiece
from articles.publishing.desk.pages import OfPieces, PagesMixin
from articles.publishing.desk.panel import Panel
from articles.publishing.desk.placed import (
    declarations,
    fields_by_name,
    refusals,
    tables_by_name,
)
from articles.publishing.desk.preview import PreviewMixin
from articles.publishing.desk.suggesting import SuggestionsMixin
from articles.publishing.desk.tags import SuggestsTags
from articles.publishing.desk.translating import TranslatingMixin
from articles.publishing.desk.typed import TypedMixin
from articles.publishing.edits import edited, words_of
from articles.search.desk.page import SearchMixin
from articles.upkeep.desk.ahead import LooksAhead
from articles.writing.desk.autosaving import AutosavesMixin
from articles.writing.desk.commenting import CommentsMixin
from articles.writing.desk.history import HistoryMixin
from articles.writing.desk.merging import MergesMixin
from articles.writing.desk.presence import PresenceMixin
from articles.writing.desk.preview_links import PreviewLinksMixin
from authors.admin import own_author
from newsroom.audit import changes
from newsroom.content_policy import let_frames
from newsroom.desk.forms import OrderedRowForm
from newsroom.desk.model_admin import DeskAdmin, DeskInline
from newsroom.desk.navigation import Room


class BylineFormSet(forms.BaseInlineFormSet):
    def get_queryset(self):
        """The rows with everything that the page shows of who signs, where it only shows them."""
        if self.is_bound or self.instance.pk is None:
            return super().get_queryset()
        Belongings.stored(self.instance)
        return self.instance.bylines.all()


class BylineInline(DeskInline):
    model = Byline
    form = OrderedRowForm
    formset = BylineFormSet
    verbose_name = gettext_lazy("author")
    verbose_name_plural = gettext_lazy("Authors")
    autocomplete_fields = ["author"]
    fields = ["author", "role", "bio", "position"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("author")

    def get_extra(self, request, obj=None, **kwargs):
        """A new piece is signed by whoever begins it, if they are an author, unless they say no."""
        signed = 1 if obj is None and own_author(request) else 0
        return signed + super().get_extra(request, obj, **kwargs)


class GrantInline(GrantScope, DeskInline):
    """Coverage of this one piece by a grant."""

    model = Coverage
    own_entries = True
    formset = CoverageFormSet
    autocomplete_fields = ["grant"]
    fields = ["grant", "reason"]
    verbose_name = gettext_lazy("grant")
    verbose_name_plural = gettext_lazy("Grants that paid for this piece")

    def get_queryset(self, request):
        rows = super().get_queryset(request).with_names()
        return rows.filter(grant__isnull=False, mode=Coverage.Mode.INCLUDE)


class CorrectionInline(DeskInline):
    model = Correction
    fields = ["kind", "text", "dated"]


class AssignedToMe(admin.SimpleListFilter):
    title = gettext_lazy("editor")
    parameter_name = "assigned"

    def lookups(self, request, model_admin):
        return [("me", _("Assigned to me")), ("nobody", _("Assigned to nobody"))]

    def queryset(self, request, queryset):
        chosen = {"me": {"editor": request.user}, "nobody": {"editor": None}}
        return queryset.filter(**chosen.get(self.value(), {}))


@admin.register(Article)
class ArticleAdmin(
    AsSuggestionsMixin,
    AutosavesMixin,
    MergesMixin,
    LooksAhead,
    PagesMixin,
    ArticleScope,
    MentionsMixin,
    MovesMixin,
    PreviewMixin,
    PreviewLinksMixin,
    TranslatingMixin,
    CommentsMixin,
    SuggestionsMixin,
    HistoryMixin,
    PresenceMixin,
    TypedMixin,
    SuggestsTags,
    ImportMixin,
    BoardMixin,
    SearchMixin,
    RecordsCoverage,
    PicksPhotos,
    DeskAdmin,
):
    room = Room.PIECES
    leads_its_room = True
    form = ArticleForm
    kept_elsewhere = ["body", "bio"]
    list_display = [
        "title", "section", "stage", "funding", "language", "created_by", "editor", "due",
        "updated_at",
    ]  # fmt: skip
    list_filter = [
        AssignedToMe, "stage", ("funding", OfPieces), "section", ("kind", OfPieces), "language",
        "issue", "series",
    ]  # fmt: skip
    search_fields = ["title", "standfirst", "slug", "bylines__author__name"]
    search_help_text = gettext_lazy("Title, standfirst, address or author.")
    date_hierarchy = "first_published_at"
    list_per_page = 50
    view_on_site = False
    autocomplete_fields = ["section", "issue", "series", "lead_photo"]
    radio_fields = {"funding": admin.VERTICAL}
    inlines = [BylineInline, GrantInline, ConfirmationInline, CorrectionInline]
    tables_of_pages = [BylineInline]
    readonly_fields = [
        "stage", "first_published_at", "served_since", "created_by", "created_at", "updated_at",
    ]  # fmt: skip
    fieldsets = [
        (None, {"fields": ["title", "standfirst", "body"]}),
        (gettext_lazy("Filed under"), {
            "fields": [
                ("section", "kind"), "language", ("issue", "issue_place"), ("series", "part"),
                "tags", "slug", "dated",
            ],
        }),
        (gettext_lazy("Lead image"), {"fields": ["lead_photo", "lead_caption", "lead_credit"]}),
        (gettext_lazy("Funding"), {"fields": ["funding"]}),
        (gettext_lazy("In work"), {"fields": [("editor", "due")]}),
        (gettext_lazy("Life"), {
            "classes": ["collapse"],
            "fields": ["stage", "first_published_at", "served_since", "created_by", "created_at",
                       "updated_at"],
        }),
    ]  # fmt: skip

    def get_queryset(self, request):
        """With what every page of a piece shows of it."""
        pieces = super().get_queryset(request)
        return pieces.select_related(
            "section", "issue", "series", "lead_photo", "created_by", "editor", "translation_of"
        )

    def get_readonly_fields(self, request, obj=None):
        fixed = ["slug"] if obj and obj.path else []
        return [*self.readonly_fields, *fixed]

    def looks_ahead(self, article):
        """The grants of a piece concern no other."""
        return article is not None and article.versions.to_come().exists()

    def get_formset_kwargs(self, request, obj, inline, prefix):
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        is_new = obj is None or obj.pk is None
        if isinstance(inline, BylineInline) and is_new and request.method == "GET":
            author = own_author(request)
            given["initial"] = [{"author": author.pk}] if author else []
        return given

    def save_model(self, request, article, form, change):
        form.words_before = words_of(article) if change else ""
        super().save_model(request, article, form, change)

    def save_related(self, request, form, formsets, change):
        # Asked first: a row that may be added and never changed says no once it is saved.
        changed = not change or form.has_changed() or any(rows.has_changed() for rows in formsets)
        super().save_related(request, form, formsets, change)
        changes.added(request.user, *Tag.objects.filter(key__in=form.new_tags))
        if changed and edited(form.instance, by=request.user, before=form.words_before):
            self.message_user(
                request, _("The approved text was changed: the piece is in review again.")
            )

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        fields = fields_by_name(context["adminform"])
        context["fields"] = fields
        context["tables"] = tables_by_name(context["inline_admin_formsets"])
        context["refusals"] = refusals(context["adminform"].form, context["tables"].values())
        if "funding" in fields and not getattr(fields["funding"], "is_readonly", False):
            context["declarations"] = declarations(fields["funding"].field)
        typed = context.pop(TYPED, None) or typed_beside(request) or self.put_back(request)
        if obj is None:
            author = own_author(request) if request.method == "GET" else None
            context["new"] = NewPiece(
                request.user, author=author, typed=typed, masthead=context["masthead"]
            )
        else:
            context["panel"] = Panel(
                obj,
                request.user,
                can_write=self.has_change_permission(request, obj),
                typed=typed,
                masthead=context["masthead"],
            )
        response = super().render_change_form(request, context, *args, obj=obj, **kwargs)
        # Who may only read the text is shown it as a page shows it.
        return let_frames(response, obj.body) if obj else response

    def response_post_save_add(self, request, article):
        """What comes next is on the page of the piece."""
        return HttpResponseRedirect(page_of(article))
