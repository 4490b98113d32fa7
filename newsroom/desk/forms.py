"""The form under every page of the desk."""

from datetime import UTC
from functools import cached_property

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from newsroom.audit import digest


class DeskForm(forms.ModelForm):
    """Refuses a form that was filled in from an older copy, and says what the database would.

    `seen` tells which state of the row the form was made from. What was typed
    stays on the screen of whoever is refused.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    STALE = _(
        "Somebody saved this while you were writing. Nothing of yours was saved, and it is all "
        "still here: open this page once more in another tab, and bring your changes over."
    )
    TAKEN = _("There is one already that is spelled the same.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "seen" in self.fields:
            self.initial["seen"] = self.state()
        for field in self.fields.values():
            if isinstance(field, forms.DateTimeField | forms.SplitDateTimeField):
                field.validators = [*field.validators, refuse_beyond_time]

    def state(self):
        """What tells one state of the stored row from another."""
        return digest.row(self.instance)

    @cached_property
    def changed_data(self):
        """The columns that will hold something else: browsers rewrite line breaks, we tidy text."""
        changed = [name for name in super().changed_data if name != "seen"]
        return [name for name in changed if not self._reads_the_same(name)]

    def _reads_the_same(self, name):
        initial, data = self.get_initial_for_field(self.fields[name], name), self[name].data
        columns = {column.name: column for column in self.instance._meta.concrete_fields}
        tidy = getattr(columns.get(name), "tidy", None)
        if tidy is None or not isinstance(data, str):
            return False
        return tidy(data) == tidy(initial or "")

    def clean(self):
        cleaned = super().clean()
        if "seen" in self.initial and cleaned.get("seen") != self.initial["seen"]:
            raise ValidationError(self.STALE, code="stale")
        return cleaned

    def _post_clean(self):
        """Ask the constraints that name a column which the form does not show, as well."""
        super()._post_clean()
        if self.errors:
            return
        for check in (self.instance.validate_unique, self.instance.validate_constraints):
            try:
                check(exclude=self._not_stored_yet())
            except ValidationError as problem:
                self._tell(problem)

    def _not_stored_yet(self):
        """The relations to rows that are saved together with this one: they have no key yet."""
        return {
            column.name
            for column in self.instance._meta.concrete_fields
            if column.is_relation
            and getattr(self.instance, column.attname) is None
            and column.is_cached(self.instance)
            and getattr(self.instance, column.name) is not None
        }

    def _tell(self, problem):
        for column, errors in problem.update_error_dict({}).items():
            if column in self.fields or column == NON_FIELD_ERRORS:
                self.add_error(column if column in self.fields else None, errors)
            else:
                # A name is compared with others by its key.
                shown = "name" if column == "key" and "name" in self.fields else None
                self.add_error(shown, self.TAKEN)


def refuse_beyond_time(moment):
    """Raise ValidationError for a moment on the first or last day of all, which UTC cannot hold."""
    try:
        moment.astimezone(UTC)
    except OverflowError as problem:
        raise ValidationError(_("No clock shows this moment: check the year.")) from problem
