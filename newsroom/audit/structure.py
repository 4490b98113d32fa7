"""Whether the database still has what refuses wrong rows: guards, constraints and indexes.

A copy of the rows alone is not the record: what was restored without its triggers
accepts anything from then on.
"""

import re
from collections.abc import Iterator

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.models import CheckConstraint, Index, Model, UniqueConstraint
from django.utils.translation import gettext as _

from newsroom.audit.ledger import Break
from newsroom.kit.append_only import AppendOnly
from newsroom.kit.guards import EVENTS, Guard, guard_of
from newsroom.kit.vendor_sql import VendorSQL

KNOWN = {
    "sqlite": "SELECT name, sql FROM sqlite_master",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') "
    "UNION SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes",
}

TEXTS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT proname, prosrc FROM pg_proc "
    "WHERE pronamespace = current_schema()::regnamespace",
}


def missing() -> Iterator[Break]:
    """Yield a break for each guard, trigger, constraint and index that the migrations made and
    the database has not, or has otherwise.
    """
    known, operations = _known(), list(_operations())
    for table, guard in _guards(operations).items():
        made = {f"{table}_append_only_{event}" for event in EVENTS[connection.vendor].split()}
        if made - known or guard_of(connection, table) != guard:
            yield Break(table, _("it is not append-only any more, as the migrations made it."))
    for name in sorted(_named_by_hand(operations) - known):
        yield Break(name, _("this trigger or constraint is missing."))
    kept = _texts()
    for name, text in sorted(_deciding(operations).items()):
        if name in kept and kept[name] != {text}:
            yield Break(name, _("it does not say what the migrations made it say."))
    for model in apps.get_models():
        for name in sorted(_declared(model) - known):
            yield Break(f"{model._meta.db_table} {name}", _("this constraint or index is missing."))


def _operations():
    loader = MigrationLoader(None)
    for key in sorted(loader.disk_migrations):
        yield from loader.disk_migrations[key].operations


def _guards(operations: list[Operation]) -> dict[str, Guard]:
    return {one.table: one.guard for one in operations if isinstance(one, AppendOnly)}


def _named_by_hand(operations: list[Operation]) -> set[str]:
    """What migrations make in the words of a database, by the names in those."""
    named = set()
    for operation in operations:
        if isinstance(operation, VendorSQL):
            named |= operation.names(connection.vendor)
    return named


def _deciding(operations: list[Operation]) -> dict[str, str]:
    """What decides in the triggers that migrations make in the words of a database."""
    made: dict[str, str] = {}
    for operation in operations:
        if isinstance(operation, VendorSQL):
            made |= operation.texts(connection.vendor)
    return {name: _on_one_line(text) for name, text in made.items()}


def _texts() -> dict[str, set[str]]:
    """The same, as the database has it: several for functions of one name."""
    with connection.cursor() as cursor:
        cursor.execute(TEXTS[connection.vendor])
        found = cursor.fetchall()
    texts: dict[str, set[str]] = {}
    for name, text in found:
        texts.setdefault(name, set()).add(_on_one_line(text))
    return texts


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _declared(model: type[Model]) -> set[str]:
    """The names of the constraints and indexes of a model, as long as the database keeps them."""
    longest = connection.ops.max_name_length()
    named = (CheckConstraint, UniqueConstraint, Index)
    every = [*model._meta.constraints, *model._meta.indexes]
    return {one.name[:longest] for one in every if isinstance(one, named)}


def _known() -> set[str]:
    """The names of the triggers that are on, of the constraints and of the indexes."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN[connection.vendor])
        if connection.vendor == "postgresql":
            return {name for (name,) in cursor.fetchall()}
        # SQLite keeps constraints in the text of their table.
        told = cursor.fetchall()
    inside = " ".join(sql or "" for _name, sql in told)
    return {name for name, _sql in told} | set(re.findall(r'CONSTRAINT "(\w+)"', inside))
