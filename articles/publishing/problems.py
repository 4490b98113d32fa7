"""What the gate finds, and how a refusal reaches the person who can act."""

from dataclasses import dataclass

from django.utils.translation import ngettext


@dataclass(frozen=True)
class Problem:
    """Something that stands between a piece and its readers.

    A blocker cannot be passed. A warning can, by whoever acknowledges its code.
    """

    code: str
    message: str
    field: str = ""
    blocks: bool = True

    def __str__(self):
        return str(self.message)


class MoveRefused(Exception):
    """A move was refused, and nothing was changed. The message is written for an editor."""

    def __init__(self, message, problems=()):
        super().__init__(message)
        self.problems = tuple(problems)


class GateClosed(MoveRefused):
    """The gate found problems; each says what to do."""

    def __init__(self, problems):
        count = len(problems)
        found = " ".join(str(problem) for problem in problems)
        heading = ngettext("One thing is in the way:", "%d things are in the way:", count)
        super().__init__(f"{heading % count if count > 1 else heading} {found}", problems)
