"""Whether a backup is whole, without a database."""

from collections.abc import Callable

from newsroom.backups import files
from newsroom.backups.folder import Backup
from newsroom.backups.manifest import Manifest
from newsroom.backups.progress import Progress


def look_inside(backup: Backup, say: Callable[[str], object]) -> Manifest:
    """Read all of a backup once; raises BackupProblem at the first part that is not as it was."""
    manifest = Manifest.read(backup)
    progress = Progress(say, "rows", manifest.rows)
    for table, part in manifest.tables.items():
        for _line in backup.lines(f"rows/{table}.jsonl.gz", part):
            progress.add(1)
    progress = Progress(say, "files", manifest.files.lines)
    for kept in files.listed(backup, manifest.files):
        files.check(backup, kept)
        progress.add(1)
    return manifest
