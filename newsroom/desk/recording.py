"""Whatever is saved or deleted at the desk is in the ledger, with what stood there before."""

from copy import copy

from django.db import transaction

from newsroom.audit import changes
from newsroom.kit.locking import held


class RecordsChanges:
    """For pages of the desk: one entry for each press of a button that changes anything.

    It tells of the row of the page, and of the rows in the tables below it. The entry comes last:
    whoever holds the ledger waits for no row.
    """

    # Its rows are recorded by code that other doors use as well, and not here.
    own_entries = False
    # Columns, of its row and of those below it, that the ledger only names: what readers were
    # shown of them is in the versions.
    kept_elsewhere = ()

    def save_formset(self, request, form, formset, change):
        saved = formset.saved = formset.save(commit=False)
        without = [formset.fk.name, *self.kept_elsewhere]
        formset.gone = [(row.pk, changes.filled(row, without)) for row in formset.deleted_objects]
        for row in saved:
            sign(row, request.user)
            row.save()
        for row in formset.deleted_objects:
            row.delete()
        formset.save_m2m()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if self.own_entries:
            return
        row = form.instance
        below = [told for formset in formsets for told in _below(formset, self.kept_elsewhere)]
        if change:
            facts = changes.difference(row, form.initial, form.changed_data, self.kept_elsewhere)
        else:
            facts = {"after": changes.filled(row, self.kept_elsewhere)}
        facts |= {"below": below} if below else {}
        if facts:
            verb = changes.CHANGE if change else changes.ADD
            saved = [row for formset in formsets for row in formset.saved]
            changes.record(request.user, verb, row, facts, saved)

    def construct_change_message(self, request, form, formsets, add=False):
        """For the history of a page, without the names of the rows in the tables below it: whoever
        reads the page may not read each of them. The ledger has them.
        """
        told = super().construct_change_message(request, form, formsets, add)
        return [
            {verb: {**of, "object": "…"} if "object" in of else of}
            for one in told
            for verb, of in one.items()
        ]

    def delete_model(self, request, row):
        facts, kept = changes.removal(row, self.kept_elsewhere), copy(row)
        super().delete_model(request, row)
        changes.record(request.user, changes.DELETE, kept, facts)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        """Row by row, so that each does what it does when it is deleted alone.

        All of them are locked first: an entry holds the ledger, and whoever has one of the rows
        may be waiting for that.
        """
        for row in list(held(self.model._base_manager.filter(pk__in=queryset.values("pk")))):
            self.delete_model(request, row)


def sign(row, user):
    """Remember who made a row that is new."""
    if row._state.adding and hasattr(row, "created_by_id") and row.created_by_id is None:
        row.created_by = user


def _below(formset, without):
    """What a table below a form added, changed and deleted."""
    without = [formset.fk.name, *without]
    changed = {id(row) for row, _names in formset.changed_objects}
    told = [(row, row.pk, {"after": changes.filled(row, without)}) for row in formset.new_objects]
    told += [
        (row, row.pk, changes.difference(row, form.initial, form.changed_data, without))
        for form in formset.initial_forms
        if id(row := form.instance) in changed
    ]
    told += [
        (row, key, {"before": before})
        for row, (key, before) in zip(formset.deleted_objects, formset.gone, strict=True)
    ]
    return [
        changes.among(row, {} if formset.own_entries else facts, key) for row, key, facts in told
    ]
