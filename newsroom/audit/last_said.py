"""What the ledger says last of each row: too much to keep in memory."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from newsroom.audit.models import LedgerEntry
from newsroom.audit.vouched import GONE

TABLES = """
CREATE TABLE rows (name TEXT PRIMARY KEY, digest TEXT, salt TEXT) WITHOUT ROWID;
CREATE TABLE states (name TEXT PRIMARY KEY, state TEXT) WITHOUT ROWID;
"""


class LastSaid:
    """What an entry says of a row holds until a later one says something else.

    It is kept in a file of its own, which nobody else sees and which is gone afterwards.
    """

    def __init__(self) -> None:
        self.kept = sqlite3.connect("", isolation_level=None)
        self.kept.executescript(TABLES + "BEGIN;")

    def __enter__(self) -> "LastSaid":
        return self

    def __exit__(self, *_error: object) -> None:
        self.kept.close()

    def remembering(self, entries: Iterable[LedgerEntry]) -> Iterator[LedgerEntry]:
        """Yield the entries, oldest first, each with its `salts`; remember what each says."""
        for entry in entries:
            salts = getattr(entry, "salts", None) or {}
            self.kept.executemany(
                "INSERT OR REPLACE INTO rows VALUES (?, ?, ?)",
                [(name, digest, salts.get(name, "")) for name, digest in entry.rows.items()],
            )
            self.kept.executemany(
                "INSERT OR REPLACE INTO states VALUES (?, ?)",
                [(name, json.dumps(state)) for name, state in entry.states.items()],
            )
            yield entry

    def take(self, name: str) -> tuple[str, str] | None:
        """``(digest, salt)`` of a row, once; None if the ledger does not know it."""
        taken = self.kept.execute(
            "DELETE FROM rows WHERE name = ? RETURNING digest, salt", [name]
        ).fetchall()
        return taken[0] if taken else None

    def state(self, name: str, default: object) -> object:
        """What a row was set to last, or else the default."""
        told = self.kept.execute("SELECT state FROM states WHERE name = ?", [name]).fetchone()
        return json.loads(told[0]) if told else default

    def left(self) -> Iterator[str]:
        """The names of the rows that nobody has taken, and that nobody is known to have deleted."""
        names = self.kept.execute("SELECT name FROM rows WHERE digest != ? ORDER BY name", [GONE])
        for (name,) in names:
            yield name
