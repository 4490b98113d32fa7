"""The form under every page of the desk."""

from contextlib import suppress
from datetime import UTC
from functools import cached_property

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from newsroom.audit import changes, digest
from newsroom.audit.digest import sha256
from newsroom.desk.asking import is_key
from newsroom.desk.choosing import SelectOfRows
from newsroom.desk.meanwhile import saved_since
from newsroom.desk.plainly import ListOfRows


class DeskForm(forms.ModelForm):
    """Refuses a form that was filled in from an older copy, and says what the database would.

    `seen` tells which state of the row, and of the rows `below` it, the form was made from, and
    the last entry of the ledger about it. What was typed stays on the screen of whoever is refused.
    """

    # (model, name of the key to this row) of the tables below the form.
    below = ()
    # Whether the database has refused it already, for what somebody else saved at that moment.
    was_refused = False

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    STALE = _(
        "Nothing of yours was saved, and what you typed is still here: open this page once more in "
        "another tab, look at it again, and bring your changes over."
    )
    REFUSED = _(
        "Somebody else saved something at the same moment, and nothing of yours was saved. What "
        "you typed is still here: look at it again, and save it."
    )
    TAKEN = _("There is one already that is spelled the same.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = self.state() if self.instance.pk and "seen" in self.fields else None
        if self.stored and not self.is_bound:
            self.initial["seen"] = f"{self.stored}.{changes.last_number(self.instance)}"
        for name, field in self.fields.items():
            if isinstance(field, forms.DateTimeField):
                field.validators = [*field.validators, refuse_beyond_time]
            # Around the select are the ways to other pages.
            select = getattr(field.widget, "widget", field.widget)
            if isinstance(select, SelectOfRows):
                select.known = self._known(name)
            elif isinstance(select, ListOfRows):
                select.keep(field, self.instance.serializable_value(name))

    def _known(self, name):
        """The row that a relation leads to, where it was read together with this one."""
        column = self.instance._meta.get_field(name)
        return column.get_cached_value(self.instance, default=None)

    def state(self):
        """What tells one state of the stored rows from another."""
        rows = [self.instance]
        for model, key in self.below:
            rows += model._base_manager.filter(**{key: self.instance}).order_by("pk")
        return sha256([digest.row(row) for row in rows])

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
        with suppress(ValidationError):
            return tidy(data) == tidy(initial or "")
        return False

    def clean(self):
        cleaned = super().clean()
        seen, _dot, number = (cleaned.get("seen") or "").rpartition(".")
        if self.stored and seen != self.stored:
            told = saved_since(self.instance, int(number) if is_key(number) else 0)
            raise ValidationError([ValidationError(one, "stale") for one in (*told, self.STALE)])
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
        if self.was_refused and not self.errors:
            self.add_error(None, self.REFUSED)

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


class OrderedRowForm(DeskForm):
    """For the rows of a table that have a place in an order. A new row of which nothing but its
    place is said is none.
    """

    def has_changed(self):
        is_new = self.instance.pk is None
        return super().has_changed() and not (is_new and set(self.changed_data) <= {"position"})


def refuse_beyond_time(moment):
    """Raise ValidationError for a moment on the first or last day of all, which UTC cannot hold."""
    try:
        moment.astimezone(UTC)
    except OverflowError as problem:
        raise ValidationError(_("No clock shows this moment: check the year.")) from problem
