"""What somebody typed into the page of a piece, as a content; and a content, as it is typed."""

from articles.writing.content import COLUMNS, TABLES, TAGS, as_json
from newsroom.desk.asking import is_key

BY_MODEL = {table.model: table for table in TABLES}
# What every row of a table sends beside its columns.
DELETE = "DELETE"


class Unreadable(Exception):
    """Something in a form has to be corrected before it can be put together with anything."""


def typed(form, formsets, before):
    """The content that a form and the tables under it say, `before` being what they were made of.

    What they do not show is as it was before. Raises Unreadable.
    """
    wrong = [name for name in form.errors if name in form.fields and name != "seen"]
    if wrong or any(not rows.management_form.is_valid() for rows in formsets):
        raise Unreadable
    shown = {name for name in (*COLUMNS, TAGS) if name in form.fields}
    columns = {column.name: column for column in form.instance._meta.concrete_fields}
    told = {name: _tidied(columns.get(name), form.cleaned_data[name]) for name in shown}
    tables = {
        table.name: list(_rows(rows, table, before[table.name]))
        for rows in formsets
        if (table := BY_MODEL.get(rows.model))
    }
    return before | told | tables


def _rows(formset, table, before):
    """A row that was not sent is as it was before: not everybody is shown all of them."""
    known = {row["id"]: row for row in before}
    for number, form in enumerate(formset.forms):
        is_new = number >= formset.initial_form_count()
        if is_new and not form.has_changed():
            continue
        row = known.pop(_key_of(form), None)
        wrong = {*form.errors} & {*table.columns} - {"id"}
        if formset.can_delete and form.cleaned_data.get(DELETE):
            continue
        if wrong:
            raise Unreadable
        columns = {column.name: column for column in form.instance._meta.concrete_fields}
        told = {
            name: _tidied(columns[name], form.cleaned_data[name])
            for name in table.columns
            if name != "id" and name in form.cleaned_data
        }
        yield {"id": None, **(row or {}), **told}
    yield from known.values()


def _key_of(form):
    key = form.data.get(form.add_prefix("id"), "")
    return int(key) if is_key(key) else None


def _tidied(column, value):
    """As it would be stored."""
    tidy = getattr(column, "tidy", None)
    return tidy(value) if tidy and isinstance(value, str) else as_json(value)


def fill_in(data, content, form, formsets, seen):
    """Let what was sent say a content, as if it had been typed into the page as it is stored now,
    which has the mark `seen`.
    """
    data["seen"] = seen
    for name in COLUMNS:
        if name in form.fields:
            data[form.add_prefix(name)] = _as_text(content[name])
    if TAGS in form.fields:
        data[form.add_prefix(TAGS)] = ", ".join(content[TAGS])
    for formset in formsets:
        table = BY_MODEL.get(formset.model)
        sent = _sent(data, formset)
        stored = {row.pk for row in formset.get_queryset()}
        rows = _of_content(content[table.name], table, sent, stored) if table else None
        _write(data, formset, rows or _still_there(sent, stored))


def _sent(data, formset):
    """Each row that was sent, by the names of its fields, taken out of the data."""
    rows = []
    for number in range(formset.total_form_count()):
        begins = f"{formset.add_prefix(number)}-"
        names = [name for name in data if name.startswith(begins)]
        rows.append({name.removeprefix(begins): data.pop(name)[-1] for name in names})
    return rows


def _still_there(sent, stored):
    """The rows of a table that is no part of the content, but for what somebody deleted."""
    rows = [row for row in sent if not row.get("id") or row["id"] in map(str, stored)]
    return sorted(rows, key=lambda row: not row.get("id"))


def _of_content(rows, table, sent, stored):
    """The stored rows first: one that the content does not have is to be deleted, and says why."""
    by_key = {row["id"]: row for row in rows}
    typed = {row.get("id"): row for row in sent}
    for key in sorted(stored):
        row = by_key.get(key)
        told = typed.get(str(key), {}) if row is None else {}
        yield {**told, "id": str(key), DELETE: "on"} if row is None else _told(row, table)
    for row in rows:
        if row["id"] is None:
            yield _told(row, table)


def _told(row, table):
    return {name: _as_text(row[name]) for name in table.columns}


def _write(data, formset, rows):
    rows = list(rows)
    initial = sum(bool(row.get("id")) for row in rows)
    data[f"{formset.prefix}-TOTAL_FORMS"] = str(len(rows))
    data[f"{formset.prefix}-INITIAL_FORMS"] = str(initial)
    for number, row in enumerate(rows):
        for name, value in row.items():
            data[f"{formset.add_prefix(number)}-{name}"] = value


def _as_text(value):
    return "" if value is None else str(value)
