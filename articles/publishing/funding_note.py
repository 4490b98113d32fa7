"""The dated note that tells readers of a disclosure that a piece does not print any more.

It is a correction of the kind *funding*, frozen with the version that drops the disclosure.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.models import Article, VersionParty, Waiver
from articles.models.choices import UNNAMED, UNSPOKEN
from articles.models.notice_groups import read_alike
from articles.models.notices import Correction
from articles.models.printed import Printed
from articles.publishing.freeze import frozen_correction
from funding.models import Grant
from newsroom.kit.moments import day_of


def unspoken_grants(before: Printed, after: Printed) -> set[int]:
    """The keys of grants that may not be spoken of now, whether they cover the piece or not.

    Those of a funder that was named and is not public any more are among them even where the
    grant is still spoken of: what was said of it may name a person who takes back a consent.
    `before` is stored.
    """
    withheld = {row.grant_id for row in after.withheld if row.hides in UNSPOKEN}
    spoken = _spoken_of(before)
    gone = spoken - _spoken_of(after)
    if not gone and _named(before) <= _named(after):
        return withheld
    here = Q(article=None) | Q(article=after.version.article_id)
    waived = Waiver.objects.in_force().filter(here, hides__in=UNSPOKEN).values("grant")
    of_private = VersionParty.objects.filter(version=before.version, funder__public=False)
    protected = Q(pk__in=waived) | Q(embargoed_until__gt=after.version.live_from)
    unspoken = Grant.objects.filter(
        (protected & Q(pk__in=gone)) | Q(pk__in=of_private.values("version_grant__grant")),
        pk__in=spoken,
    )
    return withheld | set(unspoken.values_list("pk", flat=True))


def may_be_noted(before: Printed, after: Printed, unspoken: Collection[int]) -> bool:
    """Whether readers may be told anything of what is told otherwise in `after`.

    That a sentence is gone, “nobody outside paid” above all, would tell that somebody is
    not named. `unspoken` are the `unspoken_grants`.
    """
    unnamed = any(row.hides in UNNAMED for row in after.withheld)
    return not unnamed and _spoken_of(before).isdisjoint(unspoken)


def default_note(before: Printed, after: Printed, unspoken: Collection[int]) -> str:
    """What readers are told where nobody wrote anything: the words that stood there.

    In the language of the piece, as far as the site speaks it. Empty where every statement of
    `before` is made in `after` as well, if in other words; where an embargo or a waiver is the
    cause; and where `after` has a note of its own.
    """
    if any(row.hides in UNNAMED for row in after.withheld) or _has_own_note(before, after):
        return ""
    hidden = {*unspoken, *(row.grant_id for row in before.withheld)}
    words = [f"“{row.text}”" for row in _gone(before, after) if row.grant_id not in hidden]
    if not words:
        return ""
    with override(after.version.language):
        return _("An earlier version of this page said: %s") % "\n".join(words)


def print_note(
    text: str, editions: Iterable[Sequence[Printed]], *, by: User | None, at: datetime
) -> None:
    """Write a note, dated by its moment, and put it above the others of unsaved versions."""
    wholes = [whole for edition in editions for whole in edition]
    note = funding_note(wholes[0].version.article, text, by=by, at=at)
    note.save()
    for whole in wholes:
        put_above(whole, note)


def funding_note(article: Article, text: str, *, by: User | None, at: datetime) -> Correction:
    """A note as a publication writes it, unsaved."""
    return Correction(
        article=article,
        kind=Correction.Kind.FUNDING,
        text=text,
        dated=day_of(at),
        created_by=by,
        by_move=True,
    )


def put_above(whole: Printed, note: Correction) -> None:
    """Print a note above the others of an unsaved version."""
    whole.corrections.insert(0, frozen_correction(note))
    for position, row in enumerate(whole.corrections):
        row.position = position


def _spoken_of(whole):
    grants = {row.grant_id for row in whole.grants}
    return grants | {row.grant_id for row in whole.disclosures if row.grant_id}


def _named(whole):
    return {party.funder_id for party in whole.parties if party.funder_id}


def _gone(before, after):
    """The printed disclosures of statements that are not made any more, in no words."""
    made = {(row.statement_id, row.grant_id) for row in after.disclosures}
    printed = {read_alike(row.text) for row in after.notices}
    return [
        row
        for row in before.notices
        if (row.statement_id, row.grant_id) not in made and read_alike(row.text) not in printed
    ]


def _has_own_note(before, after):
    known = {row.correction_id for row in before.corrections}
    new = [row.kind for row in after.corrections if row.correction_id not in known]
    return Correction.Kind.FUNDING in new
