"""Files that the desk keeps and nobody else is served: agreements, letters, consents."""

from pathlib import PurePosixPath

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import FileField
from django.forms import FileInput
from django.http import FileResponse, Http404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from newsroom.content_policy import INERT
from newsroom.desk.model_admin import DeskAdmin, without
from newsroom.kit.faults import FileLost


def file_on_file(row, column):
    """The file of a row that is kept, or None.

    On a page that is shown once more, because something was refused, the row has the file that
    was chosen, which was not saved.
    """
    file = getattr(row, column)
    if file and not file._committed:
        stored = type(row)._base_manager.filter(pk=row.pk).first()
        file = stored and getattr(stored, column)
    return file or None


class KeepsFile:
    """For the page of rows with a file in the column `kept_column`.

    The usual widget would link to the file itself, whose address serves nobody. Here
    `kept_file` shows a link to those who may change such rows, of what is settled as well;
    others are refused the file.
    """

    kept_column = ""
    formfield_overrides = {**DeskAdmin.formfield_overrides, FileField: {"widget": FileInput}}

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.kept_file_view))
        address = f"<int:pk>/{self.kept_column.replace('_', '-')}/"
        return [path(address, view, name=self._address_of_file()), *super().get_urls()]

    def get_fieldsets(self, request, obj=None):
        """Without the link for those who may not have the file, or while there is no row; without
        the column, which would show an address, where nothing can be put into it.
        """
        left_out = []
        if obj is None or not self.has_change_permission(request):
            left_out.append("kept_file")
        if not self.has_change_permission(request, obj):
            left_out.append(self.kept_column)
        return without(super().get_fieldsets(request, obj), *left_out)

    @admin.display(description=_("file"))
    def kept_file(self, row):
        file = file_on_file(row, self.kept_column)
        if not file:
            return "–"
        url = reverse(f"admin:{self._address_of_file()}", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, PurePosixPath(file.name).name)

    def kept_file_view(self, request, pk):
        """The file, as a download."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        row = self.get_object(request, str(pk))
        file = row and getattr(row, self.kept_column)
        if not file:
            raise Http404
        try:
            opened = file.open()
        except FileNotFoundError as problem:
            raise FileLost(file.name) from problem
        return FileResponse(opened, as_attachment=True, headers={"Content-Security-Policy": INERT})

    def _address_of_file(self):
        return f"{self.opts.app_label}_{self.opts.model_name}_{self.kept_column}"
