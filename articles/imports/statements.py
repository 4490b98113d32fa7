"""Is a paragraph at the edge of a piece a statement about it, or still part of it?

Every sign is worth something; a paragraph is taken only when the signs agree.
What merely talks about grants, views or donations has too few of them.
"""

import re

from .words import one_of

ENOUGH = 4
# Right above the bio stands the end of the piece itself: there the signs must be plain.
PLAIN = 5
LONGEST = 1200


def _pattern(text, flags=re.IGNORECASE | re.MULTILINE):
    return re.compile(rf"(?<!\w)(?:{text})(?!\w)", flags)


SUPPORT = _pattern(one_of("funding.support"))
STARTS_WITH_SUPPORT = re.compile(
    rf"\W*(?:{one_of('funding.made')}\s+)?(?:{one_of('funding.support')}|"
    r"von (?:der|dem|den) (?:\w+ ){1,6}(?:ko|mit)?(?:finanziert|gefördert))",
    re.IGNORECASE,
)
THIS_PIECE = _pattern(rf"{one_of('piece.named')}|^\W*{one_of('piece.opens')}")
THE_PROJECT = _pattern(rf"{one_of('project.named')}|^\W*{one_of('project.opens')}")
QUOTED = r"[“„«\"‘‚][^“”„«»\"]{3,200}[”“»\"’‘]"
PROJECT = rf"\b{one_of('project.word')}\b"
QUOTED_PROJECT = re.compile(
    rf"(?:{QUOTED}[^.]{{0,30}}?{PROJECT}|{PROJECT}[^.]{{0,20}}?{QUOTED})", re.IGNORECASE
)
FRAMEWORK = _pattern(one_of("funding.framework"))
# Case matters here: the Fund, not a fund.
INSTITUTION = _pattern(one_of("funding.institutions"), 0)
IN_THE_AMOUNT = _pattern(one_of("funding.amount"))
VIEWS = _pattern(one_of("views.views"))
WRITER = _pattern(one_of("views.writer"))
NOT_REFLECT = _pattern(one_of("views.not_reflect"))
OFFICIAL = _pattern(one_of("views.official"))
ONLY = _pattern(one_of("views.only"))
RESPONSIBLE = _pattern(one_of("views.responsible"))
# Who answers for the content answers for this very text.
SOLE_RESPONSIBILITY = _pattern(one_of("views.sole_responsibility"))
GIVE = _pattern(one_of("appeal.give"))
ASKS = re.compile(
    rf"(?:^|[.!?:;,–—]|{one_of('appeal.asking')})\W*\b{one_of('appeal.give')}\b",
    re.IGNORECASE | re.MULTILINE,
)
OURS = _pattern(one_of("appeal.ours"))
SPEECH = _pattern(one_of("story.speech"))
NARRATIVE = _pattern(one_of("story.narrative"))
LABEL = re.compile(
    rf"\W*(?:{one_of('heading.acknowledgement')}|{one_of('heading.disclaimer')})\W*:",
    re.IGNORECASE,
)


def acknowledgement_score(text):
    """How plainly a paragraph says who paid for the piece."""
    if LABEL.match(text) and INSTITUTION.search(text) and not VIEWS.search(text):
        return ENOUGH + _common(text)
    if not SUPPORT.search(first_sentence(text)):
        return 0
    if QUOTED_PROJECT.search(first_sentence(text)) or THIS_PIECE.search(text):
        about = 2
    elif THE_PROJECT.search(text):
        about = 1
    else:
        about = 2 * _is_bare(first_sentence(text)) or bool(LABEL.match(text))
    if not about:
        return 0
    score = 2 + about
    score += bool(INSTITUTION.search(text))
    score += bool(FRAMEWORK.search(text))
    score += bool(IN_THE_AMOUNT.search(text))
    return score + _common(text)


def _is_bare(sentence):
    """``Funded by A, B and C.`` with nothing else said: what has a story has another clause."""
    if not STARTS_WITH_SUPPORT.match(sentence):
        return False
    return all(INSTITUTION.search(part) for part in sentence.split(",")) or "," not in sentence


def disclaimer_score(text):
    """How plainly a paragraph says whose views the piece holds."""
    score = 0
    about = WRITER.search(text) or THIS_PIECE.search(text) or THE_PROJECT.search(text)
    if not about or not (VIEWS.search(text) or RESPONSIBLE.search(text)):
        return 0
    score += bool(VIEWS.search(text)) + bool(WRITER.search(text))
    score += 2 * bool(NOT_REFLECT.search(text))
    score += bool(OFFICIAL.search(text)) + bool(ONLY.search(text)) + bool(RESPONSIBLE.search(text))
    score += bool(THIS_PIECE.search(text) or THE_PROJECT.search(text))
    score += 2 * bool(SOLE_RESPONSIBILITY.search(text))
    return score + _common(text)


def appeal_score(text):
    """How plainly a paragraph asks the reader for support."""
    if not ASKS.search(text) or not OURS.search(text):
        return 0
    score = 4
    score += len(GIVE.findall(text)) > 1
    score += bool(re.search(r"https?://|www\.", text))
    return score + _common(text) - (len(text) > 600)


def kind_of(text, *, bonus=0, enough=ENOUGH):
    """Return acknowledgement, disclaimer, appeal, or "" for what is not plainly one of them.

    A paragraph that both names who paid and disclaims (the sentence of the
    European Union does) is one text, and an acknowledgement.
    """
    if len(text) > LONGEST:
        return ""
    acknowledges, disclaims, asks = (
        score and score + bonus
        for score in (acknowledgement_score(text), disclaimer_score(text), appeal_score(text))
    )
    if disclaims >= ENOUGH:
        return "acknowledgement" if acknowledges >= ENOUGH else "disclaimer"
    if acknowledges >= enough:
        return "acknowledgement"
    return "appeal" if asks >= enough else ""


def first_sentence(text):
    return re.split(r"(?<=[.!?])[”“»\"’]*\s+(?=\W*[A-ZА-ЯЁІЇЄҐЎĄĆĘŁŃÓŚŹŻÄÖÜ])", text, maxsplit=1)[0]


def _common(text):
    """What a label gives, and what reported speech, time and questions take."""
    score = 3 * bool(LABEL.match(text))
    score -= 2 * bool(SPEECH.search(text))
    score -= bool(NARRATIVE.search(text))
    score -= 2 * ("?" in text)
    return score - (len(text) > 700)
