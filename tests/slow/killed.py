"""What is killed on the way leaves the newsroom as it was before, or as it is afterwards."""

import sys

from tests.slow.outcomes import Failed, Skipped, printed_within

DEEDS = [sys.executable, "-m", "tests.killing.run"]
BESIDE = {"SQLite": [], "PostgreSQL": [sys.executable, "bin/postgres"]}


def killed(seconds):
    """Nothing is half-done after a kill before any query, commit or change of a file."""
    share = seconds / len(BESIDE)
    told = [on(database, share) for database in BESIDE]
    return "; ".join(told)


def on(database, seconds):
    """What is told of it on one database."""
    try:
        command = [*BESIDE[database], *DEEDS]
        return printed_within(command, seconds, DATABASE_URL=None).splitlines()[-1]
    except Failed as found:
        if "No PostgreSQL server was found" in str(found):
            raise Skipped(f"on {database}: {found}") from None
        raise
