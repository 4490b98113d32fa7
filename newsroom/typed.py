"""What somebody typed into a form that was sent: shown once more where nothing of it was taken.

By the server only where no script keeps it (static/desk/kept.js), and only of pages of the desk
that ask for no password.
"""

import re
from dataclasses import dataclass

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst

from newsroom.kit.web_addresses import parts_of

# As forms name a field in a row of a table below them; thousands of digits are no number.
ROW = re.compile(r"(?P<table>.+)-(?P<number>\d{1,9})-(?P<field>[^-]+)")
# What forms hold beside the fields that people fill in.
OF_THE_FORM = {"csrfmiddlewaretoken", "seen", "action"}


@dataclass(frozen=True)
class Typed:
    """A field that was sent. `written` are the texts of people; the rest is chosen, or the form's
    own.
    """

    name: str
    value: str
    label: str
    written: bool


def sent(request: HttpRequest) -> list[Typed]:
    """All fields of a form of the desk but its token; none of one that holds a password."""
    if not _is_of_the_desk(request) or any("password" in name for name in request.POST):
        return []
    model = _model(request)
    return [
        Typed(name, value, label, _was_written(column, name, value))
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for column, label in [_place(model, name)]
        for value in values
    ]


def written(request: HttpRequest) -> list[Typed]:
    """Those of them that somebody wrote."""
    return [field for field in sent(request) if field.written]


def page_of_the_form(request: HttpRequest) -> str:
    """The address of the page that a form stood on, which is not always the one it is sent to: many
    of those show no page.
    """
    page = parts_of(request.headers.get("Referer", ""))
    address = f"{page.path}?{page.query}" if page.query else page.path
    of_the_desk = page.path.startswith(reverse("admin:index"))
    if of_the_desk and url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return address
    return request.get_full_path()


def _is_of_the_desk(request):
    """Whether it is no page of signing in, or of somebody’s own account."""
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.app_names == ["admin"]


def _was_written(column, name, value):
    hidden = name in OF_THE_FORM or name.startswith(("_", "initial-")) or "__prefix__" in name
    chosen = column is not None and bool(column.choices)
    return not hidden and not chosen and any(map(str.isalpha, value))


def _model(request):
    """The model whose page the form stood on, or None."""
    page = (request.resolver_match.url_name or "").rpartition("_")[0]
    models = apps.get_models()
    return next((one for one in models if one._meta.label_lower.replace(".", "_") == page), None)


def _place(model, name):
    """The column that a field fills in, and how the form calls that: as in “Byline 2: Note”, where
    it stands in a row of a table. Of a field that is no column, None and its own name.
    """
    if model and (column := _columns(model).get(name)):
        return column, capfirst(column.verbose_name)
    if model and (row := ROW.fullmatch(name)):
        for table in model._meta.related_objects:
            column = _columns(table.related_model).get(row["field"])
            if column and table.get_accessor_name() == row["table"]:
                number = int(row["number"]) + 1
                called = f"{table.related_model._meta.verbose_name} {number}"
                return column, f"{capfirst(called)}: {capfirst(column.verbose_name)}"
    return None, name


def _columns(model):
    return {column.name: column for column in model._meta.fields}
