from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from authors.models import Author, Interest, SocialHandle
from newsroom.desk.model_admin import DeskAdmin, DeskInline, without
from newsroom.desk.navigation import Room


class HandleInline(DeskInline):
    model = SocialHandle
    fields = ["platform", "handle", "url", "position"]
    readonly_fields = ["url"]


class InterestInline(DeskInline):
    model = Interest
    fields = ["organisation", "nature", "text", "starts_on", "ends_on"]


@admin.register(Author)
class AuthorAdmin(DeskAdmin):
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

    def get_fieldsets(self, request, obj=None):
        """Where somebody is reached in private is for those who keep the authors."""
        fieldsets = super().get_fieldsets(request, obj)
        may = request.user.has_perm("authors.change_author")
        return fieldsets if may else without(fieldsets, "email")
