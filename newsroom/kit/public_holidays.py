"""The public holidays of countries, from the calendars of the package `holidays`."""

from datetime import date

from newsroom.kit.languages import base


class UnknownCountry(LookupError):
    """There is no calendar of a country."""


def public_holidays(country: str, year: int, language: str) -> dict[date, str]:
    """Return ``{date: name}`` of the public holidays that a whole country has in a year, in order.

    `country` is its code of ISO 3166, ``PL``. The names are in the language if the
    calendar has it, and otherwise in the country's own. Empty where none are known.
    Raises UnknownCountry.
    """
    # Imported here, because it takes a tenth of a second and is asked once a year.
    import holidays

    if country not in holidays.list_supported_countries():
        raise UnknownCountry(country)
    calendar = holidays.country_holidays(country)
    own = calendar.default_language
    names = (own, *calendar.supported_languages)
    found = holidays.country_holidays(
        country,
        years=year,
        language=next((name for name in names if name and base(name) == base(language)), own),
    )
    return dict(sorted(found.items()))
