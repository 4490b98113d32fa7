"""The shares of the parties of a grant: of its whole cost, and so never more than that together."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from funding.changes import Change, Listener
from funding.models import GrantParty


def refuse_more_than_the_whole(shares: Iterable[Decimal | None]) -> None:
    """Raise ValidationError for shares, in per cent, that make more than 100 together."""
    total = sum(share or 0 for share in shares)
    if total > 100:
        words = _(
            "The shares make %s per cent together, more than the whole. Leave the share of "
            "a party empty if it passes on the money of another."
        )
        raise ValidationError(words % f"{total:.2f}".rstrip("0").rstrip("."))


def look_at_shares(change: Change) -> Iterable[str]:
    """Refuse a change at whose end a grant is paid for more than once.

    Between its first row and its last the shares may be anything: one goes up before another
    goes down.
    """
    grants = {row.grant_id for row in change.rows if isinstance(row, GrantParty)}
    for grant in grants:
        parties = GrantParty.objects.filter(grant=grant)
        refuse_more_than_the_whole(parties.values_list("share", flat=True))
    return []


THE_SHARES = Listener(hear=look_at_shares)
