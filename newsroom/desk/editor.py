"""The editor of rich text, as every page of the desk has it."""

from django.templatetags.static import static
from django_prose_editor.widgets import AdminProseEditorWidget


class Editor(AdminProseEditorWidget):
    """Reads what is pasted as it was meant, under a content policy that allows it nothing."""

    def get_config(self):
        config = super().get_config()
        return config | {
            "extensions": config["extensions"] | {"PastedStyles": True},
            "js_modules": [*config.get("js_modules", []), static("desk/paste.js")],
        }
