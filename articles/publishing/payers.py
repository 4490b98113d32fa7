"""What the gate asks about those who pay for a piece, beside what the piece has to say of them."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.disclosure.near import window
from articles.disclosure.resolve import Resolution
from articles.models import Article, VersionGrant, VersionWithheld
from articles.models.problem import Problem
from newsroom.kit.moments import day_of
from newsroom.kit.names.finding import find_names


def funders_are_known(resolution: Resolution) -> Iterator[Problem]:
    """What would be printed about a grant without its kind, or about a payer without theirs."""
    named = [covered.grant for covered in resolution.grants if covered.is_named]
    for grant in named:
        if not grant.kind:
            words = _(
                "Nobody has said whether the grant “%s” is money for a project, core support or "
                "in kind, so nothing is printed about that. A funding manager can say so."
            )
            yield Problem(
                "grant-kind-unknown", words % grant, "funding", blocks=False, names=(grant,)
            )
    public = [p.funder for grant in named for p in grant.parties.all() if p.funder.public]
    for funder in dict.fromkeys(public):
        if not funder.kind:
            words = _(
                "Nobody has said what kind of funder “%s” is, so nothing is printed about that. "
                "A funding manager can say so; a person is named only with their consent on file."
            )
            yield Problem(
                "funder-kind-unknown", words % funder, "funding", blocks=False, names=(funder,)
            )


def grants_take_the_piece(
    article: Article, resolution: Resolution, at: datetime | None
) -> Iterator[Problem]:
    """Remark on grants that come to a piece on a day for which they were not given.

    What is printed on the live version already was remarked on when it came.
    """
    day = day_of(article.first_published_at or at)
    grants = [covered.grant for covered in resolution.grants]
    odd = [grant for grant in grants if not grant.takes(day) or grant.is_over(day)]
    known = _grants_of_the_live_version(article, at) if odd else set()
    for grant in odd:
        if grant.pk in known:
            continue
        if not grant.takes(day):
            words = _(
                "The grant “%(grant)s” is for pieces first published %(window)s; this one would be "
                "on %(day)s."
            )
            facts = {"window": window(grant.pieces_from, grant.pieces_until)}
            facts |= {"grant": grant.title, "day": date_format(day)}
            yield Problem("grant-window", words % facts, "funding", blocks=False, names=(grant,))
        if grant.is_over(day):
            words = _("The grant “%(grant)s” is %(status)s: ask whether it pays for this piece.")
            facts = {"grant": grant.title, "status": grant.get_status_display()}
            yield Problem("grant-over", words % facts, "funding", blocks=False, names=(grant,))


def _grants_of_the_live_version(article, at):
    live = article.versions.live(at)
    named = VersionGrant.objects.filter(version__in=live).values_list("grant", flat=True)
    withheld = VersionWithheld.objects.filter(version__in=live).values_list("grant", flat=True)
    return {*named, *withheld}


def private_donors_are_not_named(article: Article, resolution: Resolution) -> Iterator[Problem]:
    """What would be printed beside the piece, in whose words ever, and names a private donor."""
    donors = {
        party.funder
        for covered in resolution.grants
        for party in covered.grant.parties.all()
        if party.funder.is_private
    }
    names = [(name, donor) for donor in donors for name in donor.names()]
    texts = [one.wording.text for one in resolution.disclosures if one.is_printed]
    texts += [covered.grant.title for covered in resolution.grants if covered.is_named]
    for text in texts if names else ():
        for donor in find_names(names, text, article.language):
            words = _(
                "%(donor)s has not consented to be named, and this would: “%(text)s”. A funding "
                "manager puts the consent on file, or changes the words."
            )
            facts = {"donor": donor, "text": text}
            yield Problem("donor-named", words % facts, "funding", names=(donor,))
