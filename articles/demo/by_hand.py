"""What people of the demo change and add as they would at the desk: each is in the ledger."""

from newsroom.audit import changes


def change(row, values, *, by):
    """Set columns of a stored row, by their names."""
    before = {column: getattr(row, column) for column in values}
    for column, value in values.items():
        setattr(row, column, value)
    row.save()
    changes.record(by, changes.CHANGE, row, changes.difference(row, before, values))
