"""Does a text look like the name of a person?"""

import re

from .words import listed, one_of

AND = one_of("head.and")
# "й" follows a vowel, and never a comma.
JOINTS = re.compile(rf"\s*[,;]\s*(?:{AND}\s+)?|\s+(?:{AND}|й|&)\s+")
SMALL = set(listed("head.particles"))
KNOWN_SECTIONS = set(listed("head.sections"))
WORD = re.compile(r"[^\W\d_][\w.’'ʼ-]*", re.UNICODE)


def is_name(text):
    """Two to five words that begin with capitals, small words of names aside."""
    words = text.replace("\u00a0", " ").split()
    if not 2 <= len(words) <= 5 or len(text) > 60:
        return False
    if not all(WORD.fullmatch(word) for word in words):
        return False
    return (
        words[0][0].isupper()
        and all(word[0].isupper() or word.lower() in SMALL for word in words)
        and not re.search(r"\w{3,}\.$", text)
    )


def split_names(text):
    """Return the names in ``A, B and C``; a text that is no list of names is one name."""
    text = " ".join(text.split()).strip(" ,;")
    parts = [part for part in JOINTS.split(text) if part]
    return parts if len(parts) > 1 and all(map(is_name, parts)) else [text]


def are_names(text):
    return all(map(is_name, split_names(text)))


def is_known_section(text):
    words = [word for part in JOINTS.split(text.lower()) for word in part.split()]
    return bool(words) and all(word in KNOWN_SECTIONS for word in words)
