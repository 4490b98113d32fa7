import json

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.desk.library import LibraryMixin
from articles.desk.picking import library
from articles.desk.scope import may_change_photo
from articles.desk.uses import uses
from articles.models import Photo
from newsroom.desk.model_admin import DeskAdmin
from newsroom.desk.navigation import Room


class Lacking(admin.SimpleListFilter):
    """What has to be said of a photo before it is published."""

    title = _("lacks")
    parameter_name = "lacks"
    LACKING = {
        "alt": (_("alternative text"), {"alt": "", "decorative": False}),
        "credit": (_("credit"), {"credit": ""}),
        "licence": (_("licence"), {"licence": ""}),
    }

    def lookups(self, request, model_admin):
        return [(name, label) for name, (label, _found) in self.LACKING.items()]

    def queryset(self, request, queryset):
        _label, found = self.LACKING.get(self.value(), (None, {}))
        return queryset.filter(**found)


@admin.register(Photo)
class PhotoAdmin(LibraryMixin, DeskAdmin):
    """A library: thumbnails, what each lacks, and where it is shown."""

    room = Room.PHOTOS
    leads_its_room = True
    list_filter = [Lacking, "licence"]
    list_per_page = 60
    search_fields = ["caption", "alt", "credit", "called"]
    search_help_text = _("Words of the caption, the alternative text, the credit or the file name.")
    date_hierarchy = "uploaded_at"
    readonly_fields = ["picture", "size", "called", "uploaded_at", "created_by"]
    fieldsets = [
        (None, {
            "fields": ["picture", ("focal_x", "focal_y"), "file"],
            "description": _("Click in the picture what no crop may lose, or say it in percent."),
        }),
        (_("What it shows, and whose it is"), {
            "fields": ["alt", "decorative", "caption", "credit", "licence"],
        }),
        (_("About it"), {
            "fields": ["called", "size", "uploaded_at", "created_by"],
        }),
    ]  # fmt: skip

    def has_change_permission(self, request, obj=None):
        """Writers change what they uploaded, while nothing but their drafts shows it."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_change_photo(request.user, obj))

    def changelist_view(self, request, extra_context=None):
        may_add = self.has_add_permission(request)
        context = {"library": json.dumps(library()) if may_add else "", **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_changelist_instance(self, request):
        """With where each photo of the page is shown, and what the scripts need."""
        changes = super().get_changelist_instance(request)
        shown = uses(changes.result_list, by=request.user)
        for photo in changes.result_list:
            photo.uses = shown[photo.pk]
        return changes

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context["uses"] = uses([obj], by=request.user)[obj.pk]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description=_("picture"))
    def picture(self, photo):
        if not photo.picture:
            return ""
        return format_html(
            '<img class="focal" src="{}" alt="{}" width="{}" height="{}">',
            photo.picture.src,
            photo.alt,
            photo.width or "",
            photo.height or "",
        )

    @admin.display(description=_("size"))
    def size(self, photo):
        return f"{photo.width} × {photo.height}" if photo.width else ""
