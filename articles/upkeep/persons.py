"""Everything that is stored about one person, so that it can be handed to them.

Their own rows are given whole. Where else they stand, in what others wrote or in what they did here
themselves, is told by table, key and columns alone: so nothing of anybody else goes along.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import Model, Q

from articles.models import SealedCopy
from articles.upkeep.hiding import names_of
from articles.upkeep.redactable import walked
from articles.upkeep.sought import declined, sought, tidied
from articles.upkeep.texts import columns_holding, every_text
from authors.models import Author
from funding.models import Funder
from newsroom.addresses.models import FormerAddress
from newsroom.audit.models import LedgerEntry, LedgerWords
from newsroom.kit.languages import spoken

Person = Author | Funder | User
Rows = list[Model]
Found = Iterator[tuple[Model, str]]

# The keys by which a row that leads to a person, or to a row of theirs, is theirs as well.
THEIRS = {
    "authors.author.user",
    "authors.author.merged_into",
    "authors.socialhandle.author",
    "authors.interest.author",
    "articles.interestconfirmation.author",
    "articles.presence.person",
    "articles.autosave.person",
    "articles.previewlink.maker",
    "articles.byline.author",
    "articles.versionbyline.author",
    "articles.versionhandle.byline",
    "funding.funderalias.funder",
    "funding.funderlogo.funder",
    "funding.grantparty.funder",
    "articles.versionparty.funder",
    "articles.versionlogo.funder",
    "articles.news.to",
    "newsroom.session.user",
    "newsroom.mailchoice.user",
    "mfa.authenticator.user",
    "account.emailaddress.user",
    "account.emailconfirmation.email_address",
}
# Whoever reads these could sign in, or try to.
WITHHELD = {
    "auth.user.password": "A digest.",
    "newsroom.session.session_key": "Opens the desk.",
    "newsroom.session.session_data": "Whose it is, since when, and with which factor.",
    "articles.previewlink.digest": "A digest of what opens a piece.",
    "mfa.authenticator.data": "Keys, and encrypted secrets.",
    "account.emailconfirmation.key": "Opens the desk.",
}


def everything_about(person: Person) -> dict[str, Any]:
    """What is stored about an author, a person who gives or an account; of an author with an
    account, and the other way round, both.

    `rows` are their own, each with its columns; `record` what they did and what was done about
    them, by the ledger; `stands_in` where else a key leads to them or one of their names stands;
    `withheld` the columns that are not told, and why. Values are those of the columns.
    """
    own = _own_rows(person)
    record = list(_record(own))
    return {
        "rows": [_whole(row) for row in own],
        "record": record,
        "stands_in": _elsewhere(own, {entry["number"] for entry in record}),
        "withheld": WITHHELD,
    }


def _own_rows(person: Person) -> Rows:
    """The row of the person first, then whatever is theirs, each once."""
    found: dict[Model, None] = {}
    waiting: Rows = [person.survivor() if isinstance(person, Author) else person]
    while waiting:
        row = waiting.pop(0)
        if row in found:
            continue
        found[row] = None
        for model, column in _keys_to(row):
            if f"{model._meta.label_lower}.{column}" in THEIRS:
                waiting += model._base_manager.filter(**{column: row.pk}).order_by("pk")
        if isinstance(row, Author | Funder):
            waiting += FormerAddress.objects.of(type(row)).filter(key=row.pk).order_by("pk")
        if isinstance(row, Author) and row.user:
            waiting.append(row.user)
    return list(found)


def _keys_to(row: Model) -> Iterator[tuple[type[Model], str]]:
    """Every model and column of it that can lead to a row."""
    for model in apps.get_models():
        for column in (*model._meta.concrete_fields, *model._meta.many_to_many):
            if column.related_model is type(row):
                yield model, column.name


def _whole(row):
    columns = [column for column in row._meta.concrete_fields if not _is_withheld(column)]
    told = {column.attname: column.value_from_object(row) for column in columns}
    for several in row._meta.many_to_many:
        told[several.name] = sorted(map(str, several.value_from_object(row)))
    return {"table": row._meta.label_lower, "columns": told}


def _is_withheld(column):
    return f"{column.model._meta.label_lower}.{column.name}" in WITHHELD


def _record(own: Rows) -> Iterator[dict[str, Any]]:
    """The entries of what they did and of what was done about them, oldest first.

    Facts and subjects of the first are about somebody else, unless they are about them as well.
    """
    actors = {row.pk for row in own if isinstance(row, User)}
    subjects: dict[str, set[str]] = defaultdict(set)
    for row in own:
        subjects[row._meta.label_lower].add(str(row.pk))
    wanted = Q(actor__in=actors)
    for kind, keys in subjects.items():
        wanted |= Q(subject_kind=kind, subject_key__in=keys)
    for entry in LedgerEntry.objects.filter(wanted).select_related("words").order_by("number"):
        told = {
            "number": entry.number,
            "moment": entry.moment,
            "verb": entry.verb,
            "subject": f"{entry.subject_kind} {entry.subject_key}".strip(),
        }
        if entry.actor_id in actors:
            told["by_them_as"] = entry.actor_name
        if entry.subject_key in subjects.get(entry.subject_kind, ()):
            told |= {"about_them_as": entry.subject_name, "facts": entry.facts}
        yield told


def _elsewhere(own: Rows, recorded: set[int]) -> list[dict[str, Any]]:
    found: dict[Model, set[str]] = defaultdict(set)
    for row, column in (*_by_keys(own), *_by_names(own), *_sealed(own)):
        found[row].add(column)
    for row in own:
        found.pop(row, None)
    rows = sorted(found, key=lambda row: (row._meta.label_lower, row.pk))
    return [
        {"table": row._meta.label_lower, "key": row.pk, "columns": sorted(found[row])}
        for row in rows
        if not (isinstance(row, LedgerEntry | LedgerWords) and row.pk in recorded)
    ]


def _by_keys(own: Rows) -> Found:
    for row in own:
        for model, column in _keys_to(row):
            for other in model._base_manager.filter(**{column: row.pk}):
                yield other, column


def _by_names(own: Rows) -> Found:
    names = tidied(name for row in own for name in _names(row))
    forms = declined(names, every_text(), dict(spoken()))
    pattern = sought(names, forms=forms).in_addresses
    for model in walked():
        for row in model._base_manager.iterator():
            for column in columns_holding(row, pattern):
                yield row, column


def _names(row):
    """Not the name that somebody signs in with: it may be any word, as “editor”."""
    if isinstance(row, Author | Funder):
        yield from names_of(row)
    if isinstance(row, User):
        yield row.get_full_name()
    if isinstance(row, Author | User):
        yield row.email


def _sealed(own: Rows) -> Found:
    for row in own:
        if isinstance(row.pk, int):
            for copy in SealedCopy.objects.filter(table=row._meta.db_table, key=row.pk):
                yield copy, "columns"
