"""What is stored otherwise than it was typed is told to whoever typed it."""

from collections.abc import Iterator

from django.forms import ModelForm
from django.utils.translation import gettext as _

from newsroom.kit.fields import NameField, PlainTextField
from newsroom.kit.text import tidy

# Rich text is written in an editor, which makes what is stored.
TOLD = (NameField, PlainTextField)


def tidied(form: ModelForm) -> Iterator[str]:
    """A sentence for each text of a saved form that lost white space, or what nobody can see."""
    for column in form.instance._meta.concrete_fields:
        typed = form.data.get(form.add_prefix(column.name))
        if column.name not in form.changed_data or not isinstance(column, TOLD):
            continue
        kept = getattr(form.instance, column.name)
        if isinstance(typed, str) and typed.strip() and tidy(typed) != kept:
            words = _("“%(field)s” was saved as “%(text)s”, which is not quite what was typed.")
            yield words % {"field": column.verbose_name, "text": _short(kept)}


def _short(text):
    return text if len(text) <= 80 else f"{text[:80]}…"
