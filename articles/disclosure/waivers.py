"""Waivers: an agreed exception is decided, kept on, and lifted; never changed or deleted."""

from datetime import date

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Waiver
from funding.changes import changing
from newsroom.audit import ledger, vouched
from newsroom.kit import clock
from newsroom.kit.locking import held
from newsroom.kit.moments import day_of
from newsroom.kit.text import refuse_unprintable
from newsroom.models import Masthead


class WaiverRefused(Exception):
    """Nothing was decided. The message is written for a funding manager to read."""


NO_EVIDENCE = gettext_lazy("Put the evidence on file: what the funder agreed to.")


def evidence_is_needed() -> bool:
    """Whether the masthead asks for a file with every waiver."""
    return Masthead.current().evidence_needed


def waive(waiver: Waiver, *, by: User) -> Waiver:
    """Put an unsaved, valid waiver into force, and record it.

    The ledger keeps what is hidden and until when that is reviewed; the
    reason stays with the waiver, which fewer people read. Raises
    WaiverRefused for whoever may not decide about waivers, and without
    evidence where the masthead asks for it.
    """
    if not by.has_perm("articles.add_waiver"):
        raise WaiverRefused(_("You may not decide about waivers."))
    if evidence_is_needed() and not waiver.evidence:
        raise WaiverRefused(NO_EVIDENCE)
    waiver.decided_by = by
    with changing(by=by):
        waiver.save(force_insert=True)
        ledger.record(
            by,
            "waive",
            waiver,
            rows=vouched.edited([waiver]),
            grant=waiver.grant_id,
            article=waiver.article_id,
            kind=waiver.kind,
            hides=waiver.hides,
            approved_by=waiver.approved_by,
            review_on=waiver.review_on,
        )
    return waiver


def keep_on(waiver: Waiver, *, by: User, note: str, review_on: date) -> Waiver:
    """Record that a waiver was reviewed and still holds, and when it is to be reviewed again.

    Raises WaiverRefused without the permission, without a note, for a date
    that is not in the future, and for a waiver that was lifted.
    """
    with changing(by=by):
        waiver = _in_force(waiver, by, note)
        if review_on <= day_of():
            raise WaiverRefused(_("The next review lies in the future."))
        before, waiver.review_on = waiver.review_on, review_on
        waiver.save(update_fields=["review_on"])
        ledger.record(
            by,
            "keep a waiver on",
            waiver,
            rows=vouched.edited([waiver]),
            note=note,
            before=before,
            review_on=review_on,
        )
    return waiver


def lift(waiver: Waiver, *, by: User, note: str) -> Waiver:
    """End a waiver. What is live stays as it is printed until somebody re-issues it.

    Raises WaiverRefused without the permission, without a note, and for a
    waiver that was lifted already.
    """
    with changing(by=by):
        waiver = _in_force(waiver, by, note)
        waiver.lifted_at, waiver.lifted_by = clock.now(), by
        waiver.save(update_fields=["lifted_at", "lifted_by"])
        rows = vouched.edited([waiver])
        ledger.record(by, "lift a waiver", waiver, moment=waiver.lifted_at, rows=rows, note=note)
    return waiver


def _in_force(waiver, by, note):
    """The waiver as it is stored, locked: whoever else decides about it has finished, or waits."""
    if not by.has_perm("articles.change_waiver"):
        raise WaiverRefused(_("You may not decide about waivers."))
    if not note.strip():
        raise WaiverRefused(_("Say why, in a note."))
    try:
        refuse_unprintable(note)
    except ValidationError as problem:
        raise WaiverRefused(" ".join(problem.messages)) from problem
    waiver = held(Waiver.objects.all()).get(pk=waiver.pk)
    if waiver.lifted_at:
        raise WaiverRefused(_("The waiver was lifted already."))
    return waiver
