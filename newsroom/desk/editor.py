"""The editor of rich text, as every page of the desk has it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import AdminProseEditorWidget, importmap, prose_editor_js
from js_asset import Media, Script

from newsroom.kit import languages
from newsroom.kit.html import EXTENSIONS


@dataclass(frozen=True)
class Part:
    """Something that the editor can do: an export of a module in static/desk/editor/.

    Its options hold every word that it says, for modules hold none.
    """

    name: str
    module: str
    options: Mapping[str, Any] = field(default_factory=dict)


TOOLBAR = Part(
    "Toolbar",
    "toolbar",
    {
        "label": _("Formatting"),
        # What else stays in view, above it.
        "below": ".bar",
        "says": {
            "heading": _("Heading"),
            "subheading": _("Subheading"),
            "bold": _("Bold"),
            "italic": _("Italic"),
            "superscript": _("Raised"),
            "subscript": _("Lowered"),
            "list": _("List"),
            "numbers": _("Numbers"),
            "quote": _("Quote"),
            "addRow": _("Add row"),
            "addColumn": _("Add column"),
            "deleteRow": _("Delete row"),
            "deleteColumn": _("Delete column"),
            "headRow": _("Head row"),
            "deleteTable": _("Delete table"),
            "undo": _("Undo"),
            "redo": _("Redo"),
        },
    },
)
LINKS = Part(
    "Link",
    "links",
    {
        **EXTENSIONS["Link"],
        "says": {
            "link": _("Link"),
            "title": _("Link"),
            "address": _("Address"),
            "text": _("Text of the link"),
            "help": _("An address of the web or of mail, or a path on this site, as in /about/."),
            "nowhere": _(
                "Readers cannot be led there. Write the address of a page, as in "
                "https://example.org/page, or one of mail."
            ),
            "save": _("Set the link"),
            "unlink": _("Take the link off"),
            "cancel": _("Cancel"),
        },
    },
)
INSERT = Part(
    "Insert",
    "insert",
    {
        "button": _("Insert"),
        "label": _("Insert"),
        "none": _("Nothing is called that. Escape leaves what you typed."),
        "says": {
            "heading": _("Heading"),
            "subheading": _("Subheading"),
            "smallHeading": _("Small heading"),
            "quote": _("Quote"),
            "list": _("List"),
            "numbers": _("Numbered list"),
            "table": _("Table"),
            "rule": _("Line between parts"),
        },
    },
)
PASTE = Part(
    "PastedStyles",
    "paste",
    {
        "leftOut": _("Left out:"),
        "says": {
            "pictures": _("pictures"),
            "videos": _("videos and pages in frames"),
            "sounds": _("sounds"),
            "forms": _("fields and buttons"),
            "links": _("links that lead nowhere for readers, whose words stay"),
            "struck": _("struck-out text"),
            "hidden": _("hidden text"),
        },
    },
)

# What static/desk/editor/guard.js says of a text that it keeps closed.
GUARD = {
    "closed": _(
        "This text is closed for writing: part of the editor did not load, or the text holds "
        "something that the editor has no name for and would leave out. Nothing of it has changed. "
        "If loading the page again does not help, tell whoever runs the site."
    ),
    "again": _("Load the page again"),
    "source": _("Write in the HTML of the text"),
}


class Editor(AdminProseEditorWidget):
    """A toolbar of words, spelling checked in the language of `language_field`, and pasting that
    reads what is meant under a content policy that allows it nothing.
    """

    parts: tuple[Part, ...] = (TOOLBAR, LINKS, INSERT, PASTE)
    # The id of the field that says the language of the text; without one it is that of the page.
    language_field = ""

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        says = {key: str(words) for key, words in GUARD.items()}
        context["widget"]["attrs"]["data-guard"] = json.dumps(says)
        return context

    @property
    def media(self) -> Media:
        """What the editor is made of, but for its font of icons."""
        styles = ["django_prose_editor/editor.css", "django_prose_editor/overrides.css"]
        return Media(
            importmap=importmap,
            css={"all": [*styles, "desk/editor.css"]},
            # Instead of the package’s own script, which the guard begins.
            js=[prose_editor_js, Script("desk/editor/guard.js", type="module")],
        )

    def get_config(self) -> dict[str, Any]:
        config = super().get_config()
        parts = (_language(self.language_field), *self.parts)
        modules = dict.fromkeys(static(f"desk/editor/{part.module}.js") for part in parts)
        # Its own menu is one of icons, and it would switch the spelling off.
        extensions = {
            name: options
            for name, options in config["extensions"].items()
            if name not in ("Menu", "NoSpellCheck")
        }
        return config | {
            "extensions": extensions | {part.name: part.options or True for part in parts},
            "js_modules": [*config.get("js_modules", []), *modules],
        }


def _language(field_id):
    spoken = [code for code, _name in settings.LANGUAGES]
    options = {
        "field": field_id,
        "rightToLeft": [code for code in spoken if languages.direction(code) == "rtl"],
    }
    return Part("Language", "language", options)
