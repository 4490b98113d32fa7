"""A save with which something of a text would vanish is confirmed by whoever saves it.

The guard of the editor (static/desk/editor/guard.js) keeps that from happening by itself; this asks
whatever came before it.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from articles.writing.vanished import FOOTNOTE, TABLE, vanished
from newsroom.kit.fields import BodyField

# The name of the tick that says so; its value is what was told.
MEANT = "_meant_to_go"
COUNTED = {
    "picture": ngettext_lazy("%d picture", "%d pictures"),
    "pull": ngettext_lazy("%d pull quote", "%d pull quotes"),
    "box": ngettext_lazy("%d box", "%d boxes"),
    "card": ngettext_lazy("%d link card", "%d link cards"),
    "embed": ngettext_lazy("%d embed", "%d embeds"),
    TABLE: ngettext_lazy("%d table", "%d tables"),
    FOOTNOTE: ngettext_lazy("%d footnote", "%d footnotes"),
}


class AsksWhatVanishes(forms.ModelForm):
    """Refuses a form that takes something of the stored text `body` away, once: `vanishing` is
    what its page then asks about, and None otherwise.
    """

    vanishing = None

    def clean(self):
        cleaned = super().clean()
        if "body" in self.changed_data and cleaned.get("body") is not None:
            # Of a new piece nothing is stored.
            gone = vanished(self.initial.get("body", ""), BodyField.tidy(cleaned["body"]))
            told = "-".join(f"{kind}.{number}" for kind, number in sorted(gone.items()))
            if gone and self.data.get(MEANT) != told:
                self.vanishing = told
                # Of no field: what was typed there is no mistake.
                raise ValidationError(_sentence(gone), "vanishing")
        return cleaned


def _sentence(gone):
    things = get_text_list([COUNTED[kind] % number for kind, number in gone.items()], _("and"))
    words = _(
        "With this the text loses %s. Nothing is saved yet. Bring back what is to stay; or tick "
        "that it is meant to go, and save again."
    )
    return words % things
