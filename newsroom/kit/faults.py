"""Faults of the machine: what fails although neither the code nor whoever asked made a mistake."""

import errno
import re
import sqlite3
from dataclasses import dataclass

from django.conf import settings
from django.db import Error, ProgrammingError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


@dataclass(frozen=True)
class Fault:
    """A fault in two sentences: what it is, and what whoever runs the newsroom can do.

    `seconds` is when it is worth trying again.
    """

    sentence: str | Promise
    remedy: str | Promise
    seconds: int


UNWRITABLE = Fault(
    _("Nothing can be written on the server."),
    _("Look whether its disk is full, fails or may only be read, and whose the files are."),
    300,
)
READ_ONLY = Fault(
    _("The newsroom can only be read for the moment: it is being looked after."),
    _("READ_ONLY is set: take it away where something is to be changed."),
    300,
)
CROWDED = Fault(
    _("The server has too many files open."),
    _("Allow it more (LimitNOFILE= of its unit), or look what keeps them open."),
    30,
)
LOCKED = Fault(
    _("Somebody else has been writing to the database for too long."),
    _("Try again; look for a command that does not come to its end."),
    30,
)
AWAY = Fault(
    _("The database does not answer."), _("Look whether it runs, and at DATABASE_URL."), 60
)
OLD = Fault(
    _("The database is of another release than the newsroom."), _("Run manage.py migrate."), 120
)
BROKEN = Fault(
    _("The file of the database is damaged, or is none."), _("Restore the last good backup."), 600
)
BEHIND = Fault(
    _("The clock of the server is behind the record, and this depends on the time."),
    _("Set it right; manage.py trust_the_clock --help tells what to do where it is."),
    300,
)


LOST = Fault(
    _("A file that the newsroom keeps is gone, or damaged."),
    _("Restore the uploads from a backup; verify_record names what else is missing."),
    600,
)


class FileLost(Exception):
    """A stored file is not there, or cannot be read any more; its name is told."""


class ClockWentBack(Exception):
    """Something would be decided by a clock that is behind what is on record."""


OF_SYSTEM = dict.fromkeys(
    (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM),
    UNWRITABLE,
) | dict.fromkeys((errno.EMFILE, errno.ENFILE), CROWDED)
# https://www.sqlite.org/rescode.html
OF_SQLITE = {
    sqlite3.SQLITE_FULL: UNWRITABLE,
    sqlite3.SQLITE_IOERR: UNWRITABLE,
    sqlite3.SQLITE_READONLY: UNWRITABLE,
    sqlite3.SQLITE_PERM: UNWRITABLE,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_PROTOCOL: LOCKED,
    sqlite3.SQLITE_CORRUPT: BROKEN,
    sqlite3.SQLITE_NOTADB: BROKEN,
    sqlite3.SQLITE_CANTOPEN: AWAY,
}
MISSING = re.compile("no such (table|column)|has no column")
# The longest that fits counts: https://www.postgresql.org/docs/current/errcodes-appendix.html
OF_POSTGRESQL = {
    "25006": UNWRITABLE,
    "40": LOCKED,
    "42P01": OLD,
    "42703": OLD,
    "53": UNWRITABLE,
    "533": AWAY,
    "55P03": LOCKED,
    "57": AWAY,
    "58": UNWRITABLE,
    "08": AWAY,
    "XX001": BROKEN,
    "XX002": BROKEN,
}


def fault_of(error: BaseException) -> Fault | None:
    """The fault that an error tells of, or None for every other one."""
    fault = _fault_of(error)
    return READ_ONLY if fault is UNWRITABLE and settings.READ_ONLY else fault


def _fault_of(error):
    if isinstance(error, ClockWentBack):
        return BEHIND
    if isinstance(error, FileLost):
        return LOST
    if isinstance(error, OSError):
        return OF_SYSTEM.get(error.errno or 0)
    told = error.__cause__ if isinstance(error, Error) else error
    if isinstance(told, sqlite3.Error):
        return _of_sqlite(told)
    if isinstance(error, Error):
        return _of_postgresql(error, told)
    return None


def in_words(fault: Fault, error: BaseException) -> str:
    """A fault as whoever runs the newsroom reads of it: in English, with what was told of it."""
    told = next(iter(str(error).strip().splitlines()), type(error).__name__)
    with override("en"):
        return f"{fault.sentence} {fault.remedy} ({told})"


def _of_sqlite(error):
    if MISSING.search(str(error)):
        return OLD
    return OF_SQLITE.get(sqlite_kind(error))


def _of_postgresql(error, told):
    """What has no code was told by nobody: the connection is gone, or never came about."""
    code = getattr(told, "pgcode", None)
    if code is None:
        return None if isinstance(error, ProgrammingError) or told is None else AWAY
    fitting = [prefix for prefix in OF_POSTGRESQL if code.startswith(prefix)]
    return OF_POSTGRESQL[max(fitting, key=len)] if fitting else None


def sqlite_kind(error: sqlite3.Error) -> int:
    """The primary code of what SQLite tells; 0 where it tells none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
