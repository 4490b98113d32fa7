from django.templatetags.static import static

from articles.models import Tag
from newsroom.desk.editor import Editor
from newsroom.desk.forms import DeskForm


class BodyWidget(Editor):
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
        """The tags that exist, as they are spelled, and those that will be made."""
        tags = Tag.objects.read(self.cleaned_data["tags"])
        self.new_tags = Tag.objects.unknown(self.cleaned_data["tags"])
        return sorted(tag.name for tag in tags)
