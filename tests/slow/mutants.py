"""Whether tests notice small mistakes: bin/mutate in one module, another one every day."""

import re
import tomllib
from datetime import UTC, datetime

from tests.mutation.run import LIST
from tests.slow.outcomes import Failed, Skipped, printed_by

# Its last mutant may have begun when the time is up.
GRACE_SECONDS = 60


def mutants(seconds):
    """A survivor is a failure in a module that is settled, and is told in any other."""
    known = tomllib.loads(LIST.read_text())
    modules = sorted(known["tests"])
    module = modules[datetime.now(UTC).date().toordinal() % len(modules)]
    command = ["bin/mutate", "--minutes", f"{seconds / 60:.2f}", module]
    try:
        words = printed_by(command, seconds + GRACE_SECONDS).strip().splitlines()[-1]
    except Skipped as why:
        raise Skipped(f"{module}: {why}") from None
    except Failed as found:
        words = str(found).strip().splitlines()[-1]
        if module in known["settled"] or not re.search(r": \d+ killed, \d+ survived", words):
            raise
        return f"{words}; not settled yet, so that is no failure: bin/mutate {module} names them"
    if re.search(r": 0 killed, 0 survived", words):
        raise Skipped(f"the tests of {module} alone took all the time")
    return words
