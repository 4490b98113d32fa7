"""What has to be known of a language to print it."""

import re
from functools import cache

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.formats import get_format

# Right-to-left languages that Django has no translation of itself (Unicode CLDR, script metadata).
OTHER_RIGHT_TO_LEFT = {"ckb", "dv", "ps", "sd", "syr", "yi"}
# Where a language is mostly spoken (Unicode CLDR, likely subtags), for readers who ask for one.
TERRITORIES = {
    "ar": "EG", "az": "AZ", "be": "BY", "bg": "BG", "bs": "BA", "cs": "CZ", "da": "DK", "de": "DE",
    "el": "GR", "en": "US", "es": "ES", "et": "EE", "fa": "IR", "fi": "FI", "fr": "FR", "ga": "IE",
    "he": "IL", "hr": "HR", "hu": "HU", "hy": "AM", "it": "IT", "ja": "JP", "ka": "GE", "kk": "KZ",
    "ky": "KG", "lt": "LT", "lv": "LV", "mk": "MK", "nb": "NO", "nl": "NL", "pl": "PL", "ro": "RO",
    "ru": "RU", "sk": "SK", "sl": "SI", "sq": "AL", "sr": "RS", "sv": "SE", "tr": "TR", "tt": "RU",
    "uk": "UA", "uz": "UZ",
}  # fmt: skip


def spoken() -> list[tuple[str, str]]:
    """The languages of this publication, as model choices that migrations do not spell out."""
    return settings.LANGUAGES


def first() -> str:
    """The language that the publication mostly speaks."""
    return settings.LANGUAGE_CODE


@cache
def base(language: str) -> str:
    """The language without its region or script: ``pt`` for ``pt-BR``."""
    return language.replace("_", "-").split("-")[0].lower()


def spoken_as(language: str) -> str:
    """The language as this publication has it: ``en-us`` for ``en`` where English is American."""
    codes = [code for code, _name in spoken()]
    same = (code for code in codes if base(code) == base(language))
    return language if language in codes else next(same, language)


def month_first(language: str) -> bool:
    """Whether ``12/05/2026`` is in December, as forms in the language read it (`newsroom/formats`).

    English is British unless its code says that it is American.
    """
    for shape in get_format("DATE_INPUT_FORMATS", lang=language):
        if re.match("%[md][./]", shape):
            return shape.startswith("%m")
    return False


def name(language: str) -> str:
    """What a language of this publication is called; its code where it is none of them."""
    return str(dict(spoken()).get(language, language))


@cache
def native_name(language: str) -> str:
    """What a language calls itself: ``Українська`` for ``uk``; its code where Django knows none."""
    known = LANG_INFO.get(language) or LANG_INFO.get(base(language)) or {}
    named = str(known.get("name_local", language))
    return named[:1].upper() + named[1:]


@cache
def direction(language: str) -> str:
    """``rtl`` or ``ltr``, the writing direction of a language code. Unknown codes read ltr."""
    code = base(language)
    if code in OTHER_RIGHT_TO_LEFT or LANG_INFO.get(code, {}).get("bidi"):
        return "rtl"
    return "ltr"


def with_territory(language: str) -> str:
    """``en_US`` for ``en``, ``en_GB`` for ``en-gb``, as Open Graph writes it (ogp.me); empty where
    nobody can say it for the language alone.
    """
    code, _hyphen, territory = language.partition("-")
    if not territory:
        territory = TERRITORIES.get(code, "")
    return f"{code}_{territory.upper()}" if len(territory) == 2 else ""
