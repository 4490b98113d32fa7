"""The fields and tables of the page of a piece by name: its templates put each in its place."""

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.models.choices import Funding

# What each choice of the declaration says of a piece, beside its name.
DECLARATIONS = {
    Funding.UNDECLARED: _("Nobody has said yet. It cannot be published like that."),
    Funding.NONE: _("Nobody outside the newsroom paid for this piece, in money or in kind."),
    Funding.IMPORTED: _("Readers saw it elsewhere, and nobody has said here yet who paid."),
    Funding.FUNDED: _("A grant paid for it. Its words are printed under the piece."),
}


def fields_by_name(adminform):
    """Each field of a form of the admin as it is shown: to be written in, or to be read."""
    return {
        field.field["name"] if getattr(field, "is_readonly", False) else field.field.name: field
        for fieldset in adminform
        for line in fieldset
        for field in line
    }


def tables_by_name(formsets):
    """Each table below a form of the admin by the prefix of its fields."""
    return {table.formset.prefix: table for table in formsets}


def declarations(field):
    """``(button, sentence)`` of each choice of who paid, of a field that can be written in."""
    return [(one, DECLARATIONS[one.data["value"]]) for one in field]


class Refusal(NamedTuple):
    """Something that is to be corrected before a form is saved, and the id of where."""

    place: str
    label: str
    sentence: str


def refusals(form, tables):
    """Each of a form and of the tables below it, in the order of the page."""
    found = _of_fields(form, "")
    for table in tables:
        rows, kind = table.formset, capfirst(table.opts.verbose_name)
        group, several = f"{rows.prefix}-group", capfirst(table.opts.verbose_name_plural)
        found += [Refusal(group, several, sentence) for sentence in rows.non_form_errors()]
        for row in rows.forms:
            found += [Refusal(row.prefix, kind, sentence) for sentence in row.non_field_errors()]
            found += _of_fields(row, f"{kind}: ")
    return found


def _of_fields(form, before):
    return [
        Refusal(field.id_for_label, before + capfirst(field.label), sentence)
        for field in form
        for sentence in field.errors
    ]
