"""What somebody changed, as the ledger keeps it: columns, before and after.

    {"before": {"amount": "5.00"}, "after": {"amount": "6.00"},
     "below": [{"kind": "funding.grantparty", "key": 7, "before": {…}, "after": {…}}],
     "also": ["body"]}

What was added has no `before`, what was deleted no `after`. `below` are the rows of other tables
that were saved or went away together with it; one without either has an entry of its own. `also`
names columns that were changed and whose words are kept elsewhere. A row that a column leads to is
told by its name, with its key: the name may be gone tomorrow. Of a column that is private
(`is_private`) it is told that something stands there, and of a file its SHA-256: more people read
the record than the column.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.db.models.deletion import Collector

from newsroom.addresses.models import FormerAddress
from newsroom.audit import digest, ledger, vouched
from newsroom.audit.models import LedgerEntry, LedgerWords
from newsroom.kit.files import SHA256

# What stands for whatever stood in a private column.
PRIVATE = "…"
ADD, CHANGE, DELETE, MERGE = "add", "change", "delete", "merge"
VERBS = (ADD, CHANGE, DELETE, MERGE)
Facts = dict[str, Any]


def filled(row: Model, without: Collection[str] = ()) -> Facts:
    """What the columns of a stored row hold that people fill in, but for the empty ones."""
    columns = (column for column in row._meta.concrete_fields if column.editable)
    told = {
        column.name: _told(column, column.value_from_object(row), row)
        for column in columns
        if not column.primary_key and column.name not in without
    }
    return {name: value for name, value in told.items() if value not in (None, "")}


def difference(
    row: Model, before: Mapping[str, Any], changed: Iterable[str], without: Collection[str] = ()
) -> Facts:
    """The columns among the `changed` names, as they stood `before` and as they are stored now."""
    known = {c.name: c for c in (*row._meta.concrete_fields, *row._meta.many_to_many)}
    columns = [known[name] for name in changed if name in known]
    kept = [column for column in columns if column.name not in without]
    also = [column.name for column in columns if column.name in without]
    now = {column.name: _told(column, column.value_from_object(row), row) for column in kept}
    then = {column.name: _told(column, before.get(column.name), row) for column in kept}
    facts: Facts = {"before": then, "after": now} if kept else {}
    return facts | ({"also": also} if also else {})


def among(row: Model, facts: Facts, key: object = None) -> Facts:
    """Facts about a row of another table, for `below`."""
    return {"kind": row._meta.label_lower, "key": key or row.pk, **facts}


def removal(row: Model, without: Collection[str] = ()) -> Facts:
    """What stands in a row that is about to be deleted, and in those that go away with it.

    Raises ProtectedError where it cannot be deleted.
    """
    everything = _Everything(using="default", origin=row)
    everything.collect([row])
    below = [
        among(other, {"before": filled(other, without)})
        for model, rows in everything.data.items()
        if not model._meta.auto_created
        for other in sorted(rows, key=lambda one: str(one.pk))
        if other != row
    ]
    return {"before": filled(row, without)} | ({"below": below} if below else {})


def since(row: Model, number: int) -> list[LedgerEntry]:
    """What the ledger tells of a row after the entry of that number, oldest first."""
    entries = LedgerEntry.objects.filter(**_about(row), number__gt=number)
    return list(entries.select_related("words", "actor").order_by("number"))


def last_number(row: Model) -> int:
    """The number of the newest entry about a row, or 0."""
    return LedgerEntry.objects.filter(**_about(row)).values_list("number", flat=True).first() or 0


def words_about(row: Model) -> QuerySet[LedgerWords]:
    """The words of every entry about a row."""
    entries = LedgerEntry.objects.filter(**_about(row))
    return LedgerWords.objects.filter(entry__in=entries.values("pk"))


def record(
    by: User | None, verb: str, row: Model, facts: Facts, below: Iterable[Model] = ()
) -> LedgerEntry:
    """Put what was added, changed or deleted into the ledger, which vouches for it from then on;
    `below` are rows that were saved together with it.

    An address that was left is vouched for as well: the database keeps it.
    """
    told = (among(row, facts), *facts.get("below", ()))
    gone = [
        digest.row_name_of(apps.get_model(one["kind"]), one["key"])
        for one in told
        if "before" in one and "after" not in one
    ]
    left = [address for one in told for address in _addresses_left(one)]
    rows = [*vouched.edited([row, *below]), *left]
    return ledger.record(by, verb, row, rows=rows, gone=gone, **facts)


def added(by: User | None, *rows: Model) -> None:
    """Put rows into the ledger that something else than a page of the desk has just made."""
    for row in rows:
        record(by, ADD, row, {"after": filled(row)})


class _Everything(Collector):
    """Finds each row that goes away; Django deletes some without looking at them."""

    def can_fast_delete(self, *args: Any, **kwargs: Any) -> bool:
        return False


def _addresses_left(told: Facts) -> QuerySet[FormerAddress]:
    """What led to a row before, if its address is among what was changed in it."""
    if "slug" not in told.get("before", {}) or "after" not in told:
        return FormerAddress.objects.none()
    slug = told["before"]["slug"]
    return FormerAddress.objects.filter(kind=told["kind"], key=told["key"], slug=slug)


def _about(row):
    return {"subject_kind": row._meta.label_lower, "subject_key": str(row.pk)}


def _told(column, value, row):
    """A value as the ledger keeps it."""
    if getattr(column, "is_private", False) and value:
        return " ".join(SHA256.findall(str(value))) or PRIVATE
    if column.many_to_many:
        return sorted(map(str, value or ()))
    if not column.is_relation or value is None:
        return value
    if getattr(row, column.attname) == value:
        other = getattr(row, column.name)
    else:
        key = {column.target_field.name: value}
        other = column.remote_field.model._base_manager.filter(**key).first()
    return f"{other} ({value})"
