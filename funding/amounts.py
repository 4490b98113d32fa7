"""Amounts of money, as grant agreements and their sentences write them."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from newsroom.kit.languages import base

ABSURD = 10**11

# What a currency is called in a sentence; codes are ISO 4217. Matched as whole
# words, the longest first.
CURRENCIES = {
    "PLN": (
        "PLN",
        "zł",
        "złoty",
        "złote",
        "złotych",
        "злотих",
        "злотых",
        "zloty",
        "zlotys",
        "zlotych",
        "Zloty",
    ),
    "EUR": ("EUR", "€", "euro", "euros", "Euro", "Euros", "євро", "евро", "еўра"),
    "USD": ("USD", "US$", "$", "dollars", "dolarów", "доларів", "долларов", "долараў", "Dollar"),
    "UAH": ("UAH", "₴", "грн", "гривень", "гривні", "гривен", "грыўняў", "hryvnias", "hrywien"),
    "GBP": ("GBP", "£", "pounds"),
    "CHF": ("CHF",),
    "CZK": ("CZK", "Kč"),
    "HUF": ("HUF", "Ft"),
    "RON": ("RON", "lei"),
    "MDL": ("MDL",),
    "GEL": ("GEL",),
    "SEK": ("SEK",),
    "NOK": ("NOK",),
    "DKK": ("DKK",),
    "BYN": ("BYN",),
    "RUB": ("RUB", "₽", "руб", "рублей", "рубля", "рублёў", "рублів", "roubles"),
    "JPY": ("JPY", "¥"),
    "CAD": ("CAD",),
    "AUD": ("AUD",),
}
CODES = {word: code for code, words in CURRENCIES.items() for word in words}

SCALES = (
    (10**9, r"billion|bn|miliard\w*|mld|мільярд\w*|миллиард\w*|млрд|Milliarden?|Mrd"),
    (10**6, r"million|mln|mn|milion\w*|мільйон\w*|мільён\w*|миллион\w*|млн|Million(?:en)?|Mio"),
    (10**3, r"thousand|tysi[ąę]c\w*|tys|тисяч\w*|тис|тысяч\w*|тыс|Tausend|Tsd"),
)

SPACE = "[ \t\u00a0\u2007\u2009\u202f]"
GROUPED = rf"\d{{1,3}}(?:(?:{SPACE}|[.,'’])\d{{3}})+(?!\d)"
NUMBER = rf"(?<![\d.,])(?:{GROUPED}(?:[.,]\d{{1,2}})?|\d+(?:[.,]\d+)?)(?![.,]?\d)"
SCALE = "|".join(pattern for _size, pattern in SCALES)
LETTER = r"[^\W\d_]"
WORD = "|".join(
    rf"(?<!{LETTER}){re.escape(word)}(?!{LETTER})" if word.isalpha() else re.escape(word)
    for word in sorted(CODES, key=len, reverse=True)
)
AMOUNT = re.compile(
    rf"(?P<before>{WORD}){SPACE}*(?P<after_word>{NUMBER})(?:{SPACE}*(?P<after_scale>{SCALE})\b\.?)?"
    rf"|(?P<number>{NUMBER})(?:{SPACE}*(?P<scale>{SCALE})\b\.?)?{SPACE}*(?P<after>{WORD})"
)
DIGIT = re.compile(r"\d")


def read_amounts(text: str) -> list[tuple[Decimal, str]]:
    """Return every amount in the text as ``(Decimal, ISO 4217 code)``, in reading order.

    Reads ``PLN 230,000``, ``230 000 zł`` with any space, ``EUR 1.2 million``,
    ``1.200.000,50 €``. A point or comma before exactly three digits groups
    thousands unless a scale word follows: agreements quote round sums. A
    number that is written in no such way, or without its currency, is left
    out rather than guessed.
    """
    if not DIGIT.search(text):  # Most sentences; AMOUNT tries seventy words at each letter.
        return []
    amounts = []
    for found in AMOUNT.finditer(text):
        word = found["before"] or found["after"]
        scale = _scale(found["after_scale"] or found["scale"])
        value = _number(found["after_word"] or found["number"], scaled=scale > 1)
        if value is not None and value > 0:
            amounts.append((_plain(value * scale), CODES[word]))
    return amounts


def write_amount(value: Decimal, currency: str) -> str:
    """Write an amount as the language in force does: ``PLN 230,000`` or ``EUR 1,250.50`` in
    English, ``230 000 PLN`` in Polish, with spaces at which no line breaks.

    Cents are shown only when there are any: the sentence repeats the grant
    agreement, and agreements quote round sums.
    """
    places = 0 if value == value.to_integral_value() else 2
    if base(get_language() or "en") == "en":
        return f"{currency} {value:,.{places}f}"
    number = number_format(value, places, force_grouping=True)
    return f"{number}\u00a0{currency}".rstrip()


def refuse_absurd(value: Decimal) -> None:
    """Raise ValidationError for more than any grant to a newsroom ever was: a slip of the hand."""
    if value > ABSURD:
        words = _("%s is more than a grant can be: check the number of noughts.")
        raise ValidationError(words % write_amount(value, "").strip())


def _scale(word):
    if not word:
        return 1
    return next(size for size, pattern in SCALES if re.fullmatch(pattern, word))


def _number(digits, *, scaled):
    digits = re.sub(rf"{SPACE}|['’]", "", digits)
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return Decimal(digits)
    head, _mark, tail = digits.rpartition(marks[-1])
    if len(set(marks)) == 2 and marks[:-1] == [marks[0]] * (len(marks) - 1):
        return Decimal(re.sub("[.,]", "", head) + "." + tail)
    if len(set(marks)) == 2:
        return None
    if len(marks) == 1 and (scaled or len(tail) <= 2):
        return Decimal(f"{head}.{tail}")
    return Decimal(re.sub("[.,]", "", digits)) if len(tail) == 3 else None


def _plain(value):
    return Decimal(int(value)) if value == value.to_integral_value() else value
