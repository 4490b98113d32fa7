"""The pieces of the demo, each carried from a manuscript to a published page by four people."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core.files import File

from articles.demo import filing, grants
from articles.demo.by_hand import change
from articles.imports.proposals import confirm
from articles.imports.store import import_manuscript
from articles.models import Photo, Tag
from articles.models.choices import Funding, Kind
from articles.models.licences import Licence
from articles.publishing.edits import editing
from articles.publishing.gate import problems
from articles.publishing.perform import perform
from newsroom.audit import changes
from newsroom.kit.moments import day_of

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Piece:
    """A manuscript, and what an editor adds to it. `age` is how many days ago it was published."""

    file: str
    kind: str = Kind.ARTICLE
    tags: tuple = ()
    picture: str = ""
    figure: str = ""
    caption: str = ""
    apart: str = ""
    age: int = 0


# What each picture shows, and where in it, in percent, what no crop may lose.
PICTURES = {
    "grain-quay.jpg": (
        "Silhouettes of grain silos and two cranes on a river quay at dawn; a red and white ferry "
        "crosses in front of the rising sun, and everything is mirrored in the water.",
        (50, 60),
    ),
    "library-snow.jpg": (
        "Wieczór na ośnieżonym rynku: w budynku biblioteki z wieżyczką zegarową i dwojgiem "
        "drzwi palą się światła, przed wejściem stoi ktoś z czerwonym parasolem.",
        (50, 50),
    ),
    "narrow-gauge.jpg": (
        "A small green locomotive pulls three carriages with lit windows across a long railway "
        "bridge at dusk, above a river that reflects the purple sky.",
        (50, 50),
    ),
}
CREDIT = "Borderland Review"
LEAD = Piece(
    "manuscript.txt",
    kind=Kind.ANALYSIS,
    tags=("Varsa", "Ports", "Local media", "Border towns"),
    picture="grain-quay.jpg",
)
OTHERS = (
    Piece(
        "manuscripts/06-bdzholy.txt",
        kind=Kind.REPORTAGE,
        tags=("Варса", "Пасічництво", "Пором"),
        age=41,
    ),
    Piece(
        "manuscripts/05-biblioteka.md",
        tags=("Biblioteki", "Pogranicze", "Kultura"),
        picture="library-snow.jpg",
        age=33,
    ),
    Piece(
        "manuscripts/04-missing-stations.txt",
        kind=Kind.REVIEW,
        tags=("Books", "Railways", "History"),
        figure="narrow-gauge.jpg",
        caption="One that still runs: the evening train on the narrow gauge near Dolna.",
        age=24,
    ),
    Piece(
        "manuscripts/03-notary.md",
        kind=Kind.INTERVIEW,
        tags=("Law", "Ferry", "Border towns"),
        age=17,
    ),
    Piece(
        "manuscripts/02-dull-page.html",
        kind=Kind.OPINION,
        tags=("Local media", "Councils", "Journalism"),
        age=9,
    ),
    Piece(
        "manuscripts/01-narrow-gauge.txt",
        kind=Kind.REPORTAGE,
        tags=("Railways", "Varsa", "Border towns"),
        picture="narrow-gauge.jpg",
        apart='<aside class="pull"><p>People change languages when they change jobs.</p></aside>'
        '<aside class="box"><h2>The line in figures</h2><ul><li><p>Eleven minutes, four times a day'
        "</p></li><li><p>Four hours by road</p></li></ul></aside>",
        age=4,
    ),
)
PORTRAIT = "olena-marchuk.jpg"


def carry(piece, people, *, now):
    """Import, submit, confirm, approve and publish a piece; returns the published article."""
    now = now - timedelta(days=piece.age)
    file = FOLDER / piece.file
    article, _ = import_manuscript(file.read_bytes(), file.name, by=people["contributor"])
    _edit(article, piece, people["contributor"])
    if piece is LEAD:
        _portray(article.bylines.get().author, by=people["editor"])
    perform("submit", article, by=people["contributor"], now=now)
    for grant in grants.proposed(article):
        grants.complete(grant, day_of(now), by=people["funding"])
    confirm(article, by=people["funding"])
    perform("approve", article, by=people["editor"], now=now)
    passed = [problem.code for problem in problems(article, now) if not problem.blocks]
    perform("publish", article, by=people["publisher"], acknowledged=passed, now=now)
    return article


def _edit(article, piece, by):
    with editing(article, by=by) as copy:
        copy.kind = piece.kind
        filing.file(copy, piece.file)
        if copy.funding == Funding.UNDECLARED:
            copy.funding = Funding.NONE
        if piece.picture:
            copy.lead_photo = photo(piece.picture, by=by)
        if piece.figure:
            figure = _figure(photo(piece.figure, by=by), piece.caption)
            copy.body = _before_the_second_part(figure, copy.body)
        copy.body = _before_the_second_part(piece.apart, copy.body)
        copy.save()
        new = Tag.objects.unknown(piece.tags)
        copy.tags.add(*piece.tags)
        changes.added(by, *Tag.objects.filter(key__in=new))


def photo(name, *, by):
    """A picture of the demo in the library, where several pieces find it."""
    alt, (x, y) = PICTURES[name]
    known = {"alt": alt, "credit": CREDIT, "licence": Licence.OWN, "focal_x": x, "focal_y": y}
    if found := Photo.objects.filter(called=name).first():
        return found
    with (FOLDER / "pictures" / name).open("rb") as opened:
        file = File(opened, name=name)
        return Photo.objects.create(file=file, called=name, created_by=by, **known)


def _before_the_second_part(html, body):
    return body.replace("<h2>", f"{html}<h2>", 1)


def _figure(photo, caption):
    return (
        f'<figure data-photo="{photo.pk}" data-width="wide">'
        f"<figcaption>{caption}</figcaption></figure>"
    )


def _portray(author, *, by):
    with (FOLDER / "pictures" / PORTRAIT).open("rb") as opened:
        change(author, {"photo": File(opened, name=PORTRAIT)}, by=by)
