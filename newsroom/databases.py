"""Where the rows are: an entry of Django's DATABASES from one address.

What is wrong with an address is raised as ``ValueError``, as `newsroom.environment` has it.
"""

import os
import re
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from newsroom.environment import port_of

POSTGRES_OPTIONS = ("host", "sslmode", "sslrootcert", "connect_timeout", "options")
# A server that is switched off, or behind a network that lost it, says nothing: by itself libpq
# waits for ever to be let in, and a quarter of an hour or two for an answer.
PATIENCE = {
    "connect_timeout": "10",
    "tcp_user_timeout": "30000",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
}


def database(text):
    """An entry of Django's DATABASES from one address.

    ``sqlite:///newsroom.sqlite3`` (from the folder a command is run in),
    ``sqlite:////srv/newsroom.sqlite3``, ``postgres://user:password@host:5432/name``,
    or ``postgres:///name?host=/run/postgresql`` for a socket. What would be read as
    punctuation (``@ : / ? # %``) is percent-encoded in a user, a password or a name.
    """
    scheme = urlsplit(text).scheme
    if scheme == "sqlite":
        return sqlite(text.partition("://")[2])
    if scheme in ("postgres", "postgresql"):
        return postgresql(text)
    raise ValueError(
        "expected an address that starts with sqlite:/// or postgres://"
        + (f", not {scheme}:." if re.fullmatch("[a-z0-9+]+", scheme) else ".")
    )


def sqlite(location):
    """An SQLite entry: writers queue, readers do not wait, and a commit is on disk."""
    name = unquote(location.removeprefix("/"))
    if not location.startswith("/") or not name:
        raise ValueError("expected sqlite:/// and the path of a file, like sqlite:///news.sqlite3.")
    if name == ":memory:":
        raise ValueError("a database in memory is lost with the process; expected a file.")
    return sqlite_file(Path(name).absolute())


def sqlite_file(path):
    return {
        "ENGINE": "newsroom.sqlite",
        "NAME": path,
        "OPTIONS": {
            # Without IMMEDIATE two editors can both read before either writes:
            # SQLite has no row locks.
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def postgresql(text):
    """A PostgreSQL entry; the options are those of libpq."""
    parts = urlsplit(text)
    port = port_of(parts)
    name = unquote(parts.path.removeprefix("/"))
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = sorted(set(options) - set(POSTGRES_OPTIONS))
    if parts.fragment or "/" in name or not name:
        raise ValueError(
            "expected postgres://user:password@host:5432/name; write @ : / ? # and % "
            "in a password as %40 %3A %2F %3F %23 and %25."
        )
    if unknown:
        raise ValueError(
            f"{unknown[0]!r} is not an option; expected one of {', '.join(POSTGRES_OPTIONS)}."
        )
    return {
        "ENGINE": "newsroom.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": PATIENCE | options,
    }


def only_read(entry):
    """Let the database refuse whatever is written over connections of an entry of DATABASES."""
    options = entry["OPTIONS"]
    if entry["ENGINE"] == "newsroom.sqlite":
        options["init_command"] += " PRAGMA query_only=ON;"
    else:
        refused = "-c default_transaction_read_only=on"
        options["options"] = f"{options.get('options', '')} {refused}".strip()


def for_tests(entry):
    """Let an entry of DATABASES hold the database of tests.

    Racing threads and live servers need connections of their own, so on SQLite it is a file; its
    name lets two runs on one machine pass each other.
    """
    if entry["ENGINE"] != "newsroom.sqlite":
        return
    file = f"newsroom-test-{os.getpid()}.sqlite3"
    entry["TEST"] = {"NAME": Path(tempfile.gettempdir()) / file}
    # Parallel processes copy the file while it is open: with a checkpoint after
    # every commit nothing is left in the write-ahead log beside it.
    entry["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA wal_autocheckpoint=1;"
    )
