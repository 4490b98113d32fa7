"""What the ledger tells of a change, as a table that people read."""

from dataclasses import dataclass

from django.apps import apps
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _

NOTHING = "–"


@dataclass(frozen=True)
class Changed:
    """One row of a table: a title, and (column, before, after) for each column, all of it words.

    `also` are the columns whose words stand elsewhere; `elsewhere` tells that all of them do.
    """

    title: str
    columns: list[tuple[str, str, str]]
    also: list[str]
    elsewhere: bool = False


def is_of_changes(facts):
    """Whether facts are those of `newsroom.audit.changes`."""
    stood = [facts[name] for name in ("before", "after") if name in facts]
    told = {"before", "after", "below", "also"}
    return bool(facts) and {*facts} <= told and all(isinstance(one, dict) for one in stood)


def as_tables(entry):
    """HTML of what an entry tells of columns, before and after."""
    told = [_changed(entry.facts, entry.subject_kind, entry.subject_name)]
    told += [_changed(row, row["kind"], str(row["key"])) for row in entry.facts.get("below", ())]
    told = [one for one in told if one.columns or one.also or one.elsewhere]
    return render_to_string("admin/newsroom/ledgerentry/_changes.html", {"changes": told})


def label(model, name):
    """What the desk calls a column; its bare name if there is none any more."""
    column = _columns(model).get(name)
    return capfirst(column.verbose_name) if column else name


def model_of(kind):
    """The model that the ledger means by its kind, or None if there is none any more."""
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None


def _changed(facts, kind, name):
    model = model_of(kind)
    called = capfirst(model._meta.verbose_name) if model else kind
    before, after = facts.get("before", {}), facts.get("after", {})
    # Databases keep no order in JSON.
    names = [*_columns(model), *sorted({*before, *after} - {*_columns(model)})]
    return Changed(
        title=f"{called}: {name}",
        columns=[
            (label(model, column), _words(model, column, before), _words(model, column, after))
            for column in names
            if column in before or column in after
        ],
        also=[label(model, column) for column in facts.get("also", ())],
        elsewhere="kind" in facts and not (before or after),
    )


def _columns(model):
    """The columns of a model by their names, in its order; none where there is no model."""
    columns = (*model._meta.fields, *model._meta.many_to_many) if model else ()
    return {column.name: column for column in columns}


def _words(model, column, stood):
    """What stood in a column, as the desk would show it."""
    value = stood.get(column)
    if value in (None, "", []):
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    choices = dict(getattr(_columns(model).get(column), "flatchoices", ()))
    return str(choices.get(value, value))
