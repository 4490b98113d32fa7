"""What has to be known of a language to print it."""

from functools import cache

from django.conf import settings
from django.conf.locale import LANG_INFO

# Right-to-left languages that Django has no translation of itself (Unicode CLDR, script metadata).
OTHER_RIGHT_TO_LEFT = {"ckb", "dv", "ps", "sd", "syr", "yi"}


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


def name(language: str) -> str:
    """What a language of this publication is called; its code where it is none of them."""
    return str(dict(spoken()).get(language, language))


@cache
def direction(language: str) -> str:
    """``rtl`` or ``ltr``, the writing direction of a language code. Unknown codes read ltr."""
    code = base(language)
    if code in OTHER_RIGHT_TO_LEFT or LANG_INFO.get(code, {}).get("bidi"):
        return "rtl"
    return "ltr"
