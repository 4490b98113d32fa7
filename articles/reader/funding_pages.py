"""Who pays for the publication: every public funder and grant, and the pieces they paid for."""

from django.db.models import Count, Prefetch, Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import PublishedVersion, VersionDisclosure, VersionGrant
from articles.reader.listings import listing
from funding.models import Funder, Grant, GrantParty, Statement, Wording


@require_safe
def funding(request):
    context = {"grants": _grants(), "funders": _funders()}
    return render(request, "funding/funding.html", context)


@require_safe
def grant(request, slug):
    grant = get_object_or_404(_grants(), slug=slug)
    pieces = listing(request, PublishedVersion.objects.live().funded_by(grant))
    context = {"grant": grant, "disclosures": _in_force(grant), "listing": pieces}
    return render(request, "funding/grant.html", context)


@require_safe
def funder(request, slug):
    funder = get_object_or_404(_funders(), slug=slug)
    parties = funder.parties.filter(grant__in=Grant.objects.public()).select_related("grant")
    paid = [party.grant_id for party in parties if party.role in GrantParty.PAYING]
    theirs = VersionGrant.objects.filter(grant__in=paid)
    versions = PublishedVersion.objects.live().filter(pk__in=theirs.values("version"))
    context = {"funder": funder, "parties": parties, "listing": listing(request, versions)}
    return render(request, "funding/funder.html", context)


def _grants():
    """The public grants with `public_parties` and `pieces`, how many live ones each paid for.

    An article has at most one live version, so live versions count as pieces.
    """
    live = Q(version_grants__version__in=PublishedVersion.objects.live())
    parties = GrantParty.objects.filter(funder__in=Funder.objects.public())
    return (
        Grant.objects.public()
        .annotate(pieces=Count("version_grants__version", filter=live, distinct=True))
        .prefetch_related(
            Prefetch("parties", parties.select_related("funder"), to_attr="public_parties")
        )
    )


def _funders():
    """The public funders, but not one that is known only for grants nobody may know of yet."""
    public = Q(grants__in=Grant.objects.public())
    return Funder.objects.public().filter(Q(grants=None) | public).distinct()


def _in_force(grant):
    """What pieces paid for by the grant say now, in every language, as it would be printed."""
    statements = grant.statements.filter(occasion=Statement.Occasion.NAMED)
    wordings = Wording.objects.approved().filter(statement__in=statements)
    wordings = wordings.select_related("statement")
    ordered = sorted(
        wordings, key=lambda w: (w.statement.rank, w.statement.position, w.language, w.variant)
    )
    return [
        VersionDisclosure(kind=w.statement.kind, language=w.language, text=w.text) for w in ordered
    ]
