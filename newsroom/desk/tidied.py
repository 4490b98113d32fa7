"""What is stored otherwise than it was typed is told to whoever typed it."""

from collections.abc import Iterator

from django.forms import ModelForm
from django.utils.translation import gettext as _

from newsroom.kit.fields import BodyField, NameField, PlainTextField
from newsroom.kit.html import left_out
from newsroom.kit.text import tidy

TOLD = (NameField, PlainTextField)


def tidied(form: ModelForm) -> Iterator[str]:
    """A sentence for each text of a saved form that lost white space, or what nobody can see.

    And for what a rich text could not hold. An editor tells of it before; this is for who has none.
    """
    for column in form.instance._meta.concrete_fields:
        typed = form.data.get(form.add_prefix(column.name))
        if column.name not in form.changed_data or not isinstance(typed, str):
            continue
        if isinstance(column, BodyField):
            yield from _left_out(column.verbose_name, typed)
        if not isinstance(column, TOLD):
            continue
        kept = getattr(form.instance, column.name)
        if typed.strip() and tidy(typed) != kept:
            words = _("“%(field)s” was saved as “%(text)s”, which is not quite what was typed.")
            yield words % {"field": column.verbose_name, "text": _short(kept)}


def _left_out(field, typed):
    tags, addresses = left_out(typed)
    if tags:
        elements = ", ".join(f"<{tag}>" for tag in sorted(tags))
        words = _(
            "“%(field)s” cannot hold %(elements)s: of them, only words for readers were kept."
        )
        yield words % {"field": field, "elements": _short(elements)}
    for address in dict.fromkeys(addresses):
        words = _(
            "“%(address)s” leads readers nowhere: the words are in “%(field)s”, the link is not."
        )
        yield words % {"field": field, "address": _short(address)}


def _short(text):
    return text if len(text) <= 80 else f"{text[:80]}…"
