"""Approving a wording: the only code that changes a wording's status."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from funding.changes import changing
from funding.models import Statement, Wording
from newsroom.audit import ledger
from newsroom.kit import clock
from newsroom.kit.locking import held
from newsroom.kit.text import name_key, refuse_unprintable
from newsroom.models import Masthead


class ApprovalRefused(Exception):
    """An approval was refused. The message is written for a funding manager to read."""


def approve(wording: Wording, *, by: User, note: str = "", now: datetime | None = None) -> Wording:
    """Make a draft the wording in force and retire the one before it.

    Returns the wording as stored. Raises ApprovalRefused, and changes
    nothing, if `by` may not approve, if it was deleted or is not a draft, if it says nothing
    that can be seen, if four-eyes is on and the text is `by`’s, or if the
    masthead asks for evidence and there is none.
    """
    _check_the_note(note)
    with changing(by=by, now=now):
        return _approve(_locked(wording), by, note, now or clock.now())


def _approve(wording, by, note, now):
    if not by.has_perm("funding.approve_wording"):
        raise ApprovalRefused(_("You may not approve wordings."))
    if wording.status != Wording.Status.DRAFT:
        raise ApprovalRefused(_("Only a draft can be approved; this wording is settled."))
    if not name_key(wording.text):
        raise ApprovalRefused(_("A wording that says nothing cannot be approved."))
    house = Masthead.current()
    if house.four_eyes and wording.worded_by_id == by.pk:
        raise ApprovalRefused(_("You wrote this wording: somebody else has to approve it."))
    if house.evidence_needed and not wording.evidence:
        raise ApprovalRefused(_("Put the evidence on file first: the agreement, or a letter."))
    _retire_predecessor(wording, by, now)
    wording.status, wording.approved_by, wording.approved_at = Wording.Status.APPROVED, by, now
    wording.note = note or wording.note
    wording.save(update_fields=["status", "approved_by", "approved_at", "note"])
    ledger.record(by, "approve", wording, moment=now, rows=[wording], note=wording.note)
    return wording


def approve_together(
    wordings: Iterable[Wording],
    *,
    by: User,
    note: str,
    evidence: File | None = None,
    now: datetime | None = None,
) -> list[Wording]:
    """Approve several drafts on the same evidence, each with an entry of its own; all or none.

    Raises ApprovalRefused, and changes nothing, if two of them would take the same place, or
    with a line for each draft that `approve` refuses.
    """
    with changing(by=by, now=now):
        return _approve_together(wordings, by, note, evidence, now)


def _approve_together(wordings, by, note, evidence, now):
    wordings = list(wordings)
    stored = hold(wordings)
    places = Counter((one.statement_id, one.language, one.variant) for one in wordings)
    if any(count > 1 for count in places.values()):
        raise ApprovalRefused(
            _("Two of these are for the same statement, language and authors: choose one of them.")
        )
    done, refusals = [], []
    for wording in wordings:
        try:
            if wording.pk not in stored or stored[wording.pk].text != wording.text:
                raise ApprovalRefused(_("Somebody changed the text, or deleted the draft."))
            with transaction.atomic():
                _give_evidence(stored[wording.pk], evidence)
                done.append(approve(wording, by=by, note=note, now=now))
        except ApprovalRefused as refusal:
            refusals.append(f"{wording}: {refusal}")
    if refusals:
        raise ApprovalRefused("\n".join(refusals))
    return done


def retire(wording: Wording, *, by: User, note: str, now: datetime | None = None) -> Wording:
    """Take an approved wording out of force without putting another in its place.

    Raises ApprovalRefused, and changes nothing, if `by` may not, if it is not
    in force, or if no note says why.
    """
    _check_the_note(note)
    with changing(by=by, now=now):
        wording = _locked(wording)
        now = now or clock.now()
        if not by.has_perm("funding.approve_wording"):
            raise ApprovalRefused(_("You may not retire wordings."))
        if wording.status != Wording.Status.APPROVED:
            raise ApprovalRefused(_("Only an approved wording can be retired."))
        if not note.strip():
            raise ApprovalRefused(_("Say why the wording is retired."))
        _retire(wording, by, now, note)
    return wording


def hold(wordings: Iterable[Wording]) -> dict[int, Wording]:
    """The wordings as stored, by key, with whatever they take the place of: locked until the
    transaction ends, before the first entry locks the ledger.

    A statement is locked before its wordings, as where they stand below it on its page.
    """
    keys = [wording.pk for wording in wordings]
    statements = list(held(Statement.objects.filter(wordings__in=keys)))
    return {row.pk: row for row in held(Wording.objects.filter(statement__in=statements))}


def _give_evidence(wording, evidence):
    if evidence and wording.status == Wording.Status.DRAFT:
        wording.evidence.save(evidence.name, evidence)


def _check_the_note(note):
    """The ledger keeps notes for ever."""
    try:
        refuse_unprintable(note)
    except ValidationError as problem:
        raise ApprovalRefused(" ".join([_("In the note:"), *problem.messages])) from problem


def _locked(wording):
    """The wording as stored, once whoever is at another of its statement has finished."""
    stored = hold([wording]).get(wording.pk)
    if stored is None:
        raise ApprovalRefused(_("Somebody deleted the wording."))
    return stored


def _retire_predecessor(wording, by, now):
    before = (
        Wording.objects.approved()
        .filter(statement=wording.statement, language=wording.language, variant=wording.variant)
        .first()
    )
    if before:
        _retire(before, by, now, _("Superseded by number %d.") % wording.number)


def _retire(wording, by, now, note):
    wording.status, wording.retired_at = Wording.Status.RETIRED, now
    wording.save(update_fields=["status", "retired_at"])
    ledger.record(by, "retire", wording, moment=now, rows=[wording], note=note)
