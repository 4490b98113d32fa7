"""What is hidden with an author, a funder or a grant, beside every spelling of the name."""

from typing import Any

from django.db.models import Model

from articles.models import VersionByline, VersionGrant, VersionHandle, VersionLogo
from authors.models import Author
from funding.models import Funder, Grant

MARK = "[…]"
ADDRESS = "withheld"
Changes = dict[str, Any]
Subject = Author | Funder | Grant

# What is emptied beside the name, because it would show as well who it is.
BESIDE: dict[type[Model], tuple[str, ...]] = {
    VersionByline: ("slug", "bio", "photo", "affiliation"),
    VersionHandle: ("handle", "url"),
    VersionLogo: ("file", "dark_file", "alt"),
}


def names_of(subject: Subject | None) -> list[str]:
    """The names under which a subject is known here."""
    if isinstance(subject, Funder):
        return [subject.name, *(alias.name for alias in subject.aliases.all())]
    if isinstance(subject, Grant):
        return [subject.title]
    return [subject.name] if subject else []


def hidden(subject: Subject | None) -> list[tuple[Model, Changes]]:
    """The rows that show a subject, whatever they call it, with what is to stand there."""
    if isinstance(subject, Author):
        bylines = VersionByline.objects.filter(author=subject)
        return [(subject, nobody(subject)), *((row, _anonymous(row)) for row in bylines)]
    if isinstance(subject, Funder):
        parties, logos = subject.version_parties.all(), subject.version_logos.all()
        return [
            (subject, nobody(subject)),
            *((row, {"name": MARK}) for row in parties),
            *((row, _emptied(row)) for row in logos),
        ]
    if isinstance(subject, Grant):
        printed = VersionGrant.objects.filter(grant=subject)
        return [(subject, nobody(subject)), *((row, {"title": MARK}) for row in printed)]
    return []


def nobody(row: Subject) -> Changes:
    """An author, a funder or a grant, without anything that shows who or what it is."""
    address = f"{ADDRESS}-{row.pk}"
    if isinstance(row, Author):
        nothing = dict.fromkeys(("bio", "photo", "affiliation", "email", "key"), "")
        return {"name": MARK, "slug": address, "user": None, **nothing}
    if isinstance(row, Funder):
        name = f"{MARK} {row.pk}"
        nothing = dict.fromkeys(("url", "about", "country"), "")
        return {"name": name, "key": name, "slug": address, "public": False, **nothing}
    nothing = dict.fromkeys(("reference", "framework", "summary"), "")
    return {"title": f"{MARK} {row.pk}", "slug": address, "public": False, **nothing}


def removed(subject: Subject | None) -> list[Model]:
    """The rows that are taken away with a subject: they are about nothing else."""
    if isinstance(subject, Author):
        return list(subject.handles.all())
    if isinstance(subject, Funder):
        return [*subject.aliases.all(), *subject.logos.all()]
    return []


def _anonymous(byline):
    return {"name": MARK, **_emptied(byline)}


def _emptied(row):
    return dict.fromkeys(BESIDE[type(row)], "")
