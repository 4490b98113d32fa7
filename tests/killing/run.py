"""What the check `killed` runs: deeds of a newsroom, each killed before each of its steps."""

import argparse
import hashlib
import logging
import os
import random
import sys
import tempfile
import time

LAST_STEPS = 15


def main():
    parser = argparse.ArgumentParser(
        prog="python -m tests.killing.run",
        description="Kills a process that publishes, imports, issues again, redacts or reports "
        "before each of its queries, commits and changes of files, and tells where something was "
        "left half-done. Beside bin/postgres it does so on PostgreSQL, else on SQLite.",
    )
    time_for_it = parser.add_mutually_exclusive_group()
    time_for_it.add_argument("--seconds", type=float, default=3600, help="some of the steps")
    time_for_it.add_argument(
        "--all", dest="seconds", action="store_const", const=float("inf"), help="every step"
    )
    parser.add_argument("deeds", nargs="*", help="all, if none is named")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-killing-") as folder:
        return killed(arguments, folder)


def killed(arguments, folder):
    from tests.killing.newsrooms import PostgreSQL, SQLite

    server = os.environ.get("DATABASE_URL")
    newsroom = PostgreSQL(folder, server) if server else SQLite(folder)
    os.environ |= {
        "DATABASE_URL": newsroom.url,
        "MEDIA_ROOT": f"{folder}/newsroom/media",
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0)
    from tests.killing.deeds import DEEDS, make_newsroom

    make_newsroom()
    newsroom.keep()
    deeds = [(name, DEEDS[name]) for name in arguments.deeds or DEEDS]
    latest, found, kills = time.monotonic() + arguments.seconds, [], 0
    for place, (name, deed) in enumerate(deeds):
        share = (latest - time.monotonic()) / (len(deeds) - place)
        number, of, wrong = kill(newsroom, deed, time.monotonic() + share)
        kills += number
        found += [f"{name}: {sentence}" for sentence in wrong]
        print(f"{name}: killed before {number} of its {of} steps", flush=True)
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{kills} kills left {len(found) or 'nothing'} half-done on {type(newsroom).__name__}")
    return int(bool(found))


def kill(newsroom, deed, latest):
    """``(kills, steps, [what was wrong])`` of a deed, in another order each time, until `latest`.

    The files that are left by one kill lie there for the next, and at last for whoever does it
    once more.
    """
    from tests.killing.death import kill_at, steps_of

    newsroom.restore()
    before = state()
    of = steps_of(deed)
    after = state()
    wrong = [*whole("done, and not killed")]
    newsroom.restore()
    # Around its end rows, commit and files meet: those first.
    early = max(0, of - LAST_STEPS)
    kills, steps = 0, [*random.sample(range(early), early), *range(early, of)]
    while steps and time.monotonic() < latest:
        step = steps.pop()
        kills += kill_at(deed, step)
        now, words = state(), f"killed before step {step} of {of}"
        if now == before:
            wrong += gone(words)
            continue
        wrong += whole(words)
        if counts(now) != counts(after):
            wrong.append(f"{words}, it is half-done: {differences(before, now)}")
        newsroom.restore()
    steps_of(deed)
    if counts(state()) != counts(after):
        wrong.append("Done once more after that, it does something else.")
    return kills, of, wrong


def whole(words):
    """A sentence for each thing that is wrong with the record."""
    from newsroom.audit import structure, vouching

    breaks = [*vouching.breaks(), *structure.missing()]
    return [f"{words}: {one}" for one in breaks] + gone(words)


def gone(words):
    """A sentence for each file that is not there, or another."""
    from newsroom.audit import files

    return [f"{words}: {one}" for one in files.breaks()]


def state():
    """``{table: (how many rows, their digest)}``."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = sorted(map(repr, cursor.fetchall()))
            found[table] = len(rows), hashlib.sha256("".join(rows).encode()).hexdigest()
    return found


def counts(tables):
    return {table: count for table, (count, _digest) in tables.items()}


def differences(before, now):
    changed = [table for table in before if before[table] != now[table]]
    return ", ".join(f"{one} {before[one][0]} → {now[one][0]}" for one in changed)


if __name__ == "__main__":
    sys.exit(main())
