from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django_prose_editor.widgets import AdminProseEditorWidget
from taggit.models import Tag

from newsroom.desk.forms import DeskForm
from newsroom.kit.text import name_key, refuse_unprintable, tidy_line


class BodyWidget(AdminProseEditorWidget):
    """The editor, with the anchors of footnotes."""

    def get_config(self):
        config = super().get_config()
        return config | {
            "extensions": config["extensions"] | {"FootnoteAnchors": True},
            "js_modules": [*config["js_modules"], static("desk/footnotes.js")],
        }


class ArticleForm(DeskForm):
    """The form of the working copy.

    A form is stale when the article's `edit` has moved on: a new byline or grant counts as well.
    """

    class Meta:
        widgets = {"body": BodyWidget}

    def state(self):
        return str(self.instance.edit)

    def clean_tags(self):
        names = [tidy_line(name) for name in self.cleaned_data["tags"]]
        for name in names:
            refuse_unprintable(name)
            if len(name) > Tag._meta.get_field("name").max_length:
                raise ValidationError(_("“%s…” is too long for a tag.") % name[:40])
        return _as_they_are_spelled(names)


def _as_they_are_spelled(names):
    """Take the tags that exist: the database cannot fold the case of Cyrillic letters."""
    known = {name_key(name): name for name in Tag.objects.values_list("name", flat=True)}
    return sorted({known.setdefault(name_key(name), name) for name in names if name_key(name)})
