"""What is in a backup, and of which release it is."""

import json
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from newsroom.backups.folder import MANIFEST, Backup, Making, Part
from newsroom.backups.problems import BackupProblem
from newsroom.kit import clock
from newsroom.models import LedgerEntry

FORMAT = 1


@dataclass
class Manifest:
    """`tables` has the rows of each table, `last_keys` the last key that it has given; `ledger`
    is the newest entry; `left_out` says of what nothing is taken, and why.
    """

    made_at: str
    version: str
    commit: str
    migrations: dict[str, str]
    ledger: dict[str, Any]
    tables: dict[str, Part] = field(default_factory=dict)
    last_keys: dict[str, int] = field(default_factory=dict)
    files: Part = Part(0, "")
    left_out: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(part.lines for part in self.tables.values())

    def write(self, folder: Making) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True)
        folder.write(MANIFEST, iter([f"{text}\n".encode()]))

    @classmethod
    def read(cls, backup: Backup) -> "Manifest":
        backup.check_sum(MANIFEST)
        with backup.opened(MANIFEST) as file:
            told = json.load(file)
        if told.get("format") != FORMAT:
            raise BackupProblem(
                f"{backup.place} is written in another form than this release reads: restore it "
                f"with version {told.get('version')}, commit {told.get('commit')}."
            )
        told["tables"] = {name: Part(**part) for name, part in told["tables"].items()}
        told["files"] = Part(**told["files"])
        return cls(**told)


def begun() -> Manifest:
    """The manifest of a backup that is made now, as far as it is known before."""
    newest = LedgerEntry.objects.first()
    return Manifest(
        made_at=clock.now().isoformat(),
        version=_version(),
        commit=_commit(),
        migrations=migrations(),
        ledger={"number": newest.number, "digest": newest.digest} if newest else {},
    )


def migrations() -> dict[str, str]:
    """The last migration of each app that the database has been through."""
    return dict(sorted(MigrationRecorder(connection).applied_migrations()))


def differences(manifest: Manifest) -> Iterator[str]:
    """Yield in words where the migrations here are others than those of the backup."""
    here = migrations()
    for app in sorted(here.keys() | manifest.migrations.keys()):
        there = manifest.migrations.get(app)
        if here.get(app) != there:
            yield f"{app} is at {there or 'none'} there and at {here.get(app, 'none')} here"


def _version() -> str:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    return str(project["version"])


def _commit() -> str:
    """Which commit this is, where it was cloned; otherwise nothing."""
    asked = ["git", "-C", str(settings.BASE_DIR), "rev-parse", "--verify", "--quiet", "HEAD"]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return ""
    return done.stdout.strip()
