"""What stands between a piece and its readers, as whatever finds it says so."""

import dataclasses
from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True)
class Problem:
    """Something that stands between a piece and its readers.

    A blocker cannot be passed. A warning can, by whoever acknowledges its code. `subject` is the
    row whose page mends it, where that is not the piece; `names` are the grants and funders that
    the message tells of besides: not everybody may read of each.
    """

    code: str
    message: str
    field: str = ""
    blocks: bool = True
    subject: Model | None = dataclasses.field(default=None, compare=False)
    names: tuple[Model, ...] = dataclasses.field(default=(), compare=False)

    def __str__(self):
        return str(self.message)
