"""What was awarded, year by year, in each currency by itself: currencies are never compared."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from funding.amounts import write_amount


@dataclass(frozen=True)
class Bar:
    """What was awarded in a year, or where it is None in one that is not known.

    `share` is its part, in per cent, of all in its currency: a bar means the same in every chart.
    """

    year: int | None
    amount: Decimal
    currency: str
    share: str

    @property
    def written(self):
        """The amount, in the language of the page that asks."""
        return write_amount(self.amount, self.currency)


@dataclass(frozen=True)
class Chart:
    """All the money that is known to be awarded in a currency, the years in order."""

    currency: str
    amount: Decimal
    bars: list

    @property
    def written(self):
        return write_amount(self.amount, self.currency)


@dataclass(frozen=True)
class LeftOut:
    """How many entries are in no chart, by the reason."""

    unstated: int
    in_kind: int
    unknown: int


def charts(entries):
    """A chart for each currency in which money was awarded, by currency."""
    by_currency = defaultdict(lambda: defaultdict(Decimal))
    for entry in entries:
        if entry.amount is not None and entry.is_money:
            by_currency[entry.currency][entry.year] += entry.amount
    return [_chart(currency, by_currency[currency]) for currency in sorted(by_currency)]


def left_out(entries):
    """What is worth an amount and was given in kind is in no sum, and neither is what may have
    been.
    """
    in_kind = [entry for entry in entries if entry.is_in_kind]
    unstated = [entry for entry in entries if entry.amount is None and not entry.is_in_kind]
    unknown = [entry for entry in entries if entry.amount is not None and not entry.kind]
    return LeftOut(len(unstated), len(in_kind), len(unknown))


def _chart(currency, by_year):
    whole = sum(by_year.values())
    bars = [
        Bar(year, amount, currency, share=f"{amount * 100 / whole:.2f}")
        for year, amount in sorted(by_year.items(), key=_known_years_first)
    ]
    return Chart(currency, whole, bars)


def _known_years_first(item):
    year, _amount = item
    return year is None, year or 0
