"""“Funded” against “co-funded”: the text against the parties of the grant."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from funding.checks.remark import Remark
from newsroom.kit import languages

# By language: what says that somebody else paid as well, and what says that somebody paid.
# A passage that the first finds is not looked at again for the second.
COFUNDED = {
    "en": r"\bco-?\s?(?:fund|financ)\w*|\bpart(?:ly|ially)?[ -](?:fund|financ)ed",
    "pl": r"\b(?:współ-?|do)finansow\w*|\bczęściowo s?finansowan\w*",
    "uk": r"\bспівфінанс\w*|\bчастково (?:про)?фінансован\w*",
    "be": r"\b(?:са|су)фінанс\w*|\bчасткова (?:пра|с)?фінансаван\w*",
    "ru": r"\bсофинанс\w*|\bчастично (?:про)?финансирован\w*",
    "de": r"\b(?:ko|mit|teil)finanzier\w*|\b(?:teilweise|anteilig) finanziert",
}
FUNDED = {
    "en": r"\b(?:funded|financed)\b",
    "pl": r"\bs?finansowan\w*",
    "uk": r"\b(?:про)?фінансован\w*|\bфінансує\w*",
    "be": r"\b(?:пра|с)?фінансаван\w*|\bфінансуе\w*",
    "ru": r"\b(?:про)?финансирован\w*|\bфинансируе\w*",
    "de": r"\bfinanziert\b",
}


def funding_words(text: str, language: str, cofunded: bool) -> Iterator[Remark]:
    """Remark where the text says co-funded and the parties do not, or the other way round.

    `cofunded` tells what the parties of the grant say. Languages without a
    list of words are passed over.
    """
    said = says_cofunded(text, language)
    if said is None or said == cofunded:
        return
    if cofunded:
        words = _(
            "The text says “funded”; among the parties of the grant one is co-funding, "
            "or pays less than 100 per cent."
        )
        yield Remark("says-funded", words)
    else:
        words = _(
            "The text says “co-funded”; the grant has no co-funding party and no share "
            "under 100 per cent. Enter them, if others pay as well."
        )
        yield Remark("says-co-funded", words)


def says_cofunded(text: str, language: str) -> bool | None:
    """True for co-funded, False for funded, None where the text says neither."""
    language = languages.base(language)
    if language not in COFUNDED:
        return None
    text = " ".join(text.split())
    if re.search(COFUNDED[language], text, re.IGNORECASE):
        return True
    return False if re.search(FUNDED[language], text, re.IGNORECASE) else None
