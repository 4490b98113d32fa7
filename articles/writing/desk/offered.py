"""What somebody typed into the page of a piece and has not saved, beside what is stored."""

import re
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template.defaultfilters import linebreaksbr
from django.utils.translation import gettext as _

from articles.models import Article, Autosave
from articles.writing import autosaves
from articles.writing.content import COLUMNS, TABLES, TAGS, as_json, content_of
from articles.writing.desk.conflicts import Shown, shown
from articles.writing.desk.typed import Unreadable, typed
from articles.writing.merge import Conflict
from articles.writing.names import Names

NOTE = re.compile(r"move-[a-z_]+-(?:public_)?note")


@dataclass(frozen=True)
class Offer:
    """The latest of somebody’s autosaves, and each part in which it is otherwise than what is
    stored; none where a mistake in it keeps it from being compared. `more` wait behind it.
    """

    row: Autosave
    differs: list[Shown]
    is_older: bool
    more: int

    @property
    def until(self) -> datetime:
        return self.row.at + autosaves.LASTING


def offered(page, request, article, *, may_write):
    """The Offer for whoever asks, on the `page` of a piece or of a new one; None if all that they
    typed is stored by now.
    """
    rows = list(autosaves.waiting(request.user, article))
    stored = (content_of(article) if article else _nothing()) if rows else None
    for number, row in enumerate(rows, 1):
        is_older = article is not None and row.edit != article.edit
        try:
            mine = (
                _content(page, request, article, row, stored) if may_write else _texts(row, stored)
            )
        except Unreadable:
            return Offer(row, [], is_older, len(rows) - number)
        if differs := [*_differing(mine, stored), *_beside(row)]:
            return Offer(row, differs, is_older, len(rows) - number)
    return None


def as_sent(request, row):
    """The same request, as if the page had just sent what an autosave holds."""
    request = copy(request)
    # Django reads files and fields at once, and would find none of either afterwards.
    _none = request.FILES
    request.method, request.POST = "POST", QueryDict(mutable=True)
    for name, values in row.content.items():
        request.POST.setlist(name, values)
    return request


def _content(page, request, article, row, stored):
    request = as_sent(request, row)
    change = article is not None
    # Reading the form fills in the piece.
    piece = copy(article) if change else None
    form = page.get_form(request, piece, change=change)(request.POST, instance=piece)
    formsets, _inlines = page._create_formsets(request, form.instance, change=change)
    return typed(form, formsets, stored)


def _texts(row, stored):
    """What was typed, for whoever may write it into no form any more: the texts alone."""
    columns = {name: Article._meta.get_field(name) for name in COLUMNS if name in row.content}
    try:
        return stored | {
            name: getattr(column, "tidy", str)(row.content[name][0])
            for name, column in columns.items()
            if column.get_internal_type() in ("CharField", "TextField") and not column.choices
        }
    except ValidationError as problem:
        raise Unreadable from problem


def _beside(row):
    """What was typed beside the buttons of moves, which is saved with none but theirs."""
    for name, values in row.content.items():
        if NOTE.fullmatch(name) and values[-1].strip():
            yield Shown(name, _("Beside a button"), linebreaksbr(values[-1]), None, False)


def _nothing():
    """The content of a piece that nobody has written yet."""
    new = Article()
    columns = {
        name: as_json(Article._meta.get_field(name).value_from_object(new)) for name in COLUMNS
    }
    return columns | {name: [] for name in (TAGS, *(table.name for table in TABLES))}


def _differing(mine, stored):
    names = Names(mine, stored)
    parts = [(name, Article._meta.get_field(name)) for name in COLUMNS]
    parts += [(name, None) for name in (TAGS, *(table.name for table in TABLES))]
    return [
        shown(Conflict(name, name, column, stored[name], mine[name], stored[name]), names)
        for name, column in parts
        if mine[name] != stored[name]
    ]
