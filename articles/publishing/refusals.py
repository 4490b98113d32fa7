"""How a refusal reaches the person who can act."""

from collections.abc import Iterable, Sequence

from django.utils.functional import Promise
from django.utils.translation import ngettext

from articles.models.problem import Problem
from newsroom.kit.counting import numbered


class MoveRefused(Exception):
    """A move was refused, and nothing was changed. The message is written for an editor."""

    def __init__(self, message: str | Promise, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class NothingToChange(MoveRefused):
    """All is as the move would leave it."""


class GateClosed(MoveRefused):
    """The gate found problems; each says what to do."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        count = len(problems)
        found = " ".join(str(problem) for problem in problems)
        heading = ngettext("One thing is in the way:", "%d things are in the way:", count)
        super().__init__(f"{numbered(heading, count)} {found}", problems)
