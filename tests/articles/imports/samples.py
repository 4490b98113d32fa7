"""Where the sample manuscripts are, and small ones made on the spot."""

from pathlib import Path

from django.conf import settings

from articles.imports.manuscript import read_manuscript

FOLDER = Path(__file__).parent / "manuscripts"
DEMO = Path(settings.BASE_DIR) / "articles" / "demo" / "manuscript.txt"

LONG = (
    "The ferry leaves at ten past six and carries teachers, nurses, a notary, crates of seedlings "
    "in spring and boxes of exercise books in autumn; on most mornings it is half empty."
)
LONGER = f"{LONG} Nobody on either bank remembers a morning on which it did not leave at all."


def read(text, name="piece.txt", **options):
    """Read a manuscript given as text."""
    return read_manuscript(text.encode(), name, **options)


def read_sample(name):
    return read_manuscript((FOLDER / name).read_bytes(), name)


def piece(*, head="", body=(LONG, LONGER, LONG), tail=()):
    """Return a plain manuscript, one paragraph a line."""
    head = head or (
        "A port that waits\nIts answers are modest, and worth reading.\n"
        "October 9, 2024 - Anna Nowak - Analysis"
    )
    return "\n".join([head, *body, *tail])
