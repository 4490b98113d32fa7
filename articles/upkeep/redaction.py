"""Redaction: the one case in which what was published is changed, for somebody's safety.

A name, or an author, a funder or a grant, is taken out of everything that is
stored. What stood there is sealed for the few who may read it, and the ledger
vouches for the rows as they are from then on.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from articles.finding.index import follow_again
from articles.models import Article, PublishedVersion, SealedCopy
from articles.publishing.edits import count_edits, keeping_approvals
from articles.related.choosing import choose_anew
from articles.upkeep.hiding import Subject, names_of
from articles.upkeep.redactable import SEALED, TOLD, columns, walked
from articles.upkeep.rewriting import (
    Found,
    digests_made_anew,
    found_in,
    pictures_shown,
    quoted_in,
    touched,
)
from articles.upkeep.sought import SHORTEST, declined, sought, tidied, told
from articles.upkeep.texts import every_text, holding, words_in
from funding.changes import DecidesDisclosures, changing, tell
from newsroom.addresses.leading_on import forget
from newsroom.audit import digest, ledger, vouched, vouching
from newsroom.audit.digest import canonical
from newsroom.audit.models import LedgerWords
from newsroom.kit import append_only, clock
from newsroom.kit.files import keep_also, put_away
from newsroom.kit.languages import spoken
from newsroom.kit.locking import held
from newsroom.pictures.fields import PictureField, keep_apart, kept_apart_and_served, seal
from newsroom.search import index
from newsroom.search.searched import Searched


class RedactionRefused(Exception):
    """A redaction was refused, and nothing was changed. The message is for whoever asked."""


@dataclass(frozen=True)
class Redaction:
    """How many rows a redaction changed or took away, how many pictures it sealed, and what is
    left for a person: accounts that hold the name, evidence in files, which nobody reads here, and
    rows that hold a form which was to stay.
    """

    rows: int
    pictures: int
    left: tuple[Model, ...]


@dataclass(frozen=True)
class Preview:
    """What a redaction would change, as [(row, names of columns, words), …], no column where the
    row would be taken away; the declined forms of the names that stand somewhere; and the rows
    that hold one of those that are to stay.
    """

    rows: Sequence[tuple[Model, Sequence[str], Sequence[str]]]
    forms: Sequence[str]
    staying: Sequence[Model]


@transaction.atomic
def redact(
    names: Iterable[str] = (),
    *,
    subject: Subject | None = None,
    staying: Iterable[str] = (),
    by: User,
    reason: str,
    now: datetime | None = None,
) -> Redaction:
    """Take names out of everything that is stored, and seal what stood there.

    Case does not matter. Declined forms of a name, in any language of the publication, and longer
    words that begin like it go too, but for those that are `staying`; other spellings are `names`
    of their own. Those of a `subject` are sought as well, and whatever shows it is hidden: an
    author's bio, photo and handles; a funder's logos and other names; a grant from the pages about
    funding. An approved wording that held a name is retired. A picture that nothing else shows is
    taken away from readers.
    Raises RedactionRefused without the permission or a reason, or if a name is
    too short to be searched for.
    """
    now = now or clock.now()
    asked = names, subject, staying, by, reason
    searched, _forms = _checked(*asked)
    _wait_for_the_moves()
    _wait_for_writers(found_in(searched, subject, now))
    if subject:
        subject.refresh_from_db()
    ledger.lock()
    broken = {one.row for one in vouching.breaks()}
    # Whoever was waited for may have written other forms.
    searched, _forms = _checked(*asked)
    found = found_in(searched, subject, now)
    pieces = touched(found)
    pictures, quoted = pictures_shown(), quoted_in(found)

    copies = [_sealed(row, reason, by, now) for row, _changes in found]
    with keeping_approvals(pieces):
        _write(found)
    count_edits(pieces, by=by)
    choose_anew(pieces)
    rows = [row for row, _changes in found]
    rows += [*digests_made_anew(rows, quoted), *Article.objects.filter(pk__in=pieces)]
    _forget_salts(rows)
    known, lost = _vouched_for(rows, broken)
    ledger.record(by, "redact", moment=now, reason=reason, rows=[*copies, *known], gone=lost)
    with changing(by=by):
        for row in rows:
            if isinstance(row, DecidesDisclosures):
                tell(row)

    gone = pictures - pictures_shown()
    # Kept apart before the rows are written, and taken away after that: killed between the two,
    # neither readers nor the record miss a picture, and the next redaction takes it away.
    for picture in gone:
        keep_apart(picture)
    transaction.on_commit(_take_pictures_away)
    return Redaction(rows=len(found), pictures=len(gone), left=_left(searched, found))


def preview(
    names: Iterable[str] = (),
    *,
    subject: Subject | None = None,
    staying: Iterable[str] = (),
    by: User,
    reason: str,
) -> Preview:
    """What `redact` would do. Nothing is changed. Raises RedactionRefused where `redact` would."""
    searched, forms = _checked(names, subject, staying, by, reason)
    found = found_in(searched, subject, clock.now())
    rows = [
        (row, list(changes or ()), sorted(set(map(told, words_in(row, searched.in_addresses)))))
        for row, changes in found
    ]
    return Preview(rows, forms, list(holding(searched.staying)))


def _checked(names, subject, staying, by, reason):
    """The `Sought` of all that is to be taken out, and the declined forms that were found;
    raises RedactionRefused.
    """
    names = tidied([*names, *names_of(subject)])
    if not by.has_perm("articles.redact"):
        raise RedactionRefused(_("You may not redact."))
    if not reason.strip():
        raise RedactionRefused(_("Say why, without the name."))
    if not names or min(map(len, names)) < SHORTEST:
        raise RedactionRefused(_("A name to be redacted has at least %d letters.") % SHORTEST)
    forms = declined(names, chain([reason], every_text()), dict(spoken()))
    unwanted = {form.casefold() for form in tidied(staying)}
    kept = [form for form in forms if form.casefold() in unwanted]
    searched = sought(names, forms=forms, staying=kept)
    if searched.in_addresses.search(reason):
        raise RedactionRefused(_("The reason is kept for ever: write it without the name."))
    return searched, forms


def _wait_for_the_moves():
    """Nothing is published meanwhile from a working copy that was read with the name in it.

    Every move locks its article first: this waits for those under way, and holds up the others.
    """
    list(held(Article.objects.all()).values_list("pk"))


def _wait_for_writers(found: Found) -> None:
    """Hold the rows before the ledger: whoever saves one has the row, and wants the ledger next.

    What they put there with the name in it is found when it is looked for again.
    """
    for model, rows in _by_model(found).items():
        keys = [row.pk for row, _changes in rows]
        list(held(model._base_manager.filter(pk__in=keys)).values_list("pk"))


def _by_model(found: Found) -> dict[type[Model], Found]:
    by_model: dict[type[Model], Found] = {}
    for row, changes in found:
        by_model.setdefault(type(row), []).append((row, changes))
    return by_model


def _sealed(row, reason, by, now):
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return SealedCopy.objects.create(
        table=row._meta.db_table,
        key=row.pk,
        columns=json.loads(canonical(kept)),
        reason=reason,
        sealed_at=now,
        sealed_by=by,
    )


def _write(found: Found) -> None:
    """Change the rows, table by table, and take away those that are to go."""
    for model, rows in _by_model(found).items():
        with append_only.lifted(connection, model._meta.db_table):
            for row, changes in rows:
                kept = model._base_manager.filter(pk=row.pk)
                if changes is None:
                    if isinstance(row, Searched):
                        index.forget(row)
                    kept.delete()
                    continue
                for column in columns(model, SEALED):
                    if new := changes.get(column.name):
                        old = getattr(row, column.name).name
                        # Before a row says that it is there.
                        keep_also(old, new)
                        transaction.on_commit(partial(put_away, old, new))
                former = getattr(row, "slug", "")
                kept.update(**changes)
                row.refresh_from_db()
                if isinstance(row, Searched):
                    index.follow([row])
                if "slug" in changes:
                    forget(row, former)
    follow_again({_version_of(row) for row, _changes in found} - {None})


def _version_of(row):
    """The key of the version that a row is, or is printed with."""
    return row.pk if isinstance(row, PublishedVersion) else getattr(row, "version_id", None)


def _take_pictures_away():
    shown = pictures_shown()
    for picture in kept_apart_and_served():
        if picture not in shown:
            seal(picture)


def _vouched_for(rows, broken):
    """Those among some rows, each once, that the ledger has to know from now on, and the names
    of those that it has not to know any more: neither of what was forged.
    """
    once = {digest.row_name(row): row for row in rows if type(row) in vouched.MODELS}
    honest = {name: row for name, row in once.items() if name not in broken}
    known = {name: row for name, row in honest.items() if vouched.has_to_be_known(row)}
    return list(known.values()), honest.keys() - known.keys()


def _forget_salts(rows):
    """Without its salt nobody can guess at what a row held before."""
    names = {digest.row_name(row) for row in rows}
    with append_only.lifted(connection, LedgerWords._meta.db_table):
        for words in LedgerWords.objects.iterator():
            salts = {name: salt for name, salt in words.salts.items() if name not in names}
            if salts != words.salts:
                LedgerWords.objects.filter(pk=words.pk).update(salts=salts)


def _left(searched, found):
    """Who signs in under the name; the evidence of what was changed, for files are not read; and
    what holds a form that stays.
    """
    accounts = [
        row
        for model in walked()
        if (telling := columns(model, TOLD))
        for row in model._base_manager.order_by("pk")
        if any(searched.in_addresses.search(getattr(row, column.attname)) for column in telling)
    ]
    files = (row for row, _changes in found if _keeps_a_file(row))
    return tuple(dict.fromkeys([*accounts, *files, *holding(searched.staying)]))


def _keeps_a_file(row):
    """Whether there is a file with a row whose content nobody reads here: all but pictures."""
    files = (file for file in columns(type(row), SEALED) if not isinstance(file, PictureField))
    return any(getattr(row, file.attname) for file in files)
