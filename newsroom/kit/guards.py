"""The triggers that keep the rows of a table as they are, in the words of each database."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

EVENTS = {"sqlite": "insert update delete", "postgresql": "update delete truncate"}
# How a guard is kept in the text of its trigger, so that it can be made anew.
KEPT = re.compile(r"/\* guard: (\{.*?\}) \*/")


@dataclass(frozen=True)
class Guard:
    """What may happen to the rows of a table that is otherwise append-only.

    A column in `may_set_once` may go from NULL to a value, alone or with others
    of its kind, and never again; so may the column of `may_become` go from its
    first value to its second. While the column of `free_while` has that value, a
    row is a draft: anything may happen to it.
    """

    may_set_once: tuple[str, ...] = ()
    free_while: tuple[str, str] | None = None
    may_become: tuple[str, str, str] | None = None

    @property
    def columns(self) -> list[str]:
        """The columns that it names."""
        named = [pair[0] for pair in (self.free_while, self.may_become) if pair]
        return [*self.may_set_once, *named]

    def comment(self) -> str:
        return f"/* guard: {json.dumps(asdict(self))} */"

    @classmethod
    def read(cls, trigger: str) -> "Guard | None":
        """The guard that a trigger was made from, or None where it says nothing of one."""
        for told in KEPT.findall(trigger):
            return cls(**{name: tuple(v) for name, v in json.loads(told).items() if v})
        return None


def guard_of(connection: BaseDatabaseWrapper, table: str) -> Guard | None:
    """The guard of a table, as the database keeps it; None where its rows may change."""
    asked, named = {
        "sqlite": ("SELECT sql FROM sqlite_master WHERE name = %s", f"{table}_append_only_update"),
        "postgresql": ("SELECT prosrc FROM pg_proc WHERE proname = %s", f"{table}_append_only"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(asked, [named])
        found = cursor.fetchone()
    return found and Guard.read(found[0])


def removing(connection: BaseDatabaseWrapper, table: str) -> Iterator[str]:
    """The statements that take the guard of a table away, if it has one."""
    quote = connection.ops.quote_name
    on_table = f" ON {quote(table)}" if connection.vendor == "postgresql" else ""
    for event in EVENTS[connection.vendor].split():
        yield f"DROP TRIGGER IF EXISTS {quote(f'{table}_append_only_{event}')}{on_table}"
    if connection.vendor == "postgresql":
        yield f"DROP FUNCTION IF EXISTS {quote(f'{table}_append_only')}()"


def making(
    connection: BaseDatabaseWrapper, table: str, columns: list[str], guard: Guard
) -> Iterator[str]:
    """The statements that put a guard on a table with these columns."""
    make = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}[connection.vendor]
    yield from make(connection, table, columns, guard)


def _refusal(table):
    return f"'{table} is append-only: published history never changes'"


def _is_free(quote, guard, row, equals):
    """The condition that a row is a draft: OLD, or a row of the table itself."""
    if not guard.free_while:
        return "FALSE"
    column, value = guard.free_while
    return f"{row}{quote(column)} {equals} '{value}'"


def _on_sqlite(connection, table, columns, guard):
    """INSERT OR REPLACE deletes without a word, so whatever it would replace is refused."""
    quote = connection.ops.quote_name
    taken = " OR ".join(f"({condition})" for condition in _replaced_on_sqlite(connection, table))
    changes = [f"OLD.{quote(c)} IS NULL AND NEW.{quote(c)} IS NOT NULL" for c in guard.may_set_once]
    excused = {c: f"OLD.{quote(c)} IS NULL" for c in guard.may_set_once}
    if guard.may_become:
        column, before, after = guard.may_become
        # What is unknown passes a trigger: IS compares NULL as well.
        excused[column] = f"OLD.{quote(column)} IS '{before}' AND NEW.{quote(column)} IS '{after}'"
        changes.append(excused[column])
    keeps = " AND ".join(
        f"(NEW.{quote(c)} COLLATE BINARY IS OLD.{quote(c)} OR ({excused.get(c, 'FALSE')}))"
        for c in columns
    )
    allowed = " OR ".join(f"({change})" for change in changes) or "FALSE"
    was_free = _is_free(quote, guard, "OLD.", "IS")
    stays = f"NOT ({_is_free(quote, guard, '', 'IS')})"
    replaced = f"SELECT 1 FROM {quote(table)} WHERE ({taken}) AND {stays}"  # noqa: S608
    refused = {
        "insert": f"EXISTS ({replaced})",
        "update": f"(NOT ({was_free}) AND NOT (({allowed}) AND {keeps})) "
        f"OR EXISTS ({replaced} AND rowid <> OLD.rowid)",
        "delete": f"NOT ({was_free})",
    }
    for event, when in refused.items():
        yield (
            f"CREATE TRIGGER {quote(f'{table}_append_only_{event}')} "
            f"BEFORE {event.upper()} ON {quote(table)} FOR EACH ROW WHEN {when} "
            f"BEGIN {guard.comment()} SELECT RAISE(ABORT, {_refusal(table)}); END"
        )


def _replaced_on_sqlite(connection, table):
    """Yield, for every key of a table, the condition on rows that a new one would replace them."""
    quote = connection.ops.quote_name

    def same(columns):
        return " AND ".join(f"{quote(column)} = NEW.{quote(column)}" for column in columns)

    def of_new(column):
        # A new value has no type yet, and would be compared as what it looks like.
        return f"CAST(NEW.{column[0]} AS {types[column[1]]})"

    with connection.cursor() as cursor:
        yield same(connection.introspection.get_primary_key_columns(cursor, table))
        told = cursor.execute(f"PRAGMA table_info({quote(table)})").fetchall()
        types = {name: kind for _place, name, kind, *_more in told}
        indexes = cursor.execute(f"PRAGMA index_list({quote(table)})").fetchall()
        for _number, index, is_unique, _origin, is_partial in indexes:
            told = cursor.execute(f"PRAGMA index_info({quote(index)})").fetchall()
            columns = [column for _place, _number, column in told]
            if not is_unique or None in columns:
                continue
            if not is_partial:
                yield same(columns)
                continue
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [index])
            condition = cursor.fetchone()[0].partition(" WHERE ")[2]
            on_new = re.sub(r'"(\w+)"', of_new, condition)
            yield f"{same(columns)} AND ({condition}) AND ({on_new})"


def _on_postgresql(connection, table, columns, guard):
    """Undo what may be done, then compare the rows byte for byte. TRUNCATE is refused as well."""
    quote = connection.ops.quote_name
    undone = "".join(
        f"IF OLD.{quote(c)} IS NULL THEN kept.{quote(c)} := NULL; END IF; "
        for c in guard.may_set_once
    )
    if guard.may_become:
        column, before, after = guard.may_become
        undone += (
            f"IF OLD.{quote(column)} = '{before}' AND NEW.{quote(column)} = '{after}' "
            f"THEN kept.{quote(column)} := '{before}'; END IF; "
        )
    was_free = _is_free(quote, guard, "OLD.", "=")
    yield (
        f"CREATE FUNCTION {quote(f'{table}_append_only')}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"{guard.comment()} DECLARE kept {quote(table)}%ROWTYPE; "
        "BEGIN "
        f"IF TG_OP = 'DELETE' AND {was_free} THEN RETURN OLD; END IF; "
        "IF TG_OP = 'UPDATE' THEN "
        f"IF {was_free} THEN RETURN NEW; END IF; "
        f"kept := NEW; {undone}"
        "IF kept *= OLD AND NEW *<> OLD THEN RETURN NEW; END IF; "
        "END IF; "
        f"RAISE EXCEPTION USING MESSAGE = {_refusal(table)}, "
        "ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    for event in EVENTS["postgresql"].split():
        each = "STATEMENT" if event == "truncate" else "ROW"
        yield (
            f"CREATE TRIGGER {quote(f'{table}_append_only_{event}')} "
            f"BEFORE {event.upper()} ON {quote(table)} "
            f"FOR EACH {each} EXECUTE FUNCTION {quote(f'{table}_append_only')}()"
        )
