"""In which order a piece says who paid: by what is said and by whom.

Never by money: amounts are of different currencies, and some are none of the public’s business.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol, TypeVar

from articles.models.notice_groups import read_alike
from funding.models import Grant, GrantParty, Statement, Wording
from newsroom.kit.text import name_key


class Made(Protocol):
    """A wording that is to be printed, and the grant for which it is."""

    @property
    def wording(self) -> Wording: ...

    @property
    def grant(self) -> Grant | None: ...


Said = TypeVar("Said", bound=Made)


def by_parties(grant: Grant, *, is_named: bool) -> tuple[bool, int, str, int]:
    """The place of a grant: that of its first party that is named as paying, then that one's name.

    What is not named comes last, in the order it was entered: a hidden name decides nothing.
    """
    named = [p for p in grant.parties.all() if p.role in GrantParty.PAYING and p.funder.public]
    if not named or not is_named:
        return True, 0, "", grant.pk
    return False, named[0].position, name_key(named[0].funder.name), grant.pk


def in_print_order(disclosures: Sequence[Said], grants: Sequence[Grant]) -> list[Said]:
    """Grant by grant, what several grants share by itself, and last what is not about funding.

    Both the groups and what stands in them go by the kind of statement, its
    position, and the order of the `grants`.
    """
    places = {grant: place for place, grant in enumerate(grants)}
    sharing: defaultdict[str, set[Grant | None]] = defaultdict(set)
    for one in disclosures:
        sharing[read_alike(one.wording.text)].add(one.grant)

    def place(one: Said) -> tuple[int, int, int, int]:
        statement = one.wording.statement
        own = places.get(one.grant, -1) if one.grant else -1
        return statement.rank, statement.position, own, statement.pk

    def group(one: Said) -> tuple[bool, frozenset[Grant | None]]:
        beside = one.wording.statement.kind in Statement.BESIDE_FUNDING
        return beside, frozenset(sharing[read_alike(one.wording.text)])

    first: dict[tuple, tuple] = {}
    for one in sorted(disclosures, key=place):
        first.setdefault(group(one), place(one))
    return sorted(disclosures, key=lambda one: (group(one)[0], first[group(one)], place(one)))
