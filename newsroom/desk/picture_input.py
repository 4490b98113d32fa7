"""A picture at the desk: seen, replaced and taken away in its field."""

from django.contrib.admin.widgets import AdminFileWidget

from newsroom.pictures.renditions import renditions


class PictureInput(AdminFileWidget):
    template_name = "admin/widgets/picture_input.html"
    # In pixels; one of the widths of `newsroom.pictures.renditions`.
    width = 200

    def get_context(self, name, value, attrs):
        """With the picture itself, if it is stored: what was just chosen is shown by nobody yet."""
        context = super().get_context(name, value, attrs)
        found = renditions(value) if value and getattr(value, "_committed", False) else None
        context["widget"]["picture"] = found.at(self.width) if found else ""
        return context
