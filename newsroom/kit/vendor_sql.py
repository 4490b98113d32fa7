"""A migration operation for what each database says in its own words."""

import re
from collections.abc import Mapping, Sequence

from django.db import migrations

# A statement for each vendor, or several in their order.
Statements = Mapping[str, str | Sequence[str]]
# Where the words are that decide: a trigger of PostgreSQL only calls a function.
DECIDING = {
    "sqlite": re.compile(r"(?P<text>CREATE TRIGGER (?P<name>\w+).*)", re.DOTALL),
    "postgresql": re.compile(r"CREATE FUNCTION (?P<name>\w+).*?\$\$(?P<text>.*)\$\$", re.DOTALL),
}


class VendorSQL(migrations.RunPython):
    """Run statements forwards and backwards, chosen by the database's vendor.

    Raises KeyError on a database that the newsroom does not support.
    """

    def __init__(self, *, forwards: Statements, backwards: Statements) -> None:
        self.statements = forwards, backwards
        super().__init__(_runner(forwards), _runner(backwards))

    def names(self, vendor: str) -> set[str]:
        """What it makes on a database, by the names of triggers and constraints."""
        forwards, _backwards = self.statements
        told = " ".join(_each(forwards[vendor]))
        return set(re.findall(r"(?:CREATE TRIGGER|ADD CONSTRAINT) (\w+)", told))

    def texts(self, vendor: str) -> dict[str, str]:
        """What decides in a trigger that it makes on a database, by the name of the trigger, or
        of its function.
        """
        forwards, _backwards = self.statements
        found = (DECIDING[vendor].search(statement) for statement in _each(forwards[vendor]))
        return {one["name"]: one["text"] for one in found if one}

    def deconstruct(self) -> tuple[str, list[object], dict[str, Statements]]:
        forwards, backwards = self.statements
        return type(self).__name__, [], {"forwards": forwards, "backwards": backwards}


def _runner(statements):
    def run(apps, schema_editor):
        for statement in _each(statements[schema_editor.connection.vendor]):
            schema_editor.execute(statement, None)

    return run


def _each(statements):
    return [statements] if isinstance(statements, str) else statements
