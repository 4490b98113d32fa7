"""Two authors who are one person are merged: one stays, and the other leads there."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from articles.disclosure.rules import covers_alike
from articles.models import Article, Byline
from articles.publishing.edits import changed_elsewhere, count_edits
from authors.models import Author, Interest, SocialHandle
from newsroom.audit import changes, digest, ledger
from newsroom.audit.digest import sha256
from newsroom.kit.locking import held

# Whose value stays is chosen for each of these. The address of the one who goes leads on.
CHOSEN = ("name", "bio", "photo", "affiliation", "email", "user")
Told = list[changes.Facts]


class MergeRefused(Exception):
    """Nothing was merged. The message is for whoever pressed the button."""


def may_merge(user: User) -> bool:
    """Whether somebody may merge authors, as far as it does not matter which."""
    return user.has_perms(["authors.merge_author", "authors.change_author"])


def state(*authors: Author) -> str:
    """What tells whether anybody saved one of some authors, or a row of theirs, meanwhile."""
    keys = [author.pk for author in authors]
    rows: list[Model] = [*Author.objects.filter(pk__in=keys).order_by("pk")]
    for model in (SocialHandle, Interest):
        rows += model._base_manager.filter(author__in=keys).order_by("pk")
    return sha256([digest.row(row) for row in rows])


@transaction.atomic
def merge(
    stays: Author, goes: Author, *, by: User, taken: Collection[str] = (), seen: str
) -> list[Article]:
    """Merge an author into another and record it, or raise MergeRefused and change nothing.

    `taken` are those of `CHOSEN` that the one who stays takes from the one who goes; `seen` is what
    `state` said of both when that was decided. Bylines of working copies, handles and interests
    move; what was published stays as it was printed. Returns the approved pieces that read
    otherwise now, and are in review again.
    """
    keys = [stays.pk, goes.pk]
    if stays.pk == goes.pk:
        raise MergeRefused(_("An author cannot be merged into themself."))
    found = Author.objects.filter(Q(pk__in=keys) | Q(merged_into=goes.pk))
    people = {one.pk: one for one in held(found)}
    signed = Byline.objects.filter(author__in=keys)
    pieces = [piece.pk for piece in held(Article.objects.filter(pk__in=signed.values("article")))]
    # From here on nobody changes what either is covered by.
    ledger.lock()
    _check(people, keys, by, seen)
    stays, goes = people.pop(stays.pk), people.pop(goes.pk)
    before = _columns(stays)
    values = {column: getattr(goes, column) for column in taken}
    below = [_leads_to(stays, one) for one in (goes, *people.values())]
    for column, value in values.items():
        setattr(stays, column, value)
    stays.save()
    moved = list(goes.bylines.values_list("article", flat=True).distinct())
    below += [*_handles(stays, goes), *_interests(stays, goes), *_bylines(stays, goes)]
    kept = [goes, *people.values(), *stays.handles.all(), *stays.interests.all()]
    changes.record(by, changes.MERGE, stays, _difference(stays, before) | {"below": below}, kept)
    count_edits(moved, by=by)
    return changed_elsewhere(Article.objects.filter(pk__in=pieces), by=by)


def _check(people, keys, by, seen):
    """Refuse whoever may not, what changed meanwhile, and what would change who paid."""
    if not may_merge(by):
        raise MergeRefused(_("You may not merge authors."))
    found = [people[key] for key in keys if key in people]
    if len(found) < len(keys) or any(one.merged_into_id for one in found):
        raise MergeRefused(_("One of the two is merged already, or is not there any more."))
    if state(*found) != seen:
        raise MergeRefused(
            _("Somebody saved one of the two meanwhile. Look at both again, and choose once more.")
        )
    if not covers_alike(*found):
        raise MergeRefused(
            _(
                "Coverage names one of the two, and the other not in the same way: merged, their "
                "pieces would say otherwise who paid. Ask those who keep the grants to let the "
                "same coverage name both first."
            )
        )


def _leads_to(stays: Author, author: Author) -> changes.Facts:
    """Let an author lead to another; an account belongs to the one who stays, or to nobody."""
    before = _columns(author)
    author.merged_into, author.user = stays, None
    author.save()
    return changes.among(author, _difference(author, before))


def _handles(stays: Author, goes: Author) -> Told:
    """Join the handles; one that both have stays once."""
    known = {(one.platform, one.handle) for one in stays.handles.all()}
    last = max((one.position for one in stays.handles.all()), default=0)
    told = []
    for handle in goes.handles.all():
        if (handle.platform, handle.handle) in known:
            told.append(_delete(handle))
        else:
            last += 1
            told.append(_change(handle, author=stays, position=last))
    return told


def _interests(stays: Author, goes: Author) -> Told:
    return [_change(interest, author=stays) for interest in goes.interests.all()]


def _bylines(stays: Author, goes: Author) -> Told:
    """Let working copies be signed by the one who stays, once in each role."""
    told = []
    for byline in goes.bylines.order_by("pk"):
        own = stays.bylines.filter(article=byline.article_id, role=byline.role).first()
        if own is None:
            told.append(_change(byline, author=stays))
            continue
        if byline.bio and not own.bio:
            told.append(_change(own, bio=byline.bio))
        told.append(_delete(byline))
    return told


def _change(row: Model, **values: Any) -> changes.Facts:
    before = _columns(row)
    for column, value in values.items():
        setattr(row, column, value)
    row.save()
    return changes.among(row, _difference(row, before))


def _delete(row: Model) -> changes.Facts:
    facts, key = changes.removal(row, _kept_elsewhere(row)), row.pk
    row.delete()
    return changes.among(row, facts, key)


def _columns(row):
    """What people fill in of a row, by the names of the columns."""
    columns = [column for column in row._meta.concrete_fields if column.editable]
    return {column.name: column.value_from_object(row) for column in columns}


def _difference(row, before):
    now = _columns(row)
    changed = [name for name in now if now[name] != before[name]]
    return changes.difference(row, before, changed, _kept_elsewhere(row))


def _kept_elsewhere(row):
    """What readers are shown of a byline is in the versions; the ledger only names it."""
    return ("bio",) if isinstance(row, Byline) else ()
