"""Days and moments as they are entered everywhere at the desk: with the calendar of the browser."""

from django import forms
from django.db import models


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A moment in the publication's time zone."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M:%S")


# For `formfield_overrides`.
DATES = {
    models.DateField: {"widget": DayInput},
    models.DateTimeField: {"form_class": forms.DateTimeField, "widget": MomentInput},
}
