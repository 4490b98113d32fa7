"""Forms that need few words of a language, or none: addresses, accounts, orders, names.

Each pattern is bounded, and read only in blocks that are no longer than a note at the end can be.
"""

import re

from ..words import listed, lists_of, one_of, stems

CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĘĚĞĢĪĶŁŃŇŐŘŚŠŤŪŮŹŻŽА-ЯЁІЇЄҐЎ]"
WORD = r"[\w’'ʼ-]+"
ADDRESS = re.compile(
    r"https?://\S+|(?<![\w@/.-])(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?:/\S*|(?=[\s.,;:)]|$))"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}",
    re.IGNORECASE,
)
ACCOUNT = re.compile(
    r"\b(?:IBAN|BIC|SWIFT|KRS|BLIK)\b|(?<![\w-])[A-Z]{2}\d{2}(?: ?\d{4}){3,}"
    r"|(?<!\d)\d(?:[ -]?\d){13,}"
)
GRANT_NUMBER = re.compile(
    r"(?:№|\b(?:nr|no|az|ref|grant|contract|agreement|umow\w+|дог\w+|vertrag)\b\.?)"
    r"[ :]{0,2}(?:(?:nr|no|№)\.? ?)?[\w/-]{0,12}\d",
    re.IGNORECASE,
)
# Imperatives by their endings, where a language has endings of their own for them.
COMMAND = re.compile(
    r"(?:\w{2,}(?:[йьж]те|іть|ите|[йьжіы]це)(?:сь|ся)?"  # Ukrainian, Russian, Belarusian
    r"|\w{2,}(?:[jźńćżpb]|rz|cz|dź)cie"  # Polish, to several
    r"|[a-zäöüß]{3,}n sie)(?!\w)",  # German, to a stranger
    re.IGNORECASE,
)
CLAUSE = re.compile(r"(?:^|[.!?:;,–—(]|[.!?][”“»\"’])\s*(?:\W\s*)?", re.MULTILINE)
# A stop after one or two letters rather ends an abbreviation: "im. Anny", "e. V. Das".
SENTENCE = re.compile(
    rf"(?:(?<=\w\w\w[.!?])|(?<=[»”\")][.!?])|(?<=[.!?][»”\")]))\s+(?=\W*{CAPITAL})"
)
SPEAKS = re.compile(r"\s*[–—-]\s+\S")
DIRECT_SPEECH = re.compile(r"[“„«\"][^“”„«»\"\n]{3,200}[,.!?…][”“»\"]")
QUOTED = r"[“„«\"‘‚][^“”„«»\"\n]{3,200}[”“»\"’‘]"
PROJECT = one_of("piece.project")
QUOTED_PROJECT = re.compile(
    rf"(?:{QUOTED}[^.]{{0,30}}?\b{PROJECT}|\b{PROJECT}\w*[^.]{{0,20}}?{QUOTED})", re.IGNORECASE
)
THIS_TEXT = re.compile(
    rf"(?<!\w){one_of('piece.this')}\w*\s+(?:{WORD}\s+)?(?:{one_of('piece.text')}|{one_of('piece.journey')})",
    re.IGNORECASE,
)
THIS_PROJECT = re.compile(rf"(?<!\w){one_of('piece.this')}\w*\s+{PROJECT}", re.IGNORECASE)
ORGANISATION = stems("funding.institutions", 0)
# A word of a name may be small once another one began it: "Нардычны фонд", "Inverbeg city council".
SMALL_ORGANISATION = re.compile(
    rf"(?<!\w){CAPITAL}{WORD}\s+(?:{WORD}\s+){{0,2}}(?:{'|'.join(listed('funding.institutions')).lower()})\w*"
)
PROPER_NAME = re.compile(
    rf"(?<=[\w,:;)]\s){CAPITAL}{WORD}(?:\s(?:(?:in|of|for|the)\s)?{CAPITAL}{WORD})+"
)
AGENT = re.compile(
    rf"(?<!\w)(?:by|from|przez|od|von|vom|durch|от|від|ад)\s+(?:(?:the|der|dem|den|a)\s+)?"
    rf"(?:{CAPITAL}{WORD}\s+){{0,4}}?{one_of('funding.institutions')}"
)
LABEL = re.compile(r"\W*(?P<label>[^\W\d_][^:\n]{1,40}):\s")
HEADINGS = {
    kind: re.compile(one_of(f"heading.{kind}"), re.IGNORECASE) for kind in lists_of("heading")
}


def label_of(text):
    """Return the part that a label before a colon names ("Funding: …"), or ""."""
    found = LABEL.match(text)
    label = found["label"].strip() if found else ""
    return next((kind for kind, known in HEADINGS.items() if known.fullmatch(label)), "")
