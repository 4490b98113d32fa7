"""Re-issuing: the published words once more, with the disclosures that are prescribed now.

Made of what was published and not of the working copy, whose words nobody
may have approved yet.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.disclosure.resolve import resolve_filed
from articles.models import Article, Correction
from articles.models.choices import Stage
from articles.models.printed import read_printed
from articles.publishing.freeze import disclosed, frozen_correction
from articles.publishing.move import Asked, Deed, Move
from articles.publishing.moves import PUBLISHED, WHY
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

    With a public note the change is one of substance, and dated. Raises
    GateClosed if something that must be said cannot be, and NothingToChange if
    nothing differs.
    """
    editions = {}
    correction = None
    for edition, whole in _first_of_each_edition(article, deed.now).items():
        resolution = resolve_filed(whole.filed(), max(deed.now, whole.version.live_from))
        blockers = [problem for problem in resolution.problems if problem.blocks]
        if blockers:
            raise GateClosed(blockers)
        new = _again(whole, resolution, deed)
        if new.content_digest() == whole.content_digest():
            continue
        if deed.public_note.strip():
            correction = correction or _noted(article, deed)
            new.corrections.insert(0, frozen_correction(correction))
            new.version.printed_at = new.version.live_from
        editions[edition] = back_to_back(new, resolution)
    if not editions:
        raise NothingToChange(_("The piece prints what is prescribed already."))
    return replace_editions(article, now=deed.now, editions=editions)


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


def _first_of_each_edition(article, now):
    """Of each edition that is live or to come, the version that begins it from now on."""
    firsts: dict[int, int] = {}
    for version in article.versions.unfinished(now):
        firsts.setdefault(version.edition, version.pk)
    wholes = read_printed(article.versions.filter(pk__in=firsts.values()).order_by("live_from"))
    return {whole.version.edition: whole for whole in wholes}


def _again(whole, resolution, deed):
    """The same print from now on, or from its beginning, until its planned end or successor."""
    new = copied(whole)
    new.version.live_from = max(deed.now, whole.version.live_from)
    new.version.expires_at = end_of_edition(whole.version)
    new.version.frozen_at, new.version.frozen_by = deed.now, deed.by
    return disclosed(new, resolution)


def _noted(article, deed):
    return Correction.objects.create(
        article=article,
        kind=Correction.Kind.FUNDING,
        text=deed.public_note,
        dated=timezone.localdate(deed.now),
        created_by=deed.by,
    )
