"""A newsletter, made of what readers see at a moment: HTML for mail programs, and plain text."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from articles.letters.models import Letter, LetterPiece
from articles.models import PublishedVersion
from articles.models.article import Article
from articles.models.printed import Printed, read_printed
from articles.reader.channels.mail import in_mail, in_plain_mail, inlined
from newsroom.kit.languages import direction
from newsroom.models import Masthead

# In bytes. Gmail shows no more of a mail than 102 kB of HTML, and hides the rest behind a link: who
# paid for the last pieces would be there.
MOST = 102 * 1024
STYLES = "letters/letter.css"
RULE = "* * *"


@dataclass(frozen=True)
class Composed:
    """A newsletter as it would be sent now.

    `pieces` are in it; those that are `left_out` are not live. `problems` are sentences about what
    has to change before it may be made.
    """

    html: str
    text: str
    pieces: list[Printed]
    left_out: list[Article]
    problems: list[str]

    @property
    def size(self) -> int:
        """In kB, as mail programs count it."""
        return -(-len(self.html.encode()) // 1024)


def compose(letter: Letter, at: datetime | None = None) -> Composed:
    """The newsletter as of a moment (now, unless told otherwise): three queries."""
    rows = list(letter.pieces.select_related("article"))
    live = _live(rows, at)
    chosen = [(live[row.article_id], row.teaser) for row in rows if row.article_id in live]
    pieces = [piece for piece, _teaser in chosen]
    masthead = Masthead.current()
    with translation.override(letter.language):
        html, text = _html(letter, chosen, masthead), _text(letter, chosen, masthead)
    left_out = [row.article for row in rows if row.article_id not in live]
    return Composed(html, text, pieces, left_out, _problems(letter, pieces, html))


def _live(rows: list[LetterPiece], at: datetime | None) -> dict[int, Printed]:
    versions = PublishedVersion.objects.live(at).filter(article__in=[r.article_id for r in rows])
    return {piece.version.article_id: piece for piece in read_printed(versions)}


def _html(letter, chosen, masthead):
    site_url = settings.SITE_URL
    context = {
        "letter": letter,
        "direction": direction(letter.language),
        "masthead": masthead,
        "site_url": site_url,
        "pieces": [in_mail(piece, site_url, teaser) for piece, teaser in chosen],
    }
    return inlined(render_to_string("letters/letter.html", context), STYLES)


def _text(letter, chosen, masthead):
    site_url = settings.SITE_URL
    house = [masthead.name, masthead.legal_name, f"{site_url}/", masthead.contact]
    funds = f"{_('Who funds us')}: {site_url}/funding/"
    parts = [
        letter.title,
        letter.opening,
        *(f"{RULE}\n\n{in_plain_mail(piece, site_url, teaser)}" for piece, teaser in chosen),
        RULE,
        "\n".join(filter(None, [*house, funds])),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _problems(letter, pieces, html):
    problems = []
    if not pieces:
        problems.append(_("Choose at least one piece that is live."))
    for piece in pieces:
        if piece.version.language != letter.language:
            problems.append(
                _("“%(title)s” is in another language than the newsletter (%(language)s).")
                % {
                    "title": piece.version.title,
                    "language": get_language_info(letter.language)["name_translated"],
                }
            )
    if len(html.encode()) > MOST:
        problems.append(
            _(
                "It is longer than the 102 kB that Gmail shows of a mail: the end, with who paid "
                "for the last pieces, would be hidden. Take pieces out, or make two newsletters."
            )
        )
    return problems
