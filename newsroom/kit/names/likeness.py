"""Names that look alike: to the eye, to whoever types them, or but for what a lawyer adds."""

import unicodedata

from newsroom.kit.text import name_key

# Cyrillic and Greek letters that look like Latin ones in either case, and letters whose stroke
# is no accent that could be taken off.
PAIRS = (  # noqa: SIM905
    "аa вb еe кk мm нh оo рp сc тt уy хx іi јj ѕs αa βb εe ηh ιi κk μm νv οo ρp τt υy χx "
    "łl øo đd ðd ıi"
).split()
SHAPES = str.maketrans({pair[0]: pair[1] for pair in PAIRS})
# What tells how a body is organised, and not which one it is; stops are gone already.
FORMS = (  # noqa: SIM905
    "the ev gmbh ggmbh ag kg stiftung verein ltd limited llc llp inc corp plc cic foundation trust "
    "sa sas sarl srl spa bv nv ab oy as aps asbl aisbl vzw stichting nadace fundacja "
    "stowarzyszenie sp z oo zoo spzoo тов тзов фонд го бо ооо оо ао нко таа"
).split()


def likeness(name: str) -> str:
    """Return what two names that look alike have in common.

    Case, spacing and punctuation are set aside as in `name_key`, and so are
    accents, the alphabet of letters of the same shape, and legal forms.
    """
    words = shapes(name)
    telling = [word for word in words if word not in _FORMS]
    return " ".join(telling or words)


def shapes(name: str) -> list[str]:
    """Return the words of a name of a person by their looks: as in `likeness`, all of them."""
    return [_shape(word) for word in name_key(name).split()]


def _shape(word):
    letters = unicodedata.normalize("NFD", word)
    return "".join(one for one in letters if not unicodedata.combining(one)).translate(SHAPES)


_FORMS = {_shape(form) for form in FORMS}
