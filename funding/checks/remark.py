from typing import NamedTuple


class Remark(NamedTuple):
    """Something a funding manager should look at before approving; it never stops anybody."""

    code: str
    message: str
