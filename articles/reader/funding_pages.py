"""Who pays for the publication: the register, and a page for each grant and funder."""

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe

from articles.disclosure.naming import public_funders, public_grants
from articles.models import PublishedVersion, VersionDisclosure, VersionGrant
from articles.reader.breadcrumbs import of_register
from articles.reader.listings import listing
from articles.reader.missing import leading_on
from articles.reader.register import exports, threesixty
from articles.reader.register.chart import charts, left_out
from articles.reader.register.grant_entries import counted, entries
from articles.reader.scopes import row_or_404
from funding.models import GrantParty, Statement, Wording
from newsroom.headers import open_to_everybody
from newsroom.kit.moments import day_of
from newsroom.models import Masthead

# Asks for the grants of which no year is known.
NO_YEAR = "unknown"


@require_safe
def register(request):
    """All grants by year, the latest first; `?year=` leaves one year, or those without any."""
    everything = _everything()
    context = {
        "crumbs": of_register(),
        "entries": _of_year(request, everything),
        "year": request.GET.get("year"),
        "years": list(dict.fromkeys(entry.year for entry in everything)),
        "no_year": NO_YEAR,
        "charts": charts(everything),
        "left_out": left_out(everything),
        "funders": public_funders(),
        "as_of": day_of(),
        "incomplete": sum(not threesixty.is_complete(entry) for entry in everything),
    }
    return render(request, "funding/funding.html", context)


@open_to_everybody
@require_safe
def register_csv(request):
    with override(Masthead.current().language):
        content = exports.as_csv(_everything(), settings.SITE_URL)
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="funding-register.csv"'},
    )


@open_to_everybody
@require_safe
def register_json(request):
    return _json(exports.as_json)


@open_to_everybody
@require_safe
def threesixty_json(request):
    return _json(threesixty.package)


@require_safe
def grant(request, slug):
    """A grant that may be named, whether it paid for a piece or not. An old address leads on."""
    grant = row_or_404(counted(public_grants()), slug)
    if moved := leading_on(request, slug=grant.slug):
        return moved
    (entry,) = entries([grant])
    pieces = listing(request, PublishedVersion.objects.live().funded_by(grant))
    context = {
        "grant": entry,
        "disclosures": _in_force(grant),
        "listing": pieces,
        "crumbs": of_register(grant.title, grant.get_absolute_url()),
    }
    return render(request, "funding/grant.html", context)


@require_safe
def funder(request, slug):
    """A funder that may be named. An old address leads on."""
    funder = row_or_404(public_funders(), slug)
    if moved := leading_on(request, slug=funder.slug):
        return moved
    grants = public_grants().filter(pk__in=funder.parties.values("grant"))
    paying = funder.parties.filter(role__in=GrantParty.PAYING)
    paid = VersionGrant.objects.filter(grant__in=grants.filter(pk__in=paying.values("grant")))
    versions = PublishedVersion.objects.live().filter(pk__in=paid.values("version"))
    context = {
        "funder": funder,
        "crumbs": of_register(funder.name, funder.get_absolute_url()),
        "entries": _by_year(entries(counted(grants))),
        "listing": listing(request, versions),
    }
    return render(request, "funding/funder.html", context)


def _everything():
    return _by_year(entries(counted(public_grants())))


def _by_year(found):
    """The latest year first, those of no known year last; by title within a year."""
    return sorted(found, key=lambda entry: (-(entry.year or 0), entry.title.casefold()))


def _of_year(request, found):
    """Those of the year asked for, or all. Raises Http404 for a year of no grant."""
    asked = request.GET.get("year")
    if asked is None:
        return found
    shown = [entry for entry in found if str(entry.year or NO_YEAR) == asked]
    if not shown:
        raise Http404
    return shown


def _json(shape):
    today = day_of()
    content = shape(_everything(), Masthead.current(), settings.SITE_URL, today)
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _in_force(grant):
    """What pieces paid for by the grant say now, in every language, as it would be printed.

    Where the amount may not be told, those are the neutral statements.
    """
    waived = grant.amount_public and not grant.shows_amount
    occasion = Statement.Occasion.NEUTRAL if waived else Statement.Occasion.NAMED
    payers = grant.parties.filter(role__in=GrantParty.PAYING, funder__public=True)
    statements = Statement.objects.filter(
        Q(grant=grant) | Q(funder__in=payers.values("funder")), occasion=occasion
    )
    wordings = Wording.objects.approved().filter(statement__in=statements)
    wordings = wordings.select_related("statement")
    ordered = sorted(
        wordings, key=lambda w: (w.statement.rank, w.statement.position, w.language, w.variant)
    )
    return [
        VersionDisclosure(kind=w.statement.kind, language=w.language, text=w.text) for w in ordered
    ]
