"""Re-issuing: the published words once more, with the disclosures that are prescribed now.

Made of what was published and not of the working copy, whose words nobody
may have approved yet.
"""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.disclosure.resolve import resolve_filed
from articles.models import Article
from articles.models.choices import Stage
from articles.models.printed import Printed, read_printed
from articles.publishing.disclosing import disclosed
from articles.publishing.funding_change import compare
from articles.publishing.move import Asked, Deed, Move
from articles.publishing.moves import PUBLISHED, WHY, tell_of_funding
from articles.publishing.refusals import GateClosed, NothingToChange
from articles.publishing.timeline import (
    Change,
    back_to_back,
    copied,
    end_of_edition,
    replace_editions,
)


def _reissue(article: Article, deed: Deed) -> Change:
    """Put new editions in the place of every live or scheduled one whose disclosures differ.

    With a public note the change is one of substance, and dated; where a disclosure is
    dropped it always is. Raises GateClosed if something that must be said cannot be, and
    NothingToChange if nothing differs.
    """
    again, differing, funding_change = {}, set(), None
    for edition, whole in first_of_each_edition(article, deed.now).items():
        again[edition] = with_what_is_prescribed(once_again(whole, deed))
        new = again[edition][0]
        if new.content_digest() != whole.content_digest():
            differing.add(edition)
            funding_change = funding_change or _change(whole, new, deed)
    if not differing:
        raise NothingToChange(_("The piece prints what is prescribed already."))
    facts = tell_of_funding(funding_change, again.values(), deed, at=deed.now)
    if "public_note" in facts:
        # It stays on the page when what is scheduled takes over.
        differing = set(again)
        for first, *_later in again.values():
            first.version.printed_at = first.version.live_from
    editions = {edition: again[edition] for edition in again if edition in differing}
    change = replace_editions(article, now=deed.now, editions=editions)
    return replace(change, facts=facts)


# Disclosures are the funding manager’s, whoever wrote the piece.
REISSUE = Move(
    label=gettext_lazy("Re-issue with the disclosures prescribed now"),
    sources=tuple(Stage),
    target=None,
    permission="articles.reissue_article",
    effect=_reissue,
    asks={"note": WHY, "public_note": Asked(gettext_lazy("What readers are told"))},
    needs=PUBLISHED,
    of_anybody=True,
    by_hand=False,
)


def first_of_each_edition(article: Article, now: datetime) -> dict[int, Printed]:
    """Of each edition that is live or to come, the version that begins it from now on."""
    firsts: dict[int, int] = {}
    for version in article.versions.unfinished(now):
        firsts.setdefault(version.edition, version.pk)
    wholes = read_printed(article.versions.filter(pk__in=firsts.values()).order_by("live_from"))
    return {whole.version.edition: whole for whole in wholes}


def once_again(whole: Printed, deed: Deed) -> Printed:
    """The same print from now on, or from its beginning, until its planned end or successor; it is
    not stored.
    """
    new = copied(whole)
    new.version.live_from = max(deed.now, whole.version.live_from)
    new.version.expires_at = end_of_edition(whole.version)
    new.version.frozen_at, new.version.frozen_by = deed.now, deed.by
    return new


def with_what_is_prescribed(whole: Printed) -> list[Printed]:
    """The edition that a `Printed` begins, not stored, with the disclosures that it has to make.
    Raises GateClosed if something that must be said cannot be.
    """
    resolution = resolve_filed(whole.filed(), whole.version.live_from)
    if blockers := [problem for problem in resolution.problems if problem.blocks]:
        raise GateClosed(blockers)
    return back_to_back(disclosed(whole, resolution), resolution)


def _change(whole, new, deed):
    """What is told otherwise. Of what nobody has read yet there is nothing to tell by itself."""
    change = compare(whole, new)
    return change if whole.version.live_from <= deed.now else replace(change, note="")
