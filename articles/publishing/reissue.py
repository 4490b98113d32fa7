"""Re-issuing: the published words once more, with the disclosures that are prescribed now.

Made of what was published and not of the working copy, whose words nobody
may have approved yet.
"""

from django.utils.translation import gettext as _

from articles.models import Correction, VersionCorrection
from articles.models.filed import Filed
from articles.models.printed import printed
from articles.publishing.disclosures import resolve_filed
from articles.publishing.freeze import back_to_back, disclosed
from articles.publishing.problems import GateClosed, MoveRefused
from articles.publishing.sealed import sealed_wordings
from articles.publishing.timeline import copied, replace


def reissued(article, *, by, now, note):
    """Put new editions in the place of every live or scheduled one whose disclosures differ.

    `note` is public: with it, the change is one of substance, and dated.
    Returns (stored, ended). Raises MoveRefused if something that must be said
    cannot be, or if nothing differs.
    """
    editions = {}
    correction = None
    for edition, whole in _first_of_each_edition(article, now).items():
        resolution = resolve_filed(Filed.of_printed(whole), max(now, whole.version.live_from))
        found = [*resolution.problems, *sealed_wordings(resolution)]
        blockers = [problem for problem in found if problem.blocks]
        if blockers:
            raise GateClosed(blockers)
        new = _again(whole, resolution, by, now)
        if new.content() == whole.content():
            continue
        if note.strip():
            correction = correction or _noted(article, note, by)
            new.corrections.insert(0, _frozen(correction))
            new.version.printed_at = new.version.live_from
        editions[edition] = back_to_back(new, Filed.of_printed(new))
    if not editions:
        raise MoveRefused(_("The piece prints what is prescribed already."))
    return replace(article, now=now, editions=editions)


def _first_of_each_edition(article, now):
    """Of each edition that is live or to come, the version that begins it from now on."""
    firsts = {}
    for version in article.versions.unfinished(now):
        firsts.setdefault(version.edition, version.pk)
    wholes = printed(article.versions.filter(pk__in=firsts.values()).order_by("live_from"))
    return {whole.version.edition: whole for whole in wholes}


def _again(whole, resolution, by, now):
    """The same print from now on, or from its beginning, until its planned end or successor."""
    new = copied(whole)
    new.version.live_from = max(now, whole.version.live_from)
    new.version.expires_at = _end_of_edition(whole.version)
    new.version.frozen_at, new.version.frozen_by, new.version.live_until = now, by, None
    return disclosed(new, resolution)


def _end_of_edition(version):
    """Where the last version of the edition ends."""
    edition = version.article.versions.filter(edition=version.edition, live_until=None)
    return edition.order_by("-live_from").first().expires_at


def _noted(article, note, by):
    return Correction.objects.create(
        article=article, kind=Correction.Kind.FUNDING, text=note, created_by=by
    )


def _frozen(correction):
    return VersionCorrection(
        correction=correction,
        kind=correction.kind,
        text=correction.text,
        dated=correction.dated,
    )
