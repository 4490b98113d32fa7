"""The line under a picture: what it shows and who took it."""

import re
from dataclasses import dataclass

from .names import is_name
from .words import one_of

LONGEST = 500
FLAGS = re.IGNORECASE | re.DOTALL
# What leads to whoever took it: "Photo:", "Photograph by", "fot.", "Image courtesy of".
WHO = rf"{one_of('photo.opens')}\w*(?:\s+(?:by|credits?|courtesy of))?"
# "Photo of the author" names who took it, too, as several languages write that.
JOINT = (
    r"(?:\s*:\s*|(?<=fot)\.\s*|(?<=zdj)\.\s*|(?<=by|of)\s+"
    rf"|\s+(?={one_of('views.writer')}))"
)
LABELLED = re.compile(rf"[\[(]?(?P<label>{WHO}){JOINT}(?P<rest>.+)", FLAGS)
NAMED_CAPTION = re.compile(
    rf"(?:{one_of('photo.caption')}\w*|(?:\w+ )?{one_of('photo.opens')}\w*)\s*:\s*(?P<rest>.+)",
    FLAGS,
)
# "Fig. 1. The quay", in any language.
FIGURE = re.compile(r"[^\W\d_]{2,10}\.? \d{1,3}[.:]\s+(?P<rest>\S.*)", FLAGS)
# "One source: the mayor" is a sentence, so a mark or a capital comes first.
INNER = re.compile(
    r"(?P<caption>.{3,}?)(?:[,;|/—–.!?»”(\[-]\s*|\s+(?-i:(?=[A-ZŹŻФДСІ])))"
    rf"(?:{WHO}|{one_of('photo.credit')}\w*){JOINT}(?P<credit>[^\n]{{2,150}}?)\)?\]?\.?",
    FLAGS,
)
RIGHTS = re.compile(r"(?P<caption>.*?)[\s,;|/([—–-]*(?P<credit>©[^\n]{2,100}?)[)\]]?", FLAGS)
BRACKETED = re.compile(r"(?P<caption>.+?)\s*[\[(](?P<credit>[^()\[\]]{2,120})[\])]\.?", FLAGS)
AGENCY = re.compile(one_of("photo.agencies"))
CREDITS_ONLY = re.compile(r"(?:.*\b(?:by|of)|.*credits?|fot|foto|zdj|bildnachweis)", FLAGS)


@dataclass(frozen=True)
class LeadImage:
    """The lead picture's words. The picture itself is chosen at the desk."""

    caption: str
    credit: str


def read_caption(text):
    """Return the LeadImage in a line that says it is one, or None."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    if found := LABELLED.fullmatch(text):
        return _labelled(found["label"], _unwrap(text, found["rest"]))
    if found := NAMED_CAPTION.fullmatch(text):
        return split_credit(found["rest"])
    if (found := FIGURE.fullmatch(text)) and (image := read_caption(found["rest"])):
        return image
    for pattern in (INNER, RIGHTS):
        if found := pattern.fullmatch(text):
            return _parted(found)
    if (found := BRACKETED.fullmatch(text)) and AGENCY.search(found["credit"]):
        return _parted(found)
    return None


def split_credit(text):
    """Part a caption from the credit at its end, where there is one."""
    for pattern in (INNER, RIGHTS, BRACKETED):
        if found := pattern.fullmatch(text.strip()):
            return _parted(found)
    return _last_sentence(text.strip()) or LeadImage(text.strip(), "")


def _parted(found):
    """A bracket around the whole credit is dropped, one inside it, as in "(cc)", closed again."""
    credit = found["credit"].strip()
    credit += ")" * (credit.count("(") - credit.count(")"))
    caption = found["caption"].strip(" \t\n\u00a0,;|/([—–-")
    # The stop before "Photo:" ends the caption's sentence.
    if found.re is INNER and found.string[found.end("caption") :].lstrip()[:1] in tuple(".!?"):
        caption += found.string[found.end("caption") :].lstrip()[0]
    return LeadImage(caption, credit)


def _unwrap(text, rest):
    """Drop the closing bracket of a line that is in brackets as a whole."""
    return rest[:-1] if text[0] in "([" and rest[-1] in ")]" else rest


def _labelled(label, rest):
    rest = rest.strip()
    if CREDITS_ONLY.fullmatch(label):
        return LeadImage("", rest)
    image = split_credit(rest)
    if image.credit:
        return image
    sentence = len(rest.split()) > 8 or (rest.endswith(".") and len(rest.split()) > 5)
    return LeadImage(rest, "") if sentence else LeadImage("", rest)


def _last_sentence(text):
    """``A ferry at dawn. Jan Nowak / Reuters``: the last words name who took it."""
    found = re.fullmatch(r"(?P<caption>.+?[.!?])\s+(?P<credit>[^.!?]{3,80}\.?)", text, re.DOTALL)
    if not found:
        return None
    credit = found["credit"].strip()
    if AGENCY.search(credit) or is_name(credit.rstrip(".")) or re.search(r"\w ?/ ?\w", credit):
        return LeadImage(found["caption"].strip(), credit)
    return None
