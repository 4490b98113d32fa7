"""Saving a row from another page of the desk, as its own page would: nothing is left out of it."""


def save(page, request, form, *, change):
    """Save a valid form that `page`, the ModelAdmin of the row, has made, and return the row.

    For within a transaction. Whether whoever asks may do it was asked before.
    """
    row = page.save_form(request, form, change)
    page.save_model(request, row, form, change)
    page.save_related(request, form, [], change)
    told = page.construct_change_message(request, form, [], not change)
    (page.log_change if change else page.log_addition)(request, row, told)
    return row
