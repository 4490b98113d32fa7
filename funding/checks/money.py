"""The amount in the text against the amount of the grant."""

import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from funding.amounts import AMOUNT, SCALE, SPACE, WORD, read_amounts, write_amount
from funding.checks.remark import Remark

DIGITS = rf"(?<![\w.,/-])\d(?:(?:{SPACE}|[.,'’])?\d)*"
IN_GROUPS = rf"(?<![\w.,/-])\d{{1,3}}(?:(?:{SPACE}|[.,'’])\d{{3}})+(?![\w/-])"
# A number beside a currency or a scale, or in groups of thousands: money, most likely.
SUM = re.compile(
    rf"(?:{WORD}){SPACE}*{DIGITS}|{DIGITS}{SPACE}*(?:(?:{SCALE})\b\.?{SPACE}*(?:{WORD})?|(?:{WORD}))"
    rf"|{IN_GROUPS}"
)


def amounts(
    text: str, amount: Decimal | None, currency: str, *, public: bool = True
) -> Iterator[Remark]:
    """Remark where a sum in the text is not the grant's, may not be named, or cannot be read.

    `amount` is a Decimal, or None where the grant's is not known.
    """
    read = read_amounts(text)
    for found in sums_not_understood(text):
        words = _("“%s” was not understood as an amount: compare it with the agreement yourself.")
        yield Remark("amount-not-understood", words % found)
    if not read:
        return
    said = ", ".join(write_amount(*one) for one in read)
    if amount is None:
        words = _("The text says %s; the grant has no amount.")
        yield Remark("amount-differs", words % said)
        return
    if (amount, currency) not in read:
        words = _("The text says %(said)s; the grant says %(held)s.")
        held = write_amount(amount, currency)
        yield Remark("amount-differs", words % {"said": said, "held": held})
    if not public:
        words = _("The text says %s; the amount of the grant is not public.")
        yield Remark("amount-not-public", words % said)


def sums_not_understood(text: str) -> list[str]:
    """The passages that look like sums and that `read_amounts` leaves out, in reading order."""
    for match in reversed([*AMOUNT.finditer(text)]):
        if read_amounts(match.group()):
            blank = "\n" * len(match.group())
            text = text[: match.start()] + blank + text[match.end() :]
    return [match.group() for match in SUM.finditer(text)]
