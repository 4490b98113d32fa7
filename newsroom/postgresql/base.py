"""Django's PostgreSQL backend, which knows the time by the server's clock, and waits for no lock
for ever.

Several machines may serve one newsroom, and their clocks differ: what is live is told by the one
that they have in common.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql import base

# Goes on while the machine sleeps, and whoever sets its clock does not move it.
STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
# As long as SQLite waits for another writer.
PATIENCE = "30s"
# Seconds in which the server answers what time it is.
AT_ONCE = 0.1


class DatabaseWrapper(base.DatabaseWrapper):
    def init_connection_state(self):
        super().init_connection_state()
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [PATIENCE])
            self._server_time, self._read_at = _read_clocks(cursor)

    def now(self) -> datetime:
        """The moment by the server's clock: read when the connection was made, which is a minute
        ago at most where pages are served, and carried on since by this machine's steady one.
        """
        self.ensure_connection()
        return self._server_time + timedelta(seconds=time.clock_gettime(STEADY) - self._read_at)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read meanwhile is as it was at one moment; others go on writing."""
        with transaction.atomic(using=self.alias, durable=True):
            with self.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _read_clocks(cursor) -> tuple[datetime, float]:
    """The server's clock and the steady one at the same moment.

    Between asking and hearing a busy machine may stand still: then it asks again.
    """
    for _attempt in range(5):
        asked = time.clock_gettime(STEADY)
        cursor.execute("SELECT clock_timestamp()")
        (told,) = cursor.fetchone()
        heard = time.clock_gettime(STEADY)
        if heard - asked < AT_ONCE:
            break
    return told.astimezone(UTC), (asked + heard) / 2
