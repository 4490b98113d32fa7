"""What a manuscript is made of, once it has been read."""

import datetime
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal

from authors.handles import Handle

from .captions import LeadImage
from .funders import Funder
from .pictures import Picture


@dataclass
class Author:
    """A person in the byline. ``matched`` is for whoever knows the authors already on file."""

    name: str
    bio: str = ""
    handles: list[Handle] = field(default_factory=list)
    matched: str | None = None


@dataclass
class Acknowledgement:
    """Who paid, verbatim, and what the sentence names."""

    text: str
    funders: list[Funder] = field(default_factory=list)
    project: str = ""
    framework: str = ""
    amount: Decimal | None = None
    currency: str = ""


@dataclass
class Appeal:
    """What asks readers for support, verbatim; its button's words and https address."""

    text: str
    label: str = ""
    url: str = ""


@dataclass(frozen=True)
class Guess:
    """Something inferred, and from what: for a human to confirm."""

    field: str
    why: str


@dataclass
class Manuscript:
    """A manuscript as proposed to an editor. Texts are NFC and otherwise verbatim."""

    title: str = ""
    standfirst: str = ""
    date: datetime.date | None = None
    authors: list[Author] = field(default_factory=list)
    section: str = ""
    language: str = ""
    lead_image: LeadImage | None = None
    acknowledgements: list[Acknowledgement] = field(default_factory=list)
    disclaimers: list[str] = field(default_factory=list)
    appeals: list[Appeal] = field(default_factory=list)
    corrections: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    body_html: str = ""
    guesses: list[Guess] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    def guess(self, name, why):
        self.guesses.append(Guess(name, why))

    def as_json(self):
        """Return the manuscript as what ``json.dumps`` can write: dates ISO, amounts numbers, and
        no pictures.
        """
        plain = asdict(replace(self, pictures=[]))
        del plain["pictures"]
        plain["date"] = self.date.isoformat() if self.date else None
        for author in plain["authors"]:
            for handle in author["handles"]:
                handle["platform"] = str(handle["platform"])
        for acknowledgement in plain["acknowledgements"]:
            acknowledgement["amount"] = _number(acknowledgement["amount"])
        return plain


def _number(amount):
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
