"""What is hidden with an author, a funder or a grant, beside every spelling of the name."""

from typing import Any

from django.db.models import Model

from articles.models import Byline, VersionByline, VersionGrant, VersionHandle, VersionLogo
from authors.models import Author
from funding.models import Funder, Grant
from newsroom.addresses.models import FormerAddress
from newsroom.audit import changes
from newsroom.audit.models import LedgerWords

MARK = "[…]"
ADDRESS = "withheld"
Changes = dict[str, Any]
Subject = Author | Funder | Grant

# What is emptied beside the name, because it would show as well who it is.
BESIDE: dict[type[Model], tuple[str, ...]] = {
    VersionByline: ("bio", "photo", "affiliation"),
    VersionHandle: ("handle", "url"),
    VersionLogo: ("file", "dark_file", "alt"),
}


def names_of(subject: Subject | None) -> list[str]:
    """The names under which a subject is known here, or was printed; none that is a mark."""
    names: list[str] = []
    if isinstance(subject, Author):
        bylines = VersionByline.objects.filter(author__in=_and_merged(subject))
        names = [author.name for author in _and_merged(subject)]
        names += bylines.values_list("name", flat=True)
    elif isinstance(subject, Funder):
        names = [subject.name, *subject.aliases.values_list("name", flat=True)]
        names += subject.version_parties.values_list("name", flat=True)
    elif isinstance(subject, Grant):
        names = [subject.title, *subject.version_grants.values_list("title", flat=True)]
    return [name for name in dict.fromkeys(names) if MARK not in name]


def hidden(subject: Subject | None) -> list[tuple[Model, Changes]]:
    """The rows that show a subject, whatever they call it, with what is to stand there."""
    if isinstance(subject, Author):
        bylines = VersionByline.objects.filter(author__in=_and_merged(subject))
        working = Byline.objects.filter(author__in=_and_merged(subject))
        return [
            *((author, nobody(author)) for author in _and_merged(subject)),
            *((row, anonymous(row)) for row in bylines),
            *((row, {"bio": ""}) for row in working),
            *told_of(*_and_merged(subject)),
        ]
    if isinstance(subject, Funder):
        parties, logos = subject.version_parties.all(), subject.version_logos.all()
        return [
            (subject, nobody(subject)),
            *((row, {"name": MARK}) for row in parties),
            *((row, {**emptied(row), "light": None, "dark": None}) for row in logos),
            *told_of(subject),
        ]
    if isinstance(subject, Grant):
        printed = VersionGrant.objects.filter(grant=subject)
        unnamed = {"title": MARK, "slug": f"{ADDRESS}-{subject.pk}"}
        titles = ((row, unnamed) for row in printed)
        return [(subject, nobody(subject)), *titles, *told_of(subject)]
    return []


def told_of(*rows: Subject) -> list[tuple[LedgerWords, Changes]]:
    """What the ledger tells of rows that are hidden, with what is to stand there.

    It keeps what they were called before, and whatever else was changed in them.
    """
    return [
        (words, {"subject_name": MARK, **({"facts": {}} if is_of_changes else {})})
        for row in rows
        for words in changes.words_about(row).select_related("entry").order_by("pk")
        for is_of_changes in [words.entry.verb in changes.VERBS]
    ]


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
    if subject is None:
        return []
    rows: list[Model] = [*FormerAddress.objects.of(type(subject)).filter(key=subject.pk)]
    if isinstance(subject, Author):
        rows += [*subject.handles.all(), *subject.interests.all()]
    elif isinstance(subject, Funder):
        rows += [*subject.aliases.all(), *subject.logos.all()]
    return rows


def anonymous(byline: VersionByline) -> Changes:
    """A printed byline without anything that shows whose it is."""
    return {"name": MARK, "slug": f"{ADDRESS}-{byline.author_id}", **emptied(byline)}


def emptied(row: Model) -> Changes:
    """The columns of a row that would show beside the name who it is, emptied."""
    return dict.fromkeys(BESIDE.get(type(row), ()), "")


def _and_merged(author):
    return [author, *author.merged.all()]
