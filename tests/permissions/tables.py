"""Rows in the tables below the pages of the desk: what is sent to add, change and delete one."""

from articles.models import Coverage, InterestConfirmation
from authors.models import Author
from funding.models import Grant
from tests.filling_in import fields_of
from tests.newsroom.desk import test_recording
from tests.permissions.presses import Press

# Of a table that has no entries of its own in the ledger.
CHANGED = {**test_recording.CHANGED, Coverage: ("reason", "It paid for all of it.")}


def typed_below():
    """``{model: [what is typed to add a row of it, …]}``; it is made of rows of its own."""
    typed = {below: [row] for (_above, below), (_owner, row) in test_recording.tables().items()}
    grants = Grant.objects.settled().values_list("pk", flat=True)
    typed[Coverage] = [{"grant": key, "reason": "It paid."} for key in grants]
    authors = Author.objects.values_list("pk", flat=True)
    typed[InterestConfirmation] = [{"author": key} for key in authors]
    return typed


def below(url, page, typed):
    """Yield ``(button, presses)`` of whatever somebody may do with the rows in the tables of a page
    that was sent to them: it is done by the first of the presses that writes in the table.

    A page on which a row is added asks the same of its tables as the page of that row.
    """
    if not url.endswith("/change/"):
        return
    sent = fields_of(page.content.decode()) | {"_save": "1"}
    for table in page.context.get("inline_admin_formsets", ()):
        rows, model = table.formset, table.formset.model
        ways = {
            "add": added(rows, typed.get(model, [])) if table.has_add_permission else None,
            "change": changed(rows) if table.has_change_permission else None,
            "delete": deleted(rows) if table.has_delete_permission and rows.can_delete else None,
        }
        for verb, way in ways.items():
            if way is not None:
                button = f"{model._meta.label_lower} {verb}"
                yield button, [Press(url, button, sent | one, model._meta.db_table) for one in way]


def added(rows, typed):
    place = rows.total_form_count()
    for row in typed:
        fields = {
            f"{rows.prefix}-{place}-{name}": str(one) if isinstance(one, int) else one
            for name, one in row.items()
        }
        yield {f"{rows.prefix}-TOTAL_FORMS": str(place + 1), **fields}


def changed(rows):
    column, value = CHANGED.get(rows.model, ("", ""))
    for place in range(rows.initial_form_count()):
        yield {f"{rows.prefix}-{place}-{column}": value}


def deleted(rows):
    for place in range(rows.initial_form_count()):
        row = f"{rows.prefix}-{place}"
        yield {f"{row}-DELETE": "on"}
        yield {f"{row}-DELETE": "on", f"{row}-reason": "It never paid."}
