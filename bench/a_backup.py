"""How long a backup takes, how large it is and how much memory it needs, and so the way back.

    .venv/bin/python bench/a_backup.py [VERSIONS]

Makes the newsroom of the_record.py, of 10,000 versions unless told otherwise, in a database of its
own (SQLite in a temporary folder, or DATABASE_URL if it is set); backs it up, looks whether the
backup is whole, and restores it into a new file of SQLite, or into RESTORED_URL if it is set.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from a_large_newsroom import FOLDER
from django.conf import settings
from django.core.management import call_command
from the_record import make, most_memory

HERE = Path(FOLDER.name)
BACKUP = HERE / "backup"
RESTORED = os.environ.get("RESTORED_URL") or f"sqlite:///{HERE}/restored.sqlite3"


def measured(*words, **variables):
    """Run a command in a process of its own, which tells what it took."""
    command = [sys.executable, __file__, "run", *words]
    subprocess.run(command, check=True, env={**os.environ, **variables})  # noqa: S603


def run(words):
    # Otherwise every query would be kept, to be looked at.
    settings.DEBUG = False
    begun = time.perf_counter()
    call_command(*words)
    print(f"{words[0]}: {time.perf_counter() - begun:.1f} s, {most_memory()}", flush=True)


def size(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def main(total):
    make(total)
    measured("backup", str(BACKUP))
    print(f"{size(BACKUP) / 1e6:.1f} MB")
    measured("restore", str(BACKUP), "--verify")
    measured("migrate", "--verbosity=0", DATABASE_URL=RESTORED)
    measured("restore", str(BACKUP), DATABASE_URL=RESTORED)


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        run(sys.argv[2:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
