"""The pieces of the demo, each carried from a manuscript to a published page by four people."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File

from articles.imports.proposals import confirm
from articles.imports.store import import_manuscript
from articles.models import Photo
from articles.models.choices import Funding, Kind
from articles.publishing.gate import problems
from articles.publishing.moves import perform

FOLDER = Path(settings.BASE_DIR) / "newsroom" / "demo"


@dataclass(frozen=True)
class Piece:
    """A manuscript, and what an editor adds to it. `age` is how many days ago it was published."""

    file: str
    kind: str = Kind.ARTICLE
    tags: tuple = ()
    picture: str = ""
    alt: str = ""
    age: int = 0


LEAD = Piece("manuscript.txt", kind=Kind.ANALYSIS)
OTHERS = ()


def carry(piece, people, *, now):
    """Import, submit, confirm, approve and publish a piece; returns the published article."""
    now = now - timedelta(days=piece.age)
    file = FOLDER / piece.file
    article, _ = import_manuscript(file.read_bytes(), file.name, by=people["contributor"])
    _edit(article, piece)
    perform("submit", article, by=people["contributor"], now=now)
    confirm(article, by=people["funding"])
    perform("approve", article, by=people["editor"], now=now)
    passed = [problem.code for problem in problems(article, now) if not problem.blocks]
    perform("publish", article, by=people["publisher"], acknowledged=passed, now=now)
    return article


def _edit(article, piece):
    article.kind = piece.kind
    if article.funding == Funding.UNDECLARED:
        article.funding = Funding.NONE
    if piece.picture:
        with (FOLDER / "pictures" / piece.picture).open("rb") as opened:
            article.lead_photo = Photo.objects.create(
                file=File(opened, name=piece.picture), alt=piece.alt
            )
    article.save()
    article.tags.add(*piece.tags)
