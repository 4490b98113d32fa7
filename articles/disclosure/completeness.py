"""Which wordings the grants have and lack: by statement, language and number of authors."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.disclosure.choosing import choose_wording, is_fallback
from articles.disclosure.needed import Needed, in_order
from articles.disclosure.rules import paying_keys
from articles.models import Waiver
from articles.models.choices import UNSPOKEN, Hides
from funding.models import Grant, Statement, Wording
from newsroom.kit import clock

Variant = Wording.Variant


class State(models.TextChoices):
    """What would be printed in a language."""

    APPROVED = "approved", _("approved")
    FALLBACK = "fallback", _("in another language, as the funder accepts")
    OPTIONAL = "optional", _("none, and not mandatory")
    MISSING = "missing", _("missing")
    IDLE = "idle", _("not needed")


@dataclass(frozen=True)
class Cell:
    """A statement in one language, for a number of authors where it has forms for them.

    `wording` is what would be printed, None if there is nothing; `draft` the newest one that
    waits for approval in this language and form.
    """

    language: str
    variant: str
    state: State
    wording: Wording | None
    draft: Wording | None

    @property
    def is_missing(self) -> bool:
        return self.state == State.MISSING


@dataclass(frozen=True)
class Line:
    """A statement, and its cells in the order of the sheet's languages: a list for each."""

    statement: Statement
    cells: list[list[Cell]]


@dataclass(frozen=True)
class Sheet:
    """All that is said about one grant, or about the site where `grant` is None.

    `is_silent` tells that pieces are covered and no statement says anything now.
    """

    grant: Grant | None
    languages: list[str]
    lines: list[Line]
    is_silent: bool

    @property
    def missing(self) -> list[tuple[Statement, Cell]]:
        """The cells without which pieces cannot be published."""
        return [
            (line.statement, cell)
            for line in self.lines
            for cells in line.cells
            for cell in cells
            if cell.is_missing
        ]

    @property
    def lacks_something(self) -> bool:
        return self.is_silent or bool(self.missing)


def sheets(grants: Iterable[Grant] | None = None) -> list[Sheet]:
    """The sheets of some grants (all, unless told otherwise), then that of the site.

    A constant number of queries, however many grants and statements there are.
    """
    if grants is None:
        grants = Grant.objects.prefetch_related("parties")
    needed, unnamed = Needed.now(), _unnamed()
    statements = list(Statement.objects.select_related("grant", "funder"))
    wordings = _wordings()
    found = []
    for grant in grants:
        paying = paying_keys(grant)
        theirs = [s for s in statements if s.grant_id == grant.pk or s.funder_id in paying]
        found.append(_sheet(grant, theirs, wordings, needed, hidden=grant.pk in unnamed))
    of_the_site = [s for s in statements if not (s.grant_id or s.funder_id)]
    return [*found, _sheet(None, of_the_site, wordings, needed, hidden=False)]


def _sheet(grant, statements, wordings, needed, *, hidden):
    asked = {one: _asked(one, grant, needed, hidden) for one in statements}
    shown = set().union(*asked.values(), *(_languages(wordings[one.pk]) for one in statements))
    languages = in_order(shown)
    ordered = sorted(statements, key=lambda one: (one.rank, one.position, one.pk))
    lines = [
        Line(one, [_cells(one, wordings[one.pk], code, code in asked[one]) for code in languages])
        for one in ordered
    ]
    spoken = Statement.Occasion.NEUTRAL if hidden else Statement.Occasion.NAMED
    speaks = any(one.occasion == spoken for one in statements)
    is_silent = bool(needed.languages(None, grant)) and not speaks
    return Sheet(grant, languages, lines, is_silent)


def _asked(statement, grant, needed, hidden):
    """The languages in which a statement is needed: a neutral one only while its grant is hidden,
    the others always, since whatever hides a grant comes to an end.
    """
    if statement.occasion == Statement.Occasion.NEUTRAL and not hidden:
        return set()
    return needed.languages(statement, grant)


def _cells(statement, wordings, language, is_needed):
    has_forms = any(wording.variant != Variant.ANY for wording in wordings)
    return [
        _cell(statement, wordings, language, variant, is_needed)
        for variant in ((Variant.ONE, Variant.SEVERAL) if has_forms else (Variant.ANY,))
    ]


def _cell(statement, wordings, language, variant, is_needed):
    wording = choose_wording(
        [one for one in wordings if one.status == Wording.Status.APPROVED],
        language,
        several=variant == Variant.SEVERAL,
        fallback=statement.fallback_language,
    )
    drafts = [one for one in wordings if one.status == Wording.Status.DRAFT]
    fitting = [d for d in drafts if d.language == language and d.variant in (variant, Variant.ANY)]
    draft = max(fitting, key=lambda one: one.pk, default=None)
    state = _state(statement, wording, language, is_needed)
    return Cell(language, variant, state, wording, draft)


def _state(statement, wording, language, is_needed):
    if wording and not is_fallback(wording, language):
        return State.APPROVED
    if not is_needed:
        return State.IDLE
    if wording:
        return State.FALLBACK
    return State.MISSING if statement.mandatory else State.OPTIONAL


def _languages(wordings):
    return {wording.language for wording in wordings}


def _wordings():
    """The approved wordings and the drafts, by the key of their statement."""
    found = defaultdict(list)
    for wording in Wording.objects.exclude(status=Wording.Status.RETIRED):
        found[wording.statement_id].append(wording)
    return found


def _unnamed():
    """The keys of the grants that have to be spoken of in neutral words somewhere now."""
    embargoed = Grant.objects.filter(embargoed_until__gt=clock.now())
    waived = Waiver.objects.in_force().filter(hides__in=UNSPOKEN - {Hides.ALL})
    keys = embargoed.order_by().values_list("pk").union(waived.order_by().values_list("grant"))
    return {key for (key,) in keys}
