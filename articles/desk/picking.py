"""Choosing photos with thumbnails: what the scripts of the library say, and where they ask."""

import json
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy
from js_asset import Media, Script

from articles.models import Photo
from newsroom.desk.choosing import SelectOfRows
from newsroom.desk.editor import Part
from newsroom.desk.plainly import is_plain

# Braces are filled in by the scripts.
SAYS = {
    "title": gettext_lazy("Choose a picture"),
    "choose": gettext_lazy("Choose from the library"),
    "search": gettext_lazy("Search for a caption, a credit, a file name"),
    "drop": gettext_lazy("Drop pictures here, or choose files"),
    "more": gettext_lazy("More"),
    "nothing": gettext_lazy("Nothing is found."),
    "lacks": gettext_lazy("Still lacks:"),
    "cancel": gettext_lazy("Cancel"),
    "save": gettext_lazy("Save"),
    "describe": gettext_lazy("About the picture"),
    "sending": gettext_lazy("{name} ({number} of {of}): sent {percent} %"),
    "making": gettext_lazy("{name} ({number} of {of}): size {done} of {all}"),
    "sent": gettext_lazy("Uploaded: {of}"),
    "unreachable": gettext_lazy("The library does not answer. Try once more in a few minutes."),
    "failed": gettext_lazy("It was not sent. Try once more in a few minutes."),
    "picture": gettext_lazy("Picture"),
    "caption": gettext_lazy("Caption"),
    "width": gettext_lazy("Width"),
    "column": gettext_lazy("As wide as the text"),
    "wide": gettext_lazy("Wide"),
    "full": gettext_lazy("As wide as the page"),
    "beside": gettext_lazy("Beside its neighbours"),
    "other": gettext_lazy("Another picture"),
    "away": gettext_lazy("Take out"),
    "gone": gettext_lazy("This picture is not in the library. Take it out."),
}


def library() -> dict[str, Any]:
    """What the scripts need to know: where they ask, where they send, and what they say."""
    return {
        "library": reverse("admin:articles_photo_library"),
        "upload": reverse("admin:articles_photo_upload"),
        "says": {name: str(words) for name, words in SAYS.items()},
    }


def figures() -> Part:
    """What the editor of a text does with pictures."""
    return Part("Picture", "figures", library())


class PhotoSelect(SelectOfRows):
    """A photo, chosen with thumbnails."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-library": json.dumps(library())}

    @property
    def media(self):
        scripts = [Script("desk/library/lead.js", type="module")]
        return super().media + Media(css={"all": ["desk/library.css"]}, js=scripts)


class PicksPhotos:
    """For pages and tables of the desk: photos among `autocomplete_fields` are chosen with
    thumbnails; without scripts, from a list.
    """

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Photo and not is_plain(request):
            kwargs["widget"] = PhotoSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
