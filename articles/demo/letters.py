"""The newsletter of the demo: what came out in English, made by its editor."""

from articles.letters.make import make_letter
from articles.letters.models import Letter, LetterPiece
from articles.models import PublishedVersion
from newsroom.audit import changes

OPENING = (
    "Good morning from the quay.\n\nThis month we took the ferry, the narrow gauge and the road, "
    "and counted what each of them is still good for."
)
TEASERS = {
    "The river port that learned to wait": (
        "What is a port without ships for? Dolna has four answers, and none of them is large."
    )
}


def write(*, by):
    """Put a newsletter together of the live pieces in English, the newest first, and make it."""
    letter = Letter.objects.create(
        title="A port, a train, a notary",
        preheader="What still crosses the Varsa, and who keeps the timetable",
        opening=OPENING,
        language="en",
    )
    live = PublishedVersion.objects.live().filter(language="en").newest_first()
    rows = [
        LetterPiece.objects.create(
            letter=letter,
            article_id=version.article_id,
            teaser=TEASERS.get(version.title, ""),
            position=position,
        )
        for position, version in enumerate(live)
    ]
    changes.added(by, letter, *rows)
    make_letter(letter, by=by)
