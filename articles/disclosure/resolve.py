"""Which disclosures a piece must print, and why: read only, nothing is written here."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import gettext as _

from articles.disclosure.choosing import (
    choose_wording,
    in_another_language,
    is_fallback,
    no_wording,
    redacted,
)
from articles.disclosure.near import NearMiss, near_misses
from articles.disclosure.print_order import by_parties, in_print_order
from articles.disclosure.rules import Rules, Withheld, comes_with, strongest, verdicts
from articles.models.article import Article
from articles.models.choices import UNNAMED, UNSPOKEN, Funding, Hides
from articles.models.filed import Filed
from articles.models.notice_groups import read_alike
from articles.models.problem import Problem
from funding.models import Grant, Statement, Wording
from newsroom.kit import clock


@dataclass(frozen=True)
class Disclosure:
    """A wording that is to be printed, with the grant and the coverage it is printed for.

    `is_printed` is false for a text that repeats another one of the piece.
    """

    wording: Wording
    grant: Grant | None
    basis: str
    is_printed: bool = True

    @property
    def statement(self) -> Statement:
        return self.wording.statement


@dataclass(frozen=True)
class CoveredGrant:
    """A grant that paid for the piece, and what may not be shown of it."""

    grant: Grant
    basis: str
    withheld: tuple[Withheld, ...] = ()

    @property
    def hidden(self) -> set[str]:
        return {withheld.hides for withheld in self.withheld}

    @property
    def is_named(self) -> bool:
        return not self.hidden & UNNAMED

    @property
    def shows_amount(self) -> bool:
        return self.grant.amount_public and Hides.AMOUNT not in self.hidden

    @property
    def shows_logo(self) -> bool:
        return self.is_named and Hides.LOGO not in self.hidden

    @property
    def is_spoken_of(self) -> bool:
        """Whether its own statements are printed, and not its neutral ones."""
        return not self.hidden & UNSPOKEN


@dataclass
class Resolution:
    """What a piece has to say about its funding, or what keeps it from saying it.

    `silenced` are statements that cover the piece by themselves and are not made,
    because of what is hidden of their grants now. `near` is what leaves the piece
    out by its dates alone.
    """

    grants: list[CoveredGrant] = field(default_factory=list)
    disclosures: list[Disclosure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    silenced: list[Statement] = field(default_factory=list)
    near: list[NearMiss] = field(default_factory=list)


def resolve(article: Article, at: datetime | None = None) -> Resolution:
    """Decide the grants and disclosures of a working copy; see `resolve_filed`."""
    return resolve_filed(article.filed(), at)


def resolve_filed(
    filed: Filed, at: datetime | None = None, rules: Rules | None = None
) -> Resolution:
    """Decide the grants and disclosures of a piece, in print order, each text printed once.

    `at` is the moment of printing (now, unless told otherwise): it decides
    about embargoes. Which grants cover the piece is decided by the date of
    its first publication, which is `at` where there was none. `rules` are those
    that were read for many pieces at once; without them, they are read here.
    """
    at = at or clock.now()
    rules = rules or Rules.about(filed)
    weighed = verdicts(rules.rows_for(filed, at))
    covering = strongest(weighed)
    grants = [
        CoveredGrant(grant, row.basis, rules.withheld(grant, filed, at))
        for grant, row in covering.items()
    ]
    grants.sort(key=lambda covered: by_parties(covered.grant, is_named=covered.is_named))
    statements = {
        row.statement: row.basis
        for verdict in weighed.values()
        if (row := verdict.holding) and row.statement
    }
    silenced = [
        statement
        for statement in statements
        if not _may_be_made(statement, _hidden_of(statement.grant, rules, filed, at))
    ]
    for statement in silenced:
        del statements[statement]
    near = list(near_misses(filed, at, rules))
    resolution = Resolution(grants=grants, silenced=silenced, near=near)
    resolution.problems += _contradictions(filed, grants, statements)
    made = _statements(filed, rules, grants, statements)
    made = [
        (statement, grant, basis)
        for statement, grant, basis in made
        if comes_with(statement, grant, covering, weighed)
    ]
    found, missing = _worded(filed, made, rules)
    found = in_print_order(found, [covered.grant for covered in grants])
    resolution.disclosures = _printed_once(found)
    resolution.problems += missing
    if not any(problem.blocks for problem in missing):
        resolution.problems += _silence(filed, resolution)
    return resolution


def _hidden_of(grant, rules, filed, at):
    return {one.hides for one in rules.withheld(grant, filed, at)} if grant else set()


def _contradictions(filed, grants, statements):
    named = {statement.grant: basis for statement, basis in statements.items() if statement.grant}
    named |= {covered.grant: covered.basis for covered in grants}
    if filed.funding == Funding.UNDECLARED:
        yield Problem("funding-undeclared", _("Say whether the piece is funded."), "funding")
    elif filed.funding == Funding.NONE and named:
        names = ", ".join(f"“{grant}” ({basis})" for grant, basis in named.items())
        yield Problem(
            "funding-contradicted",
            _("The piece is declared to have no external funding, yet it is covered by %s.")
            % names,
            "funding",
            names=tuple(named),
        )
    elif filed.funding == Funding.FUNDED and not grants:
        yield Problem(
            "funding-unnamed",
            _("The piece is declared funded: name the grant that paid for it."),
            "funding",
        )
    for grant in named:
        if grant.status == Grant.Status.PROPOSED:
            yield Problem(
                "grant-proposed",
                _("The grant “%s” is only proposed: a funding manager has to confirm it.") % grant,
                "funding",
                subject=grant,
            )


def _statements(filed, rules, grants, covered_statements):
    """Yield every statement to be made, with the grant and the basis it is made for."""
    for covered in grants:
        for statement in rules.statements(covered.grant):
            if _may_be_made(statement, covered.hidden):
                yield statement, covered.grant, covered.basis
    for statement, basis in covered_statements.items():
        yield statement, statement.grant, basis
    if filed.funding == Funding.NONE:
        for statement in rules.for_no_funding():
            yield statement, None, "declared: none"


def _may_be_made(statement, hidden):
    """Whether what is hidden of its grant lets a statement be made.

    One that names the grant is made while that may be spoken of, a neutral one while it may not.
    """
    named = statement.occasion == Statement.Occasion.NAMED
    return named == (not hidden & UNSPOKEN)


def _worded(filed, statements, rules):
    """Choose the wording of each statement; report the mandatory ones that have none."""
    found, problems, made = [], [], set()
    several = filed.speakers > 1
    for statement, grant, basis in statements:
        if (statement.pk, grant and grant.pk) in made:
            continue
        made.add((statement.pk, grant and grant.pk))
        if statement.kind == Statement.Kind.NO_FUNDING and filed.funding != Funding.NONE:
            continue
        wording = choose_wording(
            rules.wordings(statement),
            filed.language,
            several=several,
            fallback=statement.fallback_language,
        )
        if wording:
            wording.statement = statement
            found.append(Disclosure(wording, grant, basis))
            if is_fallback(wording, filed.language):
                problems.append(in_another_language(wording, filed.language))
            if rules.is_sealed(wording):
                problems.append(redacted(wording))
        else:
            problems.append(no_wording(statement, filed.language))
    return found, problems


def _silence(filed, resolution):
    """Yield a problem for everything that ought to be said and has no statement at all."""
    said = {disclosure.grant for disclosure in resolution.disclosures}
    for covered in resolution.grants:
        if covered.grant in said or Hides.ALL in covered.hidden:
            continue
        if not covered.is_spoken_of:
            yield Problem(
                "grant-unspoken",
                _(
                    "The grant “%s” may not be spoken of, and has no neutral statement to be "
                    "printed instead."
                )
                % covered.grant,
                "funding",
                subject=covered.grant,
            )
        else:
            yield Problem(
                "grant-silent",
                _("The grant “%s” has no statement, so nothing would be printed about it.")
                % covered.grant,
                "funding",
                subject=covered.grant,
            )
    kinds = {disclosure.statement.kind for disclosure in resolution.disclosures}
    if filed.funding == Funding.NONE and Statement.Kind.NO_FUNDING not in kinds:
        yield Problem(
            "no-funding-silent",
            _("No statement says that a piece has no external funding; make one for the site."),
            "funding",
        )


def _printed_once(disclosures):
    """Mark every text that repeats another.

    Of equal texts the first is printed, or the first that has to stand over the piece as well.
    """
    printed: dict[str, Disclosure] = {}
    for disclosure in disclosures:
        text = read_alike(disclosure.wording.text)
        first = printed.setdefault(text, disclosure)
        if _is_on_top(disclosure) and not _is_on_top(first):
            printed[text] = disclosure
    kept = {id(disclosure) for disclosure in printed.values()}
    return [replace(disclosure, is_printed=id(disclosure) in kept) for disclosure in disclosures]


def _is_on_top(disclosure):
    return disclosure.statement.placement == Statement.Placement.TOP
