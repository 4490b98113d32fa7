"""A backup of the demo newsroom, made on SQLite by a process of its own."""

import atexit
import gzip
import hashlib
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.machine import the_machine


@cache
def the_backup():
    """One for all tests of a process; nobody writes into it."""
    folder = Path(tempfile.mkdtemp(prefix="newsroom-backup-"))
    atexit.register(shutil.rmtree, folder)
    ((code, said),) = the_machine().command(["backup", str(folder / "demo")])
    assert code == 0, said
    return folder / "demo"


def manifest_of(backup):
    return json.loads((backup / "manifest.json").read_text())


def with_manifest(backup, **changes):
    """Let the manifest of a backup say something else, and the list of digests agree with it."""
    text = json.dumps(manifest_of(backup) | changes)
    (backup / "manifest.json").write_text(text)
    *others, _manifest = (backup / "SHA256SUMS").read_text().splitlines()
    digest = hashlib.sha256(text.encode()).hexdigest()
    (backup / "SHA256SUMS").write_text("\n".join([*others, f"{digest}  manifest.json\n"]))


def forge(backup, table, change):
    """Change the rows of a table in a backup as somebody would who knows how it is made."""
    part = backup / "rows" / f"{table}.jsonl.gz"
    rows = [json.loads(line) for line in gzip.decompress(part.read_bytes()).splitlines()]
    change(rows)
    told = [
        json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
        for row in rows
    ]
    text = "".join(told).encode()
    part.write_bytes(gzip.compress(text))
    tables = manifest_of(backup)["tables"]
    tables[table] = {"lines": len(rows), "sha256": hashlib.sha256(text).hexdigest()}
    with_manifest(backup, tables=tables)
