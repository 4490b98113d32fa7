"""A migration operation for what each database says in its own words."""

import re
from collections.abc import Mapping

from django.db import migrations


class VendorSQL(migrations.RunPython):
    """Run one statement forwards and one backwards, chosen by the database's vendor.

    Raises KeyError on a database that the newsroom does not support.
    """

    def __init__(self, *, forwards: Mapping[str, str], backwards: Mapping[str, str]) -> None:
        self.statements = forwards, backwards
        super().__init__(_runner(forwards), _runner(backwards))

    def names(self, vendor: str) -> set[str]:
        """What it makes on a database, by the names of triggers and constraints."""
        forwards, _backwards = self.statements
        return set(re.findall(r"(?:CREATE TRIGGER|ADD CONSTRAINT) (\w+)", forwards[vendor]))

    def deconstruct(self) -> tuple[str, list[object], dict[str, Mapping[str, str]]]:
        forwards, backwards = self.statements
        return type(self).__name__, [], {"forwards": forwards, "backwards": backwards}


def _runner(statements):
    def run(apps, schema_editor):
        schema_editor.execute(statements[schema_editor.connection.vendor])

    return run
