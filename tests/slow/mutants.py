"""Whether tests notice small mistakes: bin/mutate in one module, another one every day."""

import tomllib
from datetime import UTC, datetime

from tests.mutation.run import LIST
from tests.slow.outcomes import Skipped, printed_by

# Its last mutant may have begun when the time is up.
GRACE_SECONDS = 60


def mutants(seconds):
    """A mistake that no test notices fails, unless it is listed as one that changes nothing."""
    modules = sorted(tomllib.loads(LIST.read_text())["tests"])
    module = modules[datetime.now(UTC).date().toordinal() % len(modules)]
    command = ["bin/mutate", "--minutes", f"{seconds / 60:.2f}", module]
    try:
        words = printed_by(command, seconds + GRACE_SECONDS).strip().splitlines()[-1]
    except Skipped as why:
        raise Skipped(f"{module}: {why}") from None
    if " killed" not in words:
        raise Skipped(f"the tests of {module} alone took all the time")
    return words
