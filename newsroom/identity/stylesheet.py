"""The one style sheet of a reader's page.

Readers' pages have nothing inline, and a second sheet would be one more request before anything is
drawn: what the identity changes of static/css/tokens.css follows the styles of all pages. It stands
in no layer, and so above them.
"""

import hashlib
from collections.abc import Iterator

from django.templatetags.static import static
from django.urls import reverse

from newsroom.identity.faces import FACES, Face, StandIn
from newsroom.models.identity import Identity
from newsroom.static_files import readers_styles

# The columns that change something.
CHOSEN = ("accent", "dark_accent", "text_face", "label_face")


def address(identity: Identity) -> str:
    """Where it is: one that names its digest, or that of static/css/site.css where the identity
    chooses neither colour nor typeface.
    """
    if not any(getattr(identity, name) for name in CHOSEN):
        return static("css/site.css")
    digest = hashlib.sha256(stylesheet(identity).encode()).hexdigest()
    return reverse("identity-style", args=[digest[:16]])


def stylesheet(identity: Identity) -> str:
    """The style sheet: static/css/site.css whole, and then what the identity chooses."""
    return "\n".join([readers_styles(), *_rules(identity)])


def _rules(identity):
    faces = {name: FACES[chosen] for name, chosen in _faces(identity) if chosen}
    rules = [rule for face in dict.fromkeys(faces.values()) for rule in _loaded(face)]
    values = {f"--{name}": _family(face) for name, face in faces.items()}
    light, dark = identity.accents
    if light:
        values["--accent"] = light
    if values:
        rules.append(_root(values))
    if dark:
        rules.append(f"@media(prefers-color-scheme:dark){{{_root({'--accent': dark})}}}")
    return rules


def first_files(identity: Identity, language: str) -> list[str]:
    """The addresses of the typefaces that a page in a language is to ask for at once."""
    chosen = dict.fromkeys(name for _token, name in _faces(identity) if name)
    return [address for name in chosen for address in FACES[name].first(language)]


def _faces(identity):
    """The tokens that hold typefaces, and what was chosen for each."""
    return [("serif", identity.text_face), ("sans", identity.label_face)]


def _root(values):
    return f":root{{{';'.join(f'{name}:{value}' for name, value in values.items())}}}"


def _family(face: Face) -> str:
    return f'"{face.family}","{face.family} until then",{face.stand_in.families}'


def _loaded(face: Face) -> Iterator[str]:
    for style, address, letters in face.pieces():
        yield (
            f'@font-face{{font-family:"{face.family}";src:url("{address}")format("woff2");'
            f"font-weight:400 700;font-style:{style};font-display:swap;unicode-range:{letters}}}"
        )
    yield _until_then(face, face.stand_in)


def _until_then(face: Face, other: StandIn) -> str:
    """The other face, drawn so large that hardly a line breaks elsewhere once the face is there."""
    local = ",".join(f'local("{name}")' for name in other.local)
    return (
        f'@font-face{{font-family:"{face.family} until then";src:{local};'
        f"size-adjust:{face.scale:.2%};ascent-override:{face.ascent / face.scale:.2%};"
        f"descent-override:{face.descent / face.scale:.2%};line-gap-override:0%}}"
    )
