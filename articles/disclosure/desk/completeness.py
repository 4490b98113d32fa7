"""Which wordings are missing, on one page for funding managers: each gap leads to what mends it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.disclosure.completeness import Cell, Sheet, State, sheets
from funding.models import Grant, Statement, Wording
from newsroom.desk.asking import is_key
from newsroom.desk.navigation import Page, Room, add_page
from newsroom.kit import languages


@dataclass(frozen=True)
class Mended:
    """A cell as the page shows it, and the page of the desk where it is mended or read."""

    cell: Cell
    statement: Statement

    @property
    def state(self):
        return self.cell.state

    @property
    def authors(self):
        """For how many authors, where the statement has forms for that."""
        is_any = self.cell.variant == Wording.Variant.ANY
        return "" if is_any else Wording.Variant(self.cell.variant).label

    @property
    def words(self):
        if self.state == State.FALLBACK:
            return _("in %s") % languages.name(self.cell.wording.language)
        return State(self.state).label

    @property
    def url(self):
        return page_of(self.statement, self.cell)

    @property
    def deed(self):
        """What the link does; nothing where there is nothing to do."""
        if self.cell.draft and self.state != State.APPROVED:
            return _("Approve the draft")
        return _("Write it") if self.state in (State.MISSING, State.OPTIONAL) else ""


def page_of(statement, cell):
    """Where a cell is mended: at its draft, or where one is written. Else what is printed."""
    wording = cell.wording if cell.state == State.APPROVED else cell.draft or cell.wording
    if cell.draft is None and cell.state in (State.MISSING, State.OPTIONAL):
        query = {"statement": statement.pk, "language": cell.language, "variant": cell.variant}
        return reverse("admin:funding_wording_add", query=query)
    return wording and reverse("admin:funding_wording_change", args=[wording.pk])


@dataclass(frozen=True)
class Shown:
    """A sheet as the page shows it."""

    sheet: Sheet

    @property
    def grant(self):
        return self.sheet.grant

    @property
    def languages(self):
        return [(code, languages.name(code)) for code in self.sheet.languages]

    @property
    def lines(self):
        """Each statement with, for each language, its code, its name and the cells."""
        for line in self.sheet.lines:
            cells = [[Mended(cell, line.statement) for cell in cells] for cells in line.cells]
            yield line.statement, zip(self.languages, cells, strict=True)


add_page(
    Page(
        Room.FUNDING,
        gettext_lazy("Wordings: what is missing"),
        "admin:funding_statement_completeness",
        "funding.change_wording",
    )
)


class CompletenessMixin:
    """For the page of statements."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.completeness_view))
        return [
            path("completeness/", view, name="funding_statement_completeness"),
            *super().get_urls(),
        ]

    def completeness_view(self, request):
        if not request.user.has_perm("funding.change_wording"):
            raise PermissionDenied
        asked = request.GET.get("grant", "")
        if asked and not is_key(asked):
            raise Http404
        grants = Grant.objects.prefetch_related("parties")
        found = sheets(grants.filter(pk=asked) if asked else grants)
        if asked:
            found = [sheet for sheet in found if sheet.grant]
        shown = [one for one in found if one.lines or one.is_silent]
        shown.sort(key=lambda one: not one.lacks_something)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Wordings: what is there and what is missing"),
            "opts": self.opts,
            "sheets": [Shown(sheet) for sheet in shown],
            "missing": sum(len(sheet.missing) + sheet.is_silent for sheet in found),
            "is_narrowed": bool(asked),
        }
        return TemplateResponse(request, "admin/funding/statement/completeness.html", context)
