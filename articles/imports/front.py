"""What a file says outright about the piece: front matter, the head of a page."""

from django.utils.translation import gettext as _

from articles.models.tagging import split_tags

from .dates import read_date
from .language import LANGUAGES
from .names import split_names
from .parts import Author
from .words import listed, lists_of

# One name for each thing: the labels of a manuscript and those of front matter.
MEANS = {word: name for name in lists_of("label") for word in listed(f"label.{name}")}
MEANS |= {"categories": "section", "tag": "tags", "summary": "standfirst"}


def use_labels(manuscript, labels):
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
        elif name == "language" and value[:2].lower() in LANGUAGES:
            manuscript.language = manuscript.language or value[:2].lower()
        elif name == "date":
            _use_date(manuscript, value)
        else:
            manuscript.unplaced.append(f"{label}: {value}")


def _use_date(manuscript, value):
    date = read_date(value)
    if date and date.value:
        manuscript.date = date.value
    else:
        manuscript.guess(
            "date",
            _("“%(text)s” is no full date of the calendar, so the date was left empty.")
            % {"text": value},
        )
        manuscript.unplaced.append(value)
