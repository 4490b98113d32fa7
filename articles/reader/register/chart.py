"""What was awarded in each year, for each currency by itself: currencies are never added up."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from funding.amounts import write_amount


@dataclass(frozen=True)
class Bar:
    """What was awarded in a year; `share` is its part, in per cent, of the longest bar."""

    year: int
    amount: Decimal
    currency: str
    grants: int
    share: str

    @property
    def written(self):
        """The amount, in the language of the page that asks."""
        return write_amount(self.amount, self.currency)


@dataclass(frozen=True)
class Chart:
    currency: str
    bars: list


def charts(entries):
    """A chart for each currency in which money was awarded in a known year, by currency.

    What is worth an amount and was given in kind is in no sum, and neither is what may have been.
    """
    by_currency = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if entry.amount is not None and entry.year is not None and entry.is_money:
            by_currency[entry.currency][entry.year].append(entry.amount)
    return [
        Chart(currency, _bars(currency, by_currency[currency])) for currency in sorted(by_currency)
    ]


def _bars(currency, by_year):
    longest = max(map(sum, by_year.values()))
    return [
        Bar(
            year,
            amount=sum(amounts),
            currency=currency,
            grants=len(amounts),
            share=f"{sum(amounts) * 100 / longest:.2f}",
        )
        for year, amounts in sorted(by_year.items())
    ]
