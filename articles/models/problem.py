"""What stands between a piece and its readers, as whatever finds it says so."""

from dataclasses import dataclass


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
