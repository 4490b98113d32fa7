"""Redaction: the one case in which what was published is changed, for somebody's safety.

A name is taken out of every published version and every working copy. What
stood there is sealed for the few who may read it, and the ledger vouches for
the rows as they are from then on.
"""

import html
import json
import re
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import CharField, Model, TextField
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles.models import (
    Article,
    Byline,
    Correction,
    Photo,
    PublishedVersion,
    SealedCopy,
    Section,
    VersionByline,
    VersionHandle,
)
from articles.models.printed import PARTS
from articles.publishing.edits import count_edits
from authors.models import Author
from funding.models import Appeal, Funder, FunderAlias, FunderLogo, Grant, Wording
from newsroom.audit import ledger
from newsroom.audit.digest import canonical
from newsroom.kit import append_only
from newsroom.kit.slugs import slug
from newsroom.kit.text import tidy_line
from newsroom.models import Masthead
from newsroom.pictures.fields import seal

MARK = "[…]"
FROZEN = (PublishedVersion, *PARTS.values())
SHORTEST = 3
SPACE = r"(?:\s|&nbsp;)+"
WORKING = (Article, Byline, Author, Correction, Photo)
LEFT_ALONE = (Wording, Grant, Funder, FunderAlias, FunderLogo, Appeal, Section, Tag, Masthead)
# What is emptied beside the name, because it would show as well who it is.
PERSONAL = {
    VersionByline: ("slug", "bio", "photo", "affiliation"),
    VersionHandle: ("handle", "url"),
}


class RedactionRefused(Exception):
    """A redaction was refused, and nothing was changed. The message is for whoever asked."""


@dataclass(frozen=True)
class Redaction:
    """How many frozen rows a redaction changed, how many pictures it sealed, and what is left.

    `left` are the rows that hold the name yet, and print it on the site or
    with the next piece: contract text is retired, and funders are waived, by
    whoever answers for them.
    """

    rows: int
    pictures: int
    left: tuple[Model, ...]


@transaction.atomic
def redact(
    names: Iterable[str], *, by: User, reason: str, now: datetime | None = None
) -> Redaction:
    """Take names out of everything published and everything in work, and seal what stood there.

    `names` are all the forms in which the text prints them; case does not
    matter. A byline of that name loses its bio, photo and handles, and an
    address that spells the name is changed. A photo that nothing else shows
    is taken away from readers. Raises RedactionRefused without
    the permission or a reason, or if a name is too short to be searched for.
    """
    now = now or timezone.now()
    names = _tidied(names)
    _check(names, by, reason)
    pattern = _pattern(names)
    _wait_for_the_moves()
    found = _found(pattern)
    pictures = {byline.photo for byline, _changes in found[VersionByline] if byline.photo}
    copies, rewritten = [], []
    for model, rows in found.items():
        copies += [_seal(row, reason, by, now) for row, _changes in rows]
        with append_only.lifted(connection, model._meta.db_table) if rows else nullcontext():
            rewritten += [_rewrite(row, changes) for row, changes in rows]
    _redact_working_copies(pattern)
    ledger.record(by, "redact", moment=now, reason=reason, rows=[*copies, *rewritten])
    sealed = pictures - _still_shown()
    for picture in sealed:
        transaction.on_commit(partial(seal, picture))
    left = tuple(row for model in LEFT_ALONE for row, _changes in _matching(model, pattern))
    return Redaction(rows=len(rewritten), pictures=len(sealed), left=left)


def matches(names: Iterable[str], *, by: User, reason: str) -> list[tuple[Model, list[str]]]:
    """What a redaction would change in what is published, as [(row, names of columns), …].

    Nothing is changed. Raises RedactionRefused where `redact` would.
    """
    names = _tidied(names)
    _check(names, by, reason)
    return [
        (row, list(changes)) for rows in _found(_pattern(names)).values() for row, changes in rows
    ]


def _tidied(names):
    """As stored text is written, whatever the keyboard sent: in NFC, without empty ones."""
    return [name for name in map(tidy_line, names) if name]


def _wait_for_the_moves():
    """Nothing is published meanwhile from a working copy that was read with the name in it.

    Every move locks its article first: this waits for those under way, and holds up the others.
    """
    list(Article.objects.select_for_update().order_by("pk").values_list("pk"))


def _check(names, by, reason):
    if not by.has_perm("articles.redact"):
        raise RedactionRefused(_("You may not redact."))
    if not reason.strip():
        raise RedactionRefused(_("Say why, without the name."))
    short = [name for name in names if len(name) < SHORTEST]
    if short or not names:
        raise RedactionRefused(_("A name to be redacted has at least %d letters.") % SHORTEST)
    if _pattern(names).search(reason):
        raise RedactionRefused(_("The reason is kept for ever: write it without the name."))


def _pattern(names):
    """The names as they stand in text, in HTML, and in addresses; longer ones first.

    Any white space may stand between two words: typographers put no-break spaces there.
    """
    forms = dict.fromkeys(form for name in names for form in _forms(name) if form)
    longest_first = sorted(forms, key=len, reverse=True)
    spaced = (SPACE.join(map(re.escape, form.split())) for form in longest_first)
    return re.compile("|".join(spaced), re.IGNORECASE)


def _forms(name):
    """As it is typed, as HTML writes it in an attribute and between tags, and in an address."""
    return name, escape(name), html.escape(name, quote=False), slug(name)


def _found(pattern):
    """Every frozen row that is to be changed, with the changes, by its model."""
    found = {model: list(_matching(model, pattern)) for model in FROZEN}
    found[VersionHandle] += _handles_of(found[VersionByline], found[VersionHandle])
    return found


def _matching(model, pattern):
    """Yield (row, changes) for every row of a table that holds one of the names.

    Every row is read: SQLite folds the case of Latin letters only.
    """
    columns = _written_columns(model)
    for row in model.objects.order_by("pk").iterator():
        changes = _changes(row, columns, pattern)
        if changes:
            yield row, changes


def _written_columns(model):
    """The columns whose words come from people; a choice is no such word."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField) and not field.choices
    ]


def _changes(row, columns, pattern):
    changes = {}
    for column in columns:
        before = getattr(row, column) or ""
        mark = "withheld" if column in ("path", "slug") else MARK
        after = pattern.sub(mark, before)
        if after != before:
            changes[column] = after
    if "path" in changes:
        changes["path"] = _free_of_others(row, changes["path"])
    if changes:
        changes |= dict.fromkeys(PERSONAL.get(type(row), ()), "")
    return changes


def _free_of_others(row, path):
    """Two redacted pieces of one day must not share an address."""
    key = row.article_id if isinstance(row, PublishedVersion) else row.pk
    return f"{path.rstrip('/')}-{key}/"


def _handles_of(bylines, known):
    """The handles of the bylines that are hidden, whatever the handles say."""
    taken = {row.pk for row, _changes in known}
    of_bylines = VersionHandle.objects.filter(byline__in=[row for row, _changes in bylines])
    nothing = dict.fromkeys(PERSONAL[VersionHandle], "")
    return [(row, nothing) for row in of_bylines if row.pk not in taken]


def _seal(row, reason, by, now):
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return SealedCopy.objects.create(
        table=row._meta.db_table,
        key=row.pk,
        columns=json.loads(canonical(columns)),
        reason=reason,
        sealed_at=now,
        sealed_by=by,
    )


def _rewrite(row, changes):
    type(row).objects.filter(pk=row.pk).update(**changes)
    row.refresh_from_db()
    return row


def _redact_working_copies(pattern):
    """The next publication must not print the name again, nor a form that is open bring it back."""
    changed = set()
    for model in WORKING:
        for row, changes in list(_matching(model, pattern)):
            model.objects.filter(pk=row.pk).update(**changes)
            changed |= _articles_with(row)
            if model is Author and "name" in changes:
                _hide(row)
    count_edits(changed)


def _articles_with(row):
    """The keys of the articles that print a row of a working copy."""
    if isinstance(row, Article):
        return {row.pk}
    if isinstance(row, Author | Photo):
        return set(row.articles.values_list("pk", flat=True))
    return {row.article_id}


def _hide(author):
    author.handles.all().delete()
    Author.objects.filter(pk=author.pk).update(
        slug=f"withheld-{author.pk}", bio="", photo="", affiliation="", email="", user=None, key=""
    )


def _still_shown():
    return {
        *VersionByline.objects.values_list("photo", flat=True),
        *PublishedVersion.objects.values_list("lead_file", flat=True),
        *Author.objects.values_list("photo", flat=True),
        *Photo.objects.values_list("file", flat=True),
    }
