"""The ledger: who did what to what, and when.

Each entry holds the digest of the one before it: an entry that is changed,
added or taken away afterwards no longer fits into the chain.
"""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from newsroom.audit import digest, vouched
from newsroom.audit.digest import canonical, sha256
from newsroom.audit.models import LedgerEntry, LedgerWords
from newsroom.kit import clock

BEGINNING = "0" * 64
# Any number does, as long as nothing else in the database takes the same advisory lock.
LEDGER_LOCK = 5_124_096_871


def record(
    actor: User | None,
    verb: str,
    subject: Model | None = None,
    *,
    moment: datetime | None = None,
    rows: Iterable[Model] = (),
    gone: Iterable[str] = (),
    states: Mapping[str, object] | None = None,
    **facts: object,
) -> LedgerEntry:
    """Append one entry and return it.

    Must be called inside the transaction of the deed, so that both are kept
    or neither is; raises TransactionManagementError outside one. `actor` is a
    user, or None for the newsroom itself. The entry vouches for `rows`, which
    are as they are stored now: among them its subject, if something was changed
    in it. `gone` are the names of rows that are deleted. `states` are what
    columns that it follows were set to, by the names of the rows. `facts` are
    written as JSON; moments become UTC, decimals get two places.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A ledger entry belongs to a transaction.")
    lock()
    last = LedgerEntry.objects.order_by("-number").first()
    entry = LedgerEntry(
        number=last.number + 1 if last else 1,
        moment=moment or clock.now(),
        actor=actor,
        verb=verb,
        subject_kind=subject._meta.label_lower if subject else "",
        subject_key=str(subject.pk) if subject else "",
        states=json.loads(canonical(states or {})),
        previous=last.digest if last else BEGINNING,
    )
    words = LedgerWords(
        entry=entry,
        actor_name=actor.get_username() if actor else "",
        subject_name=str(subject) if subject else "",
        facts=json.loads(canonical(facts)),
    )
    for row in (words, *rows):
        name, salt = digest.row_name(row), secrets.token_hex(16)
        words.salts[name], entry.rows[name] = salt, digest.row(row, salt)
    entry.rows |= dict.fromkeys(gone, vouched.GONE)
    entry.digest = _digest(entry)
    entry.save(force_insert=True)
    words.save(force_insert=True)
    return entry


@dataclass(frozen=True)
class Break:
    """A place where the record is not what was recorded."""

    row: str
    sentence: str

    def __str__(self):
        return f"{self.row}: {self.sentence}"


def breaks_in_chain(entries: Iterable[LedgerEntry]) -> Iterator[Break]:
    """Yield every break in the chain, oldest first. `entries` are all of it, by their numbers."""
    number, previous = 0, BEGINNING
    for entry in entries:
        where = f"{LedgerEntry._meta.db_table} {entry.number}"
        if entry.number != number + 1:
            yield Break(where, _("the entry before it is missing."))
        elif entry.previous != previous:
            yield Break(where, _("it does not continue the entry before it."))
        if entry.digest != _digest(entry):
            yield Break(where, _("it is not what was recorded."))
        number, previous = entry.number, entry.digest


def _digest(entry):
    return sha256(
        [
            entry.number,
            entry.moment,
            entry.actor_id,
            entry.verb,
            entry.subject_kind,
            entry.subject_key,
            entry.rows,
            entry.states,
            entry.previous,
        ]
    )


def lock() -> None:
    """Let nobody else write to the ledger until this transaction ends.

    Whoever calls it, or `record`, has locked the rows it wants before
    (`newsroom.kit.locking`) and waits for no other one while it has the ledger.
    On SQLite whoever is in a transaction is the only writer already (IMMEDIATE).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEDGER_LOCK])
