"""What somebody typed into a form that was sent: shown once more where nothing of it was taken.

By the server only where no script keeps it (static/desk/kept.js), and only of pages of the desk
that ask for no password.
"""

from dataclasses import dataclass

from django.apps import apps
from django.http import HttpRequest
from django.utils.text import capfirst

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
    columns = _columns(request)
    return [
        Typed(name, value, _label(columns, name), _was_written(columns, name, value))
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]


def written(request: HttpRequest) -> list[Typed]:
    """Those of them that somebody wrote."""
    return [field for field in sent(request) if field.written]


def _is_of_the_desk(request):
    """Whether it is no page of signing in, or of somebody’s own account."""
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.app_names == ["admin"]


def _was_written(columns, name, value):
    hidden = name in OF_THE_FORM or name.startswith(("_", "initial-")) or "__prefix__" in name
    chosen = name in columns and bool(columns[name].choices)
    return not hidden and not chosen and any(map(str.isalpha, value))


def _label(columns, name):
    """The name of a column as its form shows it; of anything else, the name of the field."""
    return capfirst(columns[name].verbose_name) if name in columns else name


def _columns(request):
    """The columns that the page of the form fills in, by the names of their fields."""
    page = (request.resolver_match.url_name or "").rpartition("_")[0]
    for model in apps.get_models():
        if f"{model._meta.app_label}_{model._meta.model_name}" == page:
            return {column.name: column for column in model._meta.fields}
    return {}
