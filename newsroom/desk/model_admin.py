"""What every page of the desk has in common."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ImageField
from django.http import Http404
from django.urls import NoReverseMatch

from newsroom.desk.asking import AskedOnlyWhatItShows, is_key
from newsroom.desk.at_once import OneAfterTheOther
from newsroom.desk.choosing import ChoosesRows
from newsroom.desk.dates import DATES
from newsroom.desk.deleting import TellsWhatGoes
from newsroom.desk.editor import Editor
from newsroom.desk.forms import DeskForm
from newsroom.desk.listing_people import ListsPeople
from newsroom.desk.navigation import InARoom
from newsroom.desk.once_more import ShownOnceMore
from newsroom.desk.plainly import is_plain, rows_for
from newsroom.desk.recording import RecordsChanges, sign
from newsroom.desk.tidied import tidied
from newsroom.desk.titles import Titled
from newsroom.kit.fields import BodyField, PlainTextField
from newsroom.kit.locking import held
from newsroom.kit.text import UNPRINTABLE, name_key, tidy_line


class DeskAdmin(
    InARoom,
    Titled,
    AskedOnlyWhatItShows,
    ShownOnceMore,
    OneAfterTheOther,
    RecordsChanges,
    ListsPeople,
    TellsWhatGoes,
    ChoosesRows,
    admin.ModelAdmin,
):
    """Writes only what a form changed, records it, and remembers who made a row."""

    form = DeskForm
    formfield_overrides = {
        **DATES,
        PlainTextField: {"widget": AdminTextareaWidget({"rows": 4})},
        BodyField: {"widget": Editor},
    }
    show_full_result_count = False
    save_on_top = False

    def view_on_site(self, row):
        """The address of the row on the site, or None.

        A form that is shown again with its mistakes may have emptied what the address is made of.
        """
        try:
            return row.get_absolute_url() if hasattr(row, "get_absolute_url") else None
        except NoReverseMatch:
            return None

    def rows_to_choose(self, request):
        """Those that whoever asks can choose in forms of other rows."""
        return self.get_queryset(request)

    def row_to_read(self, request, key):
        """The row that a page beside its form is about. Raises Http404 where there is none, and
        PermissionDenied for whoever may not read it.
        """
        row = self._row(request, key)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return row

    def row_to_change(self, request, key):
        """As `row_to_read`, for what changes the row."""
        row = self._row(request, key)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        return row

    def _row(self, request, key):
        row = self.get_object(request, str(key))
        if row is None:
            raise Http404
        return row

    def get_form(self, request, obj=None, change=False, **kwargs):
        """It is stale as well where a row in a table below it is another than it was."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.below = self._below(request, obj) if obj else []
        return form

    def _below(self, request, obj):
        """(model, name of the key to the row of the page) of each table that can be changed."""
        return [
            (inline.model, inline.fk_name or _key_to(self.model, inline.model))
            for inline in self.get_inline_instances(request, obj)
            if inline.has_add_permission(request, obj)
            or inline.has_change_permission(request, obj)
            or inline.has_delete_permission(request, obj)
        ]

    def get_changeform_initial_data(self, request):
        """What the address fills in, without keys that are none, on which Django fails, and without
        those of rows that whoever asks could not choose: the page would say what they are called.
        """
        given = super().get_changeform_initial_data(request)
        for column in self.opts.concrete_fields:
            key = given.get(column.name) if column.is_relation else None
            if key is not None and not (is_key(key) and self._may_choose(request, column, key)):
                del given[column.name]
        return given

    def _may_choose(self, request, column, key):
        if column.name not in self.get_autocomplete_fields(request):
            return True
        return rows_for(request, column, self.admin_site).filter(pk=key).exists()

    def get_object(self, request, object_id, from_field=None):
        """The row, locked while a form is being saved into it."""
        found = super().get_object(request, object_id, from_field)
        if found and is_saving(request):
            self.hold(found)
            found.refresh_from_db()
        return found

    def hold(self, row):
        """Lock the row until the transaction ends, and before it what is always locked first."""
        held(self.model._base_manager.all()).get(pk=row.pk)

    def save_model(self, request, row, form, change):
        if not change:
            sign(row, request.user)
            row.save()
            return
        columns = row._meta.concrete_fields
        changed = {column.name for column in columns} & set(form.changed_data)
        if changed:
            of_itself = {c.name for c in columns if getattr(c, "auto_now", False)}
            row.save(update_fields=changed | of_itself | _following(columns, changed))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for saved in (form, *(row for formset in formsets for row in formset.forms)):
            for sentence in tidied(saved):
                messages.info(request, sentence)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return _language(db_field, kwargs) or super().formfield_for_dbfield(
            db_field, request, **kwargs
        )

    def get_search_results(self, request, queryset, search_term):
        """Find a word however it is written: SQLite folds the case of ASCII letters alone.

        Names that have a key column are searched by it: `search_fields = ["key"]`.
        """
        term = tidy_line(UNPRINTABLE.sub(" ", search_term))
        if "key" in self.search_fields:
            return super().get_search_results(request, queryset, name_key(term))
        found, repeats = super().get_search_results(request, queryset, term)
        for spelling in {term.lower(), term.upper(), term.capitalize(), term.title()} - {term}:
            if not term.isascii():
                found |= super().get_search_results(request, queryset, spelling)[0]
        return found, repeats


class DeskInline(ChoosesRows, admin.TabularInline):
    form = DeskForm
    # Its rows are recorded by code that other doors use as well, and only pointed at by the page.
    own_entries = False
    formfield_overrides = {
        **DATES,
        PlainTextField: {"widget": AdminTextareaWidget({"rows": 2})},
    }
    extra = 0
    # Of a row with an address Django would ask the desk for a page that it does not have.
    view_on_site = False

    def get_extra(self, request, obj=None, **kwargs):
        """Scripts add rows; without them one stands ready."""
        return 1 if is_plain(request) else super().get_extra(request, obj, **kwargs)

    def get_queryset(self, request):
        """The rows, locked while a form is being saved into them."""
        rows = super().get_queryset(request)
        return held(rows) if is_saving(request) else rows

    def get_formset(self, request, obj=None, **kwargs):
        """The form around the rows watches their age; those watch only their constraints."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.own_entries = self.own_entries
        formset.form.base_fields.pop("seen", None)
        formset.form.declared_fields.pop("seen", None)
        return formset

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return _language(db_field, kwargs) or super().formfield_for_dbfield(
            db_field, request, **kwargs
        )


class ViewOnly:
    """For what the desk shows and nobody changes by hand, whatever they may do elsewhere."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def without(fieldsets, *names):
    """The fieldsets of a page but for some fields, and for what is left empty by that."""
    kept = []
    for title, options in fieldsets:
        fields = [name for name in options["fields"] if name not in names]
        kept += [(title, {**options, "fields": fields})] if fields else []
    return kept


def is_saving(request):
    """Whether what is read now will be changed before the transaction ends."""
    return request.method == "POST" and transaction.get_connection().in_atomic_block


def _key_to(model, other):
    """The name of the one key that leads from another model to a model."""
    return next(column.name for column in other._meta.fields if column.related_model is model)


def _following(columns, changed):
    """The columns that are filled in along with others when a row is saved."""
    names = {"key"} if "name" in changed else set()
    names |= {"worded_by"} if "text" in changed else set()
    names |= {"called"} if "file" in changed else set()
    for column in columns:
        if isinstance(column, ImageField) and column.name in changed:
            names |= {column.width_field, column.height_field}
    return names & {column.name for column in columns}


def _language(column, kwargs):
    """A language is chosen among those of the publication, also where the column takes any code."""
    if column.name != "language" or column.choices:
        return None
    return forms.ChoiceField(
        choices=settings.LANGUAGES,
        initial=settings.LANGUAGE_CODE,
        label=column.verbose_name,
        help_text=column.help_text,
    )
