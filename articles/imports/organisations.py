"""Names of organisations in a sentence, by their shape.

A name has a word such as "Fund", with a capital or behind one ("Нардычны фонд"), and takes with it
what belongs to it: other words with capitals, a title in quotes, "of" and what follows, and in
languages that write the rest of a name small, the words in the genitive.
"""

import re

from .words import listed, one_of, stems

INSTITUTION = stems("funding.institutions", 0)
SMALL_INSTITUTION = re.compile(rf"(?:{'|'.join(listed('funding.institutions')).lower()})\w*")
GIVES = stems("funding.pays")
TOKEN = re.compile(
    r"(?:im|św|St|Dr|prof|e|V)\.|[\w’'ʼ-]+|&|[«„“\"‘][^«»„“”\"\n]{2,60}[»“”\"’]|\([^\W\d_]{2,10}\)|\S"
)
QUOTES = '«„“"‘'
ARTICLES = {"the", "der", "die", "das", "dem", "den", "des"}
# Between the words of one name.
JOINTS = ARTICLES | {"of", "for", "im.", "imienia", "na", "rzecz", "für", "zur", "zu", "&"}
AND = re.compile(one_of("head.and"), re.IGNORECASE)
CYRILLIC = re.compile("[а-яёіїєґў’'ʼ-]+")
# What ends a name in small letters: a preposition, or a verb in the past or the present.
SMALL_END = re.compile(
    r"[вуўзсі]|на|із|зі|со|по|при|пры|під|под|пад|через|праз|та|и|й|а|што|що|что|як|як[аиі]\w*"
    r"|\w+(?:[аи]в|ил[аио]?|[аия]л[аоиі]|у[єе]|ю[єе]|ет|ит|[ую]т|[ую]ть|[ую]ць|ся|сь)"
)
INSTITUTION_S_OWN = re.compile(r"(?:[кг]и|кі|[нт]ня|ння|ия|ті|ції|цыі|ции|ства)$")
MOST_SMALL_WORDS = 5
LONGEST = 120


def organisations_in(text):
    """Return the names in their order, each once, without an article before them."""
    tokens = TOKEN.findall(text)
    names, place = [], 0
    while place < len(tokens):
        start = _start(tokens, place)
        if start is None:
            place += 1
            continue
        end = _end(tokens, place + 1)
        name = " ".join(tokens[start:end])
        if len(name) <= LONGEST and name not in names:
            names.append(name)
        place = end
    return names


def _start(tokens, place):
    """Return where the name around an institution's own word begins, or None if that is no name."""
    word = tokens[place]
    if INSTITUTION.search(word):
        start = place
    elif SMALL_INSTITUTION.fullmatch(word):
        above = place - 1
        # An adjective may stand between: "Голландского культурного центра".
        if above > 0 and not _is_capital(tokens[above]) and CYRILLIC.fullmatch(tokens[above]):
            above -= 1
        if above < 0 or not _is_capital(tokens[above]):
            return None
        start = above
    else:
        return None
    while start and _is_capital(tokens[start - 1]) and tokens[start - 1].lower() not in ARTICLES:
        start -= 1
    # The first word of a sentence has a capital of its own: "Dzięki Fundacji …".
    if start < place and _opens_sentence(tokens, start) and GIVES.match(tokens[start]):
        start += 1
    return start


def _opens_sentence(tokens, place):
    return place == 0 or tokens[place - 1] in (".", ":", "!", "?")


def _end(tokens, place):
    """Return where a name that has had its institution's word ends."""
    small = 0
    while place < len(tokens):
        if not _belongs(tokens, place):
            if small == MOST_SMALL_WORDS or not _is_small_part(tokens, place):
                break
            small += 1
        place += 1
    return place


def _belongs(tokens, place):
    """A word with a capital, a title in quotes, "(AOB)", or a joint between two such words."""
    word = tokens[place]
    if _is_capital(word) or word[0] in QUOTES or word in ("e.", "V."):
        return True
    if word[0] == "(":
        return len(word) > 1
    if word.lower() in JOINTS:
        return _goes_on(tokens, place + 1)
    joins = bool(AND.fullmatch(word)) and _goes_on(tokens, place + 1)
    return joins and not _party(tokens, place + 1)


def _goes_on(tokens, place):
    while place < len(tokens) and tokens[place].lower() in JOINTS:
        place += 1
    return place < len(tokens) and _is_capital(tokens[place])


def _party(tokens, place):
    """Whether another institution begins here: "and the B Foundation", not "and Sport"."""
    if tokens[place].lower() in ARTICLES:
        return True
    while place < len(tokens) and _is_capital(tokens[place]):
        if INSTITUTION.search(tokens[place]):
            return True
        place += 1
    return False


def _is_small_part(tokens, place):
    word = tokens[place]
    if not CYRILLIC.fullmatch(word):
        return False
    if word in ("за", "для"):
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        return bool(CYRILLIC.fullmatch(following)) and not GIVES.match(following)
    # "Фонд підтримки преси" is a name, "Фонд культуры падтрымаў" goes on with a verb.
    if GIVES.match(word) and not INSTITUTION_S_OWN.search(word):
        return False
    return not SMALL_END.fullmatch(word)


def _is_capital(word):
    return word[0].isupper()
