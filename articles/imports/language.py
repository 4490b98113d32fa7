"""Which of the publication's languages is a text in?"""

import re

from .words import by_language

LANGUAGES = ("en", "pl", "uk", "be", "ru", "de")
FREQUENT = {language: set(words) for language, words in by_language("text.frequent").items()}


def guess_language(text):
    """Return the likeliest of LANGUAGES, by letters (Cyrillic) or frequent words (Latin)."""
    sample = text[:20_000].lower()
    cyrillic = len(re.findall("[а-яёіїєґў]", sample))
    if cyrillic > len(re.findall("[a-ząćęłńóśźżäöüß]", sample)):
        return _cyrillic(sample)
    words = re.findall(r"\w+", sample)
    counts = {code: sum(word in FREQUENT[code] for word in words) for code in LANGUAGES}
    counts["pl"] += len(re.findall("[ąęłńśźż]", sample))
    counts["de"] += len(re.findall("[äöüß]", sample))
    return max(counts, key=counts.get)


def _cyrillic(sample):
    """Belarusian alone has ў; Ukrainian alone ї, є, ґ; Russian has ы or э but no і."""
    if "ў" in sample and sample.count("ў") >= len(re.findall("[їєґ]", sample)):
        return "be"
    if re.search("[їєґ]", sample) and "і" in sample:
        return "uk"
    if sample.count("і") > len(re.findall("[ыэъё]", sample)):
        return "uk"
    return "be" if "і" in sample and "ы" in sample and "и" not in sample else "ru"
