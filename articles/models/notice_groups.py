"""What a piece prints about its funding, grant by grant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.models.version_parts import VersionDisclosure, VersionGrant, VersionLogo
from newsroom.kit.text import normal


@dataclass(frozen=True)
class NoticeGroup:
    """Notices that stand together: those of one grant, or those that several grants share.

    `grants` are the keys of the grants that are told of here first, and
    `logos` are theirs: whatever a later group says of them, they stand once.
    """

    grants: tuple[int, ...]
    notices: tuple[VersionDisclosure, ...]
    logos: tuple[VersionLogo, ...]


def read_alike(text: str) -> str:
    """One form of all texts that readers see no difference between: in NFC, spaces collapsed."""
    return " ".join(normal("NFC", text).split())


def notice_groups(
    disclosures: Sequence[VersionDisclosure],
    grants: Iterable[VersionGrant],
    logos: Sequence[VersionLogo],
) -> list[NoticeGroup]:
    """The notices on who paid, in print order, with every logo and every grant of a piece.

    What belongs to a grant without a notice of its own stands in a last group.
    """
    sharing: dict[str, dict[int, None]] = {}
    for row in disclosures:
        told_for = {row.grant_id: None} if row.grant_id else {}
        sharing.setdefault(read_alike(row.text), {}).update(told_for)
    paid = [row for row in disclosures if row.is_printed and row.is_on_funding]
    found: list[NoticeGroup] = []
    told: set[int] = set()
    for shared, notices in groupby(paid, lambda row: frozenset(sharing[read_alike(row.text)])):
        said = tuple(notices)
        here = [grant for grant in sharing[read_alike(said[0].text)] if grant not in told]
        found.append(_group(here, said, logos))
        told |= shared
    last = _group((row.grant_id for row in grants if row.grant_id not in told), (), logos)
    return [*found, last] if last.grants or last.logos else found


def _group(grants, notices, logos):
    keys = tuple(grants)
    return NoticeGroup(keys, notices, tuple(logo for logo in logos if logo.grant_id in keys))
