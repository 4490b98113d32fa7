"""Django's PostgreSQL backend, which knows the time by the server's clock, and waits for no lock
for ever.

Several machines may serve one newsroom, and their clocks differ: what is live is told by the one
that they have in common.
"""

import time
from datetime import UTC, datetime, timedelta

from django.db.backends.postgresql import base

# Goes on while the machine sleeps, and whoever sets its clock does not move it.
STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
# As long as SQLite waits for another writer.
PATIENCE = "30s"


class DatabaseWrapper(base.DatabaseWrapper):
    def init_connection_state(self):
        super().init_connection_state()
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT clock_timestamp(), set_config('lock_timeout', %s, false)", [PATIENCE]
            )
            self._server_time = cursor.fetchone()[0].astimezone(UTC)
        self._read_at = time.clock_gettime(STEADY)

    def now(self) -> datetime:
        """The moment by the server's clock: read when the connection was made, which is a minute
        ago at most where pages are served, and carried on since by this machine's steady one.
        """
        self.ensure_connection()
        return self._server_time + timedelta(seconds=time.clock_gettime(STEADY) - self._read_at)
