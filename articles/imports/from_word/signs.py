"""Letters that everybody has, for those that Word shows by a font or by a field of a form."""

import re

from mammoth.docx.dingbats import dingbats

from .names import made, run, tag, value

SYMBOLS = {font for font, _code in dingbats}
PRIVATE = re.compile("[\ue000-\uf8ff]")


def chosen_entry(element):
    """The words of a list of a form that were chosen."""
    entries = element.find(f"{tag('w:ffData')}/{tag('w:ddList')}")
    if entries is None:
        return ""
    words = [one.get(tag("w:val"), "") for one in entries.findall(tag("w:listEntry"))]
    chosen = value(entries, "w:result") or value(entries, "w:default") or "0"
    return words[int(chosen)] if chosen.isdecimal() and int(chosen) < len(words) else ""


def readable(element, font):
    """Words in letters that everybody has; what only a font of its own can show is a sign."""
    text = element.text or ""
    if font not in SYMBOLS and not PRIVATE.search(text):
        return [element]
    parts = []
    for sign in text:
        if font in SYMBOLS or PRIVATE.match(sign):
            parts.append(sign_of(font, f"{ord(sign):X}") if sign != " " else made("w:t", sign))
        else:
            parts.append(made("w:t", sign))
    return parts


def sign_of(font, code):
    number = int(code, 16) if re.fullmatch("[0-9a-fA-F]{1,6}", code) else 0
    # Fonts of signs have theirs where Unicode has nothing.
    known = dingbats.get((font, number)) or dingbats.get((font, number & 0xFF))
    if known and (number < 0x100 or 0xF000 <= number <= 0xF0FF):
        return made("w:t", chr(known))
    return run(f"{font} U+{number:04X}".strip(), made("w:rStyle", val="sign"))
