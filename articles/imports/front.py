"""What a file says outright about the piece: front matter, the head of a page."""

from articles.models.tagging import split_tags
from newsroom.kit.languages import base

from .dates import read_date
from .dating import refuse_date, use_date
from .language import LANGUAGES
from .names import split_names
from .parts import Author
from .words import listed, lists_of

# One name for each thing: the labels of a manuscript and those of front matter.
MEANS = {word: name for name in lists_of("label") for word in listed(f"label.{name}")}
MEANS |= {"categories": "section", "tag": "tags", "summary": "standfirst"}


def labelled_language(labels):
    """Return the code of the language that the labels say, as ``en-us``, or ""."""
    for label, value in labels.items():
        if MEANS.get(label) == "language" and base(value) in LANGUAGES:
            return value.replace("_", "-").lower()
    return ""


def use_labels(manuscript, labels, *, month_first):
    """Take what the labels say; list as unplaced what they say that we have no place for."""
    for label, value in labels.items():
        name = MEANS.get(label, "")
        if not value:
            continue
        if name in ("title", "standfirst", "section") and not getattr(manuscript, name):
            setattr(manuscript, name, value)
        elif name == "authors":
            manuscript.authors += [Author(person) for person in split_names(value)]
        elif name == "tags":
            manuscript.tags = split_tags(value)
        elif name == "language" and base(value) in LANGUAGES:
            continue
        elif name == "date":
            _use_date(manuscript, value, month_first)
        else:
            manuscript.unplaced.append(f"{label}: {value}")


def _use_date(manuscript, value, month_first):
    if date := read_date(value):
        use_date(manuscript, date, month_first=month_first, explicit=True)
    else:
        refuse_date(manuscript, value)
