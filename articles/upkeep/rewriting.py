"""Finding the rows that hold a name, and what is to stand there instead."""

from datetime import datetime
from typing import Any

from django.db import connection, models
from django.db.models import Model

from articles.models import (
    Article,
    MenuEntry,
    Photo,
    PublishedVersion,
    Redirect,
    Revision,
    Tag,
    VersionByline,
    VersionGrant,
    VersionHandle,
    VersionTag,
)
from articles.models.printed import PARTS
from articles.upkeep.hiding import (
    ADDRESS,
    MARK,
    Changes,
    Subject,
    anonymous,
    emptied,
    hidden,
    nobody,
    removed,
    told_of,
)
from articles.upkeep.redactable import REDACTED, SEALED, columns, walked
from articles.upkeep.sought import Sought
from authors.models import Author, SocialHandle
from funding.models import FunderAlias, Wording
from newsroom.addresses.models import FormerAddress
from newsroom.audit.digest import of_text
from newsroom.kit import append_only, files
from newsroom.kit.fields import WebAddressesField
from newsroom.pictures.fields import PictureField, PictureNameField

# (row, what its columns are to hold), or None for a row that is taken away.
Found = list[tuple[Model, Changes | None]]
FROZEN: tuple[type[Model], ...] = (PublishedVersion, *PARTS.values())
# A row of these is about the name and nothing else.
TAKEN_AWAY = (Redirect, MenuEntry, FunderAlias, FormerAddress)
ADDRESSES = {"path", "slug", "section_slug"}
# Whose address a frozen one is: both are called the same afterwards.
OWNERS: dict[tuple[type[Model], str], str] = {
    (PublishedVersion, "path"): "article_id",
    (PublishedVersion, "section_slug"): "section_id",
    (VersionTag, "slug"): "tag_id",
    (VersionGrant, "slug"): "grant_id",
    (VersionByline, "slug"): "author_id",
}


def found_in(names: Sought, subject: Subject | None, now: datetime) -> Found:
    """Every row that is to be changed or taken away, each once, model by model."""
    found: dict[tuple[type[Model], Any], tuple[Model, Changes | None]] = {}
    for model in walked():
        for row in model._base_manager.order_by("pk").iterator():
            if changes := _changes(row, names, now):
                found[model, row.pk] = row, None if model in TAKEN_AWAY else changes
    _hide(found, hidden(subject))
    hidden_bylines = _losing_their_name(found, VersionByline)
    for row in VersionHandle.objects.filter(byline__in=hidden_bylines):
        found[type(row), row.pk] = row, emptied(row)
    for row in removed(subject):
        found[type(row), row.pk] = row, None
    for author in _losing_their_name(found, Author):
        found |= {(type(row), row.pk): (row, None) for row in removed(author)}
        _hide(found, told_of(author))
    _lead_to_their_owners(found)
    # What readers were shown comes first.
    return sorted(found.values(), key=lambda one: not isinstance(one[0], FROZEN))


def _hide(found, rows):
    """Let more be changed in some rows than the names in them."""
    for row, changes in rows:
        _row, before = found.get((type(row), row.pk), (row, None))
        found[type(row), row.pk] = row, {**(before or {}), **changes}


def touched(found: Found) -> set[int]:
    """The keys of the articles whose working copy holds one of some rows."""
    keys: set[int] = set()
    for row, _changes in found:
        if isinstance(row, Article):
            keys.add(row.pk)
        elif isinstance(row, Tag):
            keys |= set(Article.objects.filter(tags=row).values_list("pk", flat=True))
        elif isinstance(row, Photo):
            keys |= set(row.pieces().values_list("pk", flat=True))
        elif isinstance(row, Author):
            keys |= set(row.articles.values_list("pk", flat=True))
        elif isinstance(row, SocialHandle):
            keys |= set(row.author.articles.values_list("pk", flat=True))
        elif key := getattr(row, "article_id", None):
            keys.add(key)
    return keys


def pictures_shown() -> set[str]:
    """The names of the pictures that anything stored shows, published or not."""
    shown = set()
    for model in walked():
        names = [
            column.attname
            for column in model._meta.concrete_fields
            if isinstance(column, PictureField | PictureNameField)
        ]
        for row in model._base_manager.values_list(*names) if names else ():
            shown |= set(row)
    return shown


def quoted_in(found: Found) -> dict[str, str]:
    """The digest of each text that is changed, with that of what is to stand there.

    Texts with a digest beside them are changed once more when they quote others.
    """
    return {
        of_text(before): of_text(after)
        for row, changes in found
        if not hasattr(row, "sha256")
        for column, after in (changes or {}).items()
        if isinstance(before := getattr(row, column, None), str) and isinstance(after, str)
    }


def digests_made_anew(rows: list[Model], quoted: dict[str, str]) -> list[Model]:
    """Let the `sha256` beside a text be of that text again, in the rows that were changed and in
    those that quote a digest that is `quoted`, or made anew; returns the rows.

    A digest that was wrong before stays wrong: it is not for a redaction to vouch for it.
    """
    beside = [
        model
        for model in walked()
        if "sha256" in {column.name for column in model._meta.concrete_fields}
    ]
    changed = {(type(row), row.pk) for row in rows}
    made: dict[tuple[type[Model], Any], Model] = {}
    while outdated := list(_outdated(beside, changed, quoted)):
        for row, text in outdated:
            name = _text_of(row)
            sha256 = of_text(text)
            quoted[row.sha256] = sha256
            with append_only.lifted(connection, row._meta.db_table):
                type(row)._base_manager.filter(pk=row.pk).update(**{name: text, "sha256": sha256})
            row.refresh_from_db()
            made[type(row), row.pk] = row
    return list(made.values())


def _outdated(beside, changed, quoted):
    """Yield (row, its text with the digests that it quotes made anew) where something differs."""
    for model in beside:
        for row in model._base_manager.iterator():
            before = text = getattr(row, _text_of(row))
            for old, new in quoted.items():
                text = text.replace(old, new)
            is_wrong = of_text(text) != row.sha256
            if text != before or (is_wrong and (model, row.pk) in changed):
                yield row, text


def _text_of(row):
    return next(name for name in ("document", "content") if hasattr(row, name))


def _changes(row, names, now):
    """What is to stand in the columns of a row that hold a name; empty if none does."""
    changes: Changes = {}
    for column in columns(type(row), REDACTED):
        before = getattr(row, column.attname)
        after = _without(before, names, column, row)
        if after != before:
            changes[column.name] = after
    for column in columns(type(row), SEALED):
        file = getattr(row, column.attname)
        # A picture is named after its content alone.
        named = file and not isinstance(column, PictureField) and names.in_text.search(file.name)
        if named:
            changes[column.name] = files.without_its_name(file.name)
    if changes:
        changes |= _following(row, changes, now)
    return changes


def _without(before, names, column, row):
    """What a column holds without the names."""
    if isinstance(before, dict | list):
        return _within(before, names.in_text)
    if isinstance(column, WebAddressesField):
        lines = before.splitlines()
        return "\n".join(line for line in lines if not names.in_addresses.search(line))
    is_url = isinstance(column, models.URLField | models.EmailField)
    is_address = is_url or column.name in ADDRESSES or type(row) in TAKEN_AWAY
    pattern = names.in_addresses if is_address else names.in_text
    if not isinstance(before, str) or not pattern.search(before):
        return before
    if is_url:
        return ""
    mark = ADDRESS if is_address else MARK
    after = MARK if column.unique and not is_address else pattern.sub(mark, before)
    # The slug of an article is only wanted: two may want the same.
    if column.name in ADDRESSES and (type(row), column.name) != (Article, "slug"):
        owner = OWNERS.get((type(row), column.name), "pk")
        return _told_apart(after, f"-{getattr(row, owner)}", column)
    if _is_unique(column):
        return _told_apart(after, f" {row.pk}", column)
    return after[: column.max_length] if column.max_length else after


def _told_apart(text, suffix, column):
    """A text with something behind it that no other has, as long as the column is at most."""
    end = "/" if text.endswith("/") else ""
    longest = (column.max_length or len(text) + len(suffix)) - len(suffix) - len(end)
    return f"{text.rstrip('/')[:longest]}{suffix}{end}"


def _is_unique(column):
    """Whether two rows could collide in what is left of a column."""
    together = (one.fields for one in column.model._meta.total_unique_constraints)
    return column.unique or any(column.name in fields for fields in together)


def _within(value, pattern):
    """The texts inside JSON, without the names."""
    if isinstance(value, dict):
        return {pattern.sub(MARK, key): _within(inside, pattern) for key, inside in value.items()}
    if isinstance(value, list):
        return [_within(inside, pattern) for inside in value]
    return pattern.sub(MARK, value) if isinstance(value, str) else value


def _following(row, changes, now):
    """What changes along with a name."""
    if isinstance(row, Author) and "name" in changes:
        return nobody(row) | {"name": changes["name"]}
    if isinstance(row, VersionByline):
        return anonymous(row) | {"name": changes["name"]} if "name" in changes else {}
    if isinstance(row, Revision):
        return {"digest": ""}
    following = emptied(row)
    if {"name", "text"} & changes.keys() and hasattr(row, "key"):
        following["key"] = f"{MARK} {row.pk}"
    if isinstance(row, Wording) and row.status == row.Status.APPROVED and "text" in changes:
        following |= {"status": Wording.Status.RETIRED, "retired_at": now}
    return following


def _lead_to_their_owners(found):
    """Let a frozen address that loses the name be the one that its owner has afterwards.

    The owner may have left that address since, and what led on from it is taken away.
    """
    for (model, _key), (row, changes) in found.items():
        for column in {"slug", "section_slug"} & set(changes or ()):
            if attname := OWNERS.get((model, column)):
                owner = getattr(row, attname.removesuffix("_id"))
                _row, to_be = found.get((type(owner), owner.pk), (owner, None))
                changes[column] = (to_be or {}).get("slug", owner.slug)


def _losing_their_name(found, model):
    """The authors, or printed bylines, whose name is to be another one: none is taken away."""
    return [row for row, changes in found.values() if isinstance(row, model) and "name" in changes]
