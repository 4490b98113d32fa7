from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from authors.handles import platform_said
from authors.models import Author, Interest, SocialHandle
from newsroom.desk.forms import DeskForm
from newsroom.desk.model_admin import DeskAdmin, DeskInline, without
from newsroom.desk.navigation import Room


def own_author(request):
    """The author who is whoever asks, or None; read once a request."""
    if not hasattr(request, "own_author"):
        request.own_author = Author.objects.filter(user=request.user).first()
    return request.own_author


def is_own(request, author):
    """Whether an author, or a new one, is whoever asks, who may name themselves."""
    if not request.user.has_perm("authors.name_oneself"):
        return False
    own = own_author(request)
    return own is None if author is None else own == author


class HandleForm(DeskForm):
    """Of an address that was pasted nobody has to say on which platform it is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "platform" in self.fields:
            self.fields["platform"].required = False
            self.fields["platform"].help_text = _("Left empty, it is read from the address.")

    def clean(self):
        fields = super().clean() or self.cleaned_data
        if "platform" in fields and not fields["platform"] and fields.get("handle"):
            fields["platform"] = platform_said(fields["handle"]) or ""
        return fields


class HandleInline(DeskInline):
    """Whoever names themselves keeps their own handles."""

    model = SocialHandle
    form = HandleForm
    fields = ["handle", "platform", "url", "position"]
    readonly_fields = ["url"]

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) or is_own(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) or is_own(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) or is_own(request, obj)


class InterestInline(DeskInline):
    model = Interest
    fields = ["organisation", "nature", "text", "starts_on", "ends_on"]


@admin.register(Author)
class AuthorAdmin(DeskAdmin):
    """Who keeps the authors changes everybody; whoever may name themselves changes themselves."""

    room = Room.AUTHORS
    leads_its_room = True
    list_display = ["name", "affiliation", "user", "merged_into"]
    list_select_related = ["user", "merged_into"]
    list_filter = [("merged_into", admin.EmptyFieldListFilter)]
    search_fields = ["key"]
    search_help_text = _("By name, in any spelling.")
    readonly_fields = ["merged_into"]
    raw_id_fields = ["user"]
    inlines = [HandleInline, InterestInline]
    fieldsets = [
        (None, {"fields": ["name", "slug", "bio", "photo", "affiliation"]}),
        (_("For the desk"), {"fields": ["email", "user", "merged_into"]}),
    ]
    # What people change of themselves. What ties are sought by is kept by the editors.
    OF_ONESELF = ("name", "bio", "photo")

    def has_add_permission(self, request):
        return super().has_add_permission(request) or is_own(request, None)

    def has_change_permission(self, request, obj=None):
        if super().has_change_permission(request, obj):
            return True
        return obj is not None and is_own(request, obj)

    def get_fieldsets(self, request, obj=None):
        """Where somebody is reached in private is for those who keep the authors."""
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.has_perm("authors.change_author"):
            return fieldsets
        if obj is None:
            return [(None, {"fields": self.OF_ONESELF})]
        return without(fieldsets, "email")

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        if request.user.has_perm("authors.change_author") or obj is None:
            return fixed
        return [*fixed, "slug", "affiliation", "user"]

    def render_change_form(self, request, context, *args, **kwargs):
        if not super().has_add_permission(request):
            context["show_save_and_add_another"] = False
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, author, form, change):
        """Who may make nobody else is the author that they make."""
        if not change and not super().has_add_permission(request):
            author.user = request.user
        super().save_model(request, author, form, change)
