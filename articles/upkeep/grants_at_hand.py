"""What each grant that is not closed lacks, and what is due for it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.disclosure.completeness import sheets
from articles.models import Coverage
from funding.deadlines import Calendar, Deadline, by_urgency, of_grants
from funding.models import Funder, FunderLogo, Grant, GrantParty, ReportDate
from newsroom.kit.moments import day_of

# Those who pay and have none.
WITHOUT_A_LOGO = {Funder.Kind.PERSON, Funder.Kind.READERS, Funder.Kind.OWN}


class Lacking(models.TextChoices):
    """In the order in which a grant is set up."""

    CONFIRMATION = "confirmation", _("it is only proposed: complete and confirm it")
    PARTY = "party", _("nobody is named who pays")
    STATEMENT = "statement", _("nothing is said about it")
    WORDING = "wording", _("wordings are missing")
    COVERAGE = "coverage", _("no piece is covered")
    LOGO = "logo", _("no logo that may be shown now")
    AGREEMENT = "agreement", _("the agreement is not on file")
    REPORT_DATE = "report-date", _("no day on which a report is due")


@dataclass(frozen=True)
class Lack:
    """Something that a grant lacks. `of` is the row it is about, where that is not the grant;
    `count` how many there are.
    """

    what: Lacking
    of: models.Model | None = None
    count: int = 1


@dataclass(frozen=True)
class GrantAtHand:
    """A grant with what it lacks, and its deadlines, the next one first: also far ones."""

    grant: Grant
    lacks: list[Lack]
    deadlines: list[Deadline]


def grants_at_hand() -> list[GrantAtHand]:
    """The grants that are not reported and closed: what is due next comes first, then what lacks
    something. A constant number of queries.
    """
    covered = Coverage.objects.filter(
        Q(grant=OuterRef("pk")) | Q(statement__grant=OuterRef("pk")), mode=Coverage.Mode.INCLUDE
    )
    grants = list(
        Grant.objects.exclude(status=Grant.Status.CLOSED)
        .annotate(
            is_covering=Exists(covered),
            owes_reports=Exists(ReportDate.objects.filter(grant=OuterRef("pk"))),
        )
        .prefetch_related("parties__funder__logos")
    )
    due = _due()
    found = [
        GrantAtHand(sheet.grant, list(_lacks(sheet)), due[sheet.grant.pk])
        for sheet in sheets(grants)
        if sheet.grant
    ]
    return sorted(found, key=_by_urgency)


def _by_urgency(one):
    due = one.deadlines[0].due if one.deadlines else date.max
    return due, -len(one.lacks), one.grant.title, one.grant.pk


def _lacks(sheet):
    grant = sheet.grant
    paying = [one.funder for one in grant.parties.all() if one.role in GrantParty.PAYING]
    if grant.status == Grant.Status.PROPOSED:
        yield Lack(Lacking.CONFIRMATION)
    if not paying:
        yield Lack(Lacking.PARTY)
    if sheet.is_silent or not sheet.lines:
        yield Lack(Lacking.STATEMENT)
    if sheet.missing:
        yield Lack(Lacking.WORDING, count=len(sheet.missing))
    if not grant.is_covering:
        yield Lack(Lacking.COVERAGE)
    for funder in dict.fromkeys(paying):
        if _wants_a_logo(funder) and not _has_a_logo(funder):
            yield Lack(Lacking.LOGO, funder)
    if not grant.agreement:
        yield Lack(Lacking.AGREEMENT)
    if not grant.owes_reports:
        yield Lack(Lacking.REPORT_DATE)


def _wants_a_logo(funder):
    return funder.public and funder.kind not in WITHOUT_A_LOGO


def _has_a_logo(funder):
    today = day_of()
    light = FunderLogo.Background.LIGHT
    return any(logo.background == light and logo.is_permitted(today) for logo in funder.logos.all())


def _due():
    """The deadlines of grants, however far, by the key of the grant."""
    found: defaultdict[int, list[Deadline]] = defaultdict(list)
    for deadline in by_urgency(of_grants(Calendar(day_of()), far=True)):
        found[deadline.subject.pk].append(deadline)
    return found
