"""Columns for numbers that people write: in digits, as they are read, and in no other way."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?", re.ASCII)


def refuse_odd(value: object) -> None:
    """Raise ValidationError for text that Python takes for a number and a reader may not.

    Such are `1e5`, `1_000`, `NaN` and the digits of other scripts. What is no text passes.
    """
    if isinstance(value, str) and value.strip() and not PLAIN.fullmatch(value.strip()):
        words = _("“%s” is no number in the digits 0 to 9.")
        raise ValidationError(words % value.strip()[:40], code="invalid")


class _PlainForm(forms.Field):
    def to_python(self, value: object) -> Any:
        refuse_odd(value)
        return super().to_python(value)


class _DecimalForm(_PlainForm, forms.DecimalField):
    pass


class _IntegerForm(_PlainForm, forms.IntegerField):
    pass


class _WrittenNumber(models.Field):
    """Refuses odd text from every door: forms, the shell, importers, update()."""

    form_class: type[forms.Field] = _IntegerForm

    def to_python(self, value: object) -> Any:
        refuse_odd(value)
        return super().to_python(value)

    def get_prep_value(self, value: object) -> Any:
        refuse_odd(value)
        return super().get_prep_value(value)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": self.form_class, **kwargs})


class DecimalField(_WrittenNumber, models.DecimalField):
    """Refuses what it cannot hold as it is: a database would round it, and say nothing."""

    form_class = _DecimalForm

    def get_db_prep_save(self, value: object, connection: BaseDatabaseWrapper) -> Any:
        if value is not None and not hasattr(value, "as_sql"):
            DecimalValidator(self.max_digits, self.decimal_places)(self.to_python(value))
        return super().get_db_prep_save(value, connection)


class SmallIntegerField(_WrittenNumber, models.SmallIntegerField):
    pass


class PositiveSmallIntegerField(_WrittenNumber, models.PositiveSmallIntegerField):
    pass


class PositiveIntegerField(_WrittenNumber, models.PositiveIntegerField):
    pass


class PositiveBigIntegerField(_WrittenNumber, models.PositiveBigIntegerField):
    pass
