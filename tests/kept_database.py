"""The migrated SQLite database that ``--keepdb`` keeps. A run works on a copy of it.

So two runs at once never meet, and a run that is killed leaves nothing behind for the next.
"""

import hashlib
import os
import shutil

from django.conf import settings

# What a migration is made of: itself, columns and operations, and what SQLite does with both.
SOURCES = ("*/migrations/*.py", "newsroom/kit/*.py", "newsroom/sqlite/*.py", "requirements.txt")


def path():
    """Where it is kept. Another state of the migrations has another name."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for source in sorted(settings.BASE_DIR.glob(pattern)):
            digest.update(source.read_bytes())
    return settings.VAR / "tests" / f"{digest.hexdigest()[:16]}.sqlite3"


def take(copy):
    """Whether there is one; if so, ``copy`` is one like it."""
    try:
        shutil.copyfile(path(), copy)
    except FileNotFoundError:
        return False
    return True


def keep(migrated):
    """Keep a database just migrated, in place of all that older migrations made."""
    kept = path()
    kept.parent.mkdir(parents=True, exist_ok=True)
    for old in kept.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    # Another run may be looking for it: it finds no file or a whole one.
    new = kept.with_suffix(f".{os.getpid()}")
    shutil.copyfile(migrated, new)
    new.replace(kept)
