"""The front page of the demo, as an editor arranged it."""

from datetime import timedelta

from articles.front import kinds
from articles.front.models.draft import FrontBlock, FrontPlace
from articles.front.publishing import arrange
from articles.front.reading import content_digest, draft, frozen
from articles.models import Article, Section
from newsroom.audit import changes
from newsroom.kit import clock

BOX = (
    "<p>Every piece says who paid for it, and every grant is in the "
    '<a href="/funding/">register of our funding</a>: from whom, how much, and for what.</p>'
)
# Told otherwise on the front page than over the piece.
TEASER = {
    "title": "Eleven minutes, four times a day",
    "text": "What a small train is still good for, and who would miss it.",
}


def furnish_front(railway: Article, people: dict) -> None:
    """Arrange the front page, with a piece about a railway among the seconds, and publish it."""
    editor = people["editor"]
    reportage = Section.objects.get(name="Reportage")
    lead = FrontBlock(kind=kinds.LEAD, length=1)
    seconds = FrontBlock(kind=kinds.SECONDS, length=3)
    blocks = [
        lead,
        seconds,
        FrontBlock(kind=kinds.SECTION, section=reportage, length=3),
        FrontBlock(kind=kinds.BOX, heading="Who pays for this magazine", text=BOX),
        FrontBlock(kind=kinds.ARCHIVE, heading="Worth reading again", older_than=30, length=2),
    ]
    for position, block in enumerate(blocks):
        block.position = position
        block.save()
    month = clock.now() + timedelta(days=30)
    pin = FrontPlace.objects.create(
        block=seconds, position=1, article=railway, until=month, **TEASER
    )
    changes.added(editor, *blocks, pin)
    arrange(by=editor, seen=content_digest(frozen(draft())), note="The first one.")
