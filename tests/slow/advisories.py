"""Holes in our packages that became known since: asked of a database on the network."""

from tests.slow.outcomes import Failed, Skipped, need, printed_by

# What pip-audit says where nobody answers.
NO_NETWORK = (
    "ConnectionError",
    "Failed to query",
    "Could not connect",
    "Max retries",
    "ServiceError",
)


def advisories(seconds):
    """No package that the newsroom runs on has a hole that anybody has told of."""
    need("pip-audit", "pip install pip-audit")
    command = ["pip-audit", "--disable-pip", "--require-hashes", "--progress-spinner=off"]
    try:
        said = printed_by([*command, "--requirement", "requirements.txt"], seconds)
    except Failed as problem:
        if any(words in str(problem) for words in NO_NETWORK):
            raise Skipped("no database of advisories answers here") from None
        raise
    # It calls that well.
    if unknown := said.count("could not be audited"):
        raise Skipped(f"the database that answers here does not know {unknown} of our packages")
    return "no known hole"
