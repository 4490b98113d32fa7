from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.desk.scope import may_change_photo
from articles.models import Photo
from newsroom.desk.forms import DeskForm
from newsroom.desk.model_admin import DeskAdmin
from newsroom.desk.navigation import Room

FOCAL = {"focal_x", "focal_y"}


class PhotoForm(DeskForm):
    """Whoever names no focal point means the middle."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in FOCAL & self.fields.keys():
            self.fields[name].required = False

    def clean_focal_x(self):
        return self._or_the_middle("focal_x")

    def clean_focal_y(self):
        return self._or_the_middle("focal_y")

    def _or_the_middle(self, name):
        given = self.cleaned_data[name]
        return self.fields[name].initial if given is None else given


@admin.register(Photo)
class PhotoAdmin(DeskAdmin):
    form = PhotoForm
    room = Room.PHOTOS
    leads_its_room = True
    list_display = ["picture", "__str__", "credit", "alt", "uploaded_at"]
    list_display_links = ["picture", "__str__"]
    list_filter = [("alt", admin.EmptyFieldListFilter), ("credit", admin.EmptyFieldListFilter)]
    search_fields = ["caption", "alt", "credit"]
    date_hierarchy = "uploaded_at"
    readonly_fields = ["picture", "size", "uploaded_at", "created_by"]
    fields = [
        "picture", "file", ("alt", "decorative"), "caption", ("credit", "licence"),
        ("focal_x", "focal_y"), "size", "uploaded_at", "created_by",
    ]  # fmt: skip

    def has_change_permission(self, request, obj=None):
        """Writers change what they uploaded, while nothing but their drafts shows it."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_change_photo(request.user, obj))

    @admin.display(description=_("picture"))
    def picture(self, photo):
        if not photo.file:
            return ""
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}" loading="lazy">', photo.file.url, photo.alt
        )

    @admin.display(description=_("size"))
    def size(self, photo):
        return f"{photo.width} × {photo.height}" if photo.width else ""
