"""Changes to what is promised to funders, kept in the ledger."""

from newsroom.audit import ledger


class RecordsChanges:
    """For pages of the desk: what a form changed is recorded with what stood there before.

    The columns are named as in the database; rows in tables below the form
    are not told of.
    """

    def save_model(self, request, row, form, change):
        stored = self.model.objects.get(pk=row.pk) if change else None
        super().save_model(request, row, form, change)
        columns = self.opts.concrete_fields
        changed = [column.attname for column in columns if column.name in form.changed_data]
        if stored is None:
            ledger.record(request.user, "add", row)
        elif changed:
            before, after = _values(stored, changed), _values(row, changed)
            ledger.record(request.user, "change", row, before=before, after=after)


def _values(row, columns):
    return {column: getattr(row, column) for column in columns}
