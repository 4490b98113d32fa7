"""Columns for text that people write: always NFC, never unprintable, however it arrives."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django_prose_editor.fields import ProseEditorField

from newsroom.kit import countries, currencies
from newsroom.kit.colours import as_written, refuse_no_colour, refuse_unreadable
from newsroom.kit.html import EXTENSIONS, refuse_immense, sanitise
from newsroom.kit.text import (
    refuse_invisible,
    refuse_long,
    refuse_unprintable,
    tidy,
    tidy_line,
    without_invisible,
)
from newsroom.kit.web_addresses import (
    WebAddressFormField,
    refuse_misleading,
    refuse_misleading_lines,
)


class _WrittenText(models.Field):
    """Tidies what it is given; raises ValidationError rather than store what cannot be printed.

    Forms meet the validator. Everything else (the shell, importers, update(),
    bulk_create(), fixtures) passes get_db_prep_save, the last step before the
    database. Lookups are tidied and never refused: a search finds nothing.
    """

    default_validators = [refuse_unprintable]
    tidy = staticmethod(tidy)
    # What a form takes out of what is typed; whoever typed it is told (`newsroom.desk.tidied`).
    form_class: type[forms.Field] | None = None

    def to_python(self, value: object) -> Any:
        value = super().to_python(value)
        return self.tidy(value) if isinstance(value, str) else value

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        value = super().pre_save(instance, add)
        if isinstance(value, str):
            value = self.tidy(value)
            setattr(instance, self.attname, value)
        return value

    def get_prep_value(self, value: object) -> Any:
        value = super().get_prep_value(value)
        return self.tidy(value) if isinstance(value, str) else value

    def get_db_prep_save(self, value: object, connection: BaseDatabaseWrapper) -> Any:
        if isinstance(value, str) and (value := self.tidy(value)):
            for refuse in self.default_validators:
                refuse(value)
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        own = {"form_class": self.form_class} if self.form_class else {}
        return super().formfield(**{**own, **kwargs})


class NameFormField(forms.CharField):
    """Takes out what nobody can have typed on purpose, because nobody can see it."""

    def to_python(self, value: object) -> str | None:
        return super().to_python(without_invisible(str(value or "")))


class LinesFormField(forms.CharField):
    """Lines of text in a form that are told to a function and not to a column: a note, a reason.

    Tidied as a column would: browsers send each end of a line as two characters. What cannot be
    printed is refused.
    """

    default_validators = [refuse_unprintable]

    def to_python(self, value: object) -> str:
        return tidy(super().to_python(value) or "")


class NameField(_WrittenText, models.CharField):
    """One line of text: a name, a title, a caption. Line breaks become spaces.

    Two names that look the same are the same: what cannot be seen is refused.
    """

    default_validators = [refuse_unprintable, refuse_invisible]
    tidy = staticmethod(tidy_line)
    form_class = NameFormField


class PlainTextField(_WrittenText, models.TextField):
    """Lines of plain text, stored verbatim but for NFC and newlines."""

    default_validators = [refuse_long, refuse_unprintable]


class WebAddressField(_WrittenText, models.URLField):
    """An http or https address that leads where it looks as if it led."""

    default_validators = [refuse_unprintable, refuse_misleading]
    tidy = staticmethod(tidy_line)
    form_class = WebAddressFormField


class WebAddressesField(PlainTextField):
    """Web addresses, one a line, each as `WebAddressField` takes it."""

    default_validators = [refuse_long, refuse_unprintable, refuse_misleading_lines]

    @staticmethod
    def tidy(text: str) -> str:
        lines = (tidy_line(line) for line in tidy(text).splitlines())
        return "\n".join(line for line in lines if line)


class _Code(_WrittenText, models.CharField):
    """Some letters that may be typed in small ones."""

    letters = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": self.letters} | kwargs)

    @staticmethod
    def tidy(code: str) -> str:
        return tidy_line(code).upper()


class CurrencyField(_Code):
    """A currency in the three letters of ISO 4217."""

    letters = 3
    default_validators = [refuse_unprintable, currencies.refuse_unknown]


class CountryField(_Code):
    """A country in the two letters of ISO 3166."""

    letters = 2
    default_validators = [refuse_unprintable, countries.refuse_unknown]


class ColourField(_WrittenText, models.CharField):
    """A colour in six hexadecimal digits, ``#962a1e``, that can be read on each of `papers`.

    Those are no part of the column: other papers need no migration.
    """

    tidy = staticmethod(as_written)

    def __init__(self, *args: Any, papers: Sequence[str] = (), **kwargs: Any) -> None:
        self.papers = tuple(papers)
        # Before the column gathers them.
        self.default_validators = [refuse_unprintable, self._refuse]
        super().__init__(*args, **{"max_length": 7} | kwargs)

    def _refuse(self, colour: str) -> None:
        refuse_no_colour(colour)
        refuse_unreadable(colour, self.papers)


class SlugField(_WrittenText, models.SlugField):
    """A part of an address: letters from a to z, digits, hyphens and underscores."""

    default_validators = models.SlugField.default_validators


class EmailField(_WrittenText, models.EmailField):
    """An address to which a mail can be sent."""

    default_validators = [refuse_unprintable, refuse_invisible, validate_email]
    tidy = staticmethod(tidy_line)


class PrivateEmailField(EmailField):
    """One that the record says nothing of but that there is one."""

    is_private = True


class BodyField(_WrittenText, ProseEditorField):
    """Rich text, sanitised whenever it is stored and not only when a form is cleaned."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, extensions=EXTENSIONS, sanitize=sanitise, **kwargs)

    @staticmethod
    def tidy(html: str) -> str:
        return sanitise(tidy(html))

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(validators=[refuse_immense], **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "newsroom.kit.fields.BodyField", args, kwargs
