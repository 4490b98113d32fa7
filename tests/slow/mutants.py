"""Whether tests notice small mistakes: bin/mutate in one module, another one every day."""

import re
import tomllib
from datetime import UTC, datetime

from tests.mutation.run import LIST
from tests.slow.outcomes import Skipped, printed_by

# Its last mutant may have begun when the time is up.
GRACE_SECONDS = 60


def mutants(seconds):
    modules = sorted(tomllib.loads(LIST.read_text())["tests"])
    module = modules[datetime.now(UTC).date().toordinal() % len(modules)]
    command = ["bin/mutate", "--minutes", f"{seconds / 60:.2f}", module]
    try:
        words = printed_by(command, seconds + GRACE_SECONDS).strip().splitlines()[-1]
    except Skipped as why:
        raise Skipped(f"{module}: {why}") from None
    if re.search(r": 0 killed, 0 survived", words):
        raise Skipped(f"the tests of {module} alone took all the time")
    return words
