"""The whole life of a newsroom's machine: installed, used, saved, lost, restored, upgraded."""

import argparse
import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from walk import in_front
from walk.machine import PROJECT, Machine, free_port, machine
from walk.reading import ask, served
from walk.terminal import Failed

PLACED = ("newsroom", "newsroom-backup", "newsroom.cron", "newsroom.env", "newsroom.service")
BACKUP = "2026-11-23T023004"  # As the documents write the name of one.


def main():
    argparse.ArgumentParser(
        prog="deploy/try",
        description="Carries out what docs/operators/ tells, from an empty machine to an upgrade, "
        "in a folder that is thrown away.",
    ).parse_args()
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, frame: sys.exit(128 + number))
    began = time.monotonic()
    try:
        pages, left_out = live(PROJECT)
    except Failed as problem:
        print(f"\n{problem}")
        return 1
    print(f"Left out: {', '.join(sorted(left_out))}; what hardens the unit; cron's clock.")
    print(f"All is as the documents say: {pages} pages, {time.monotonic() - began:.0f} s.")
    return 0


def say(words):
    print(f"{words} …", flush=True)


def live(project):
    """How many pages came back the same, and the programs that were not run.

    Raises Failed where anything is not as promised.
    """
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="try-source-", dir="/tmp") as folder:
        folder = Path(folder)
        folder.chmod(0o755)
        # The second machine need not fetch every package anew.
        cache, kept = folder / "packages", folder / "backups"
        cache.mkdir()
        cache.chmod(0o777)
        # What somebody edits meanwhile is not half of it.
        project = snapshot(project, folder / "project")
        with machine(folder / "one", port, cache) as one:
            publish(project, one)
            pages = use(one)
            save(one)
            shutil.copytree(one.root / "var/backups/newsroom", kept)
        with machine(folder / "two", port, cache) as two:
            publish(project, two)
            restore(two, kept)
            same(pages, served(two), "after the restore")
            # Feeds say how large a picture is once somebody has asked for it.
            pages = served(two)
            move(two)
            same(pages, served(two), "in another database and back")
            upgrade(two)
    return len(pages), two.left_out


def snapshot(project, to):
    """A copy of the project as it lies here, without what git ignores."""
    listed = git(project, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        if (project / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(project / name, to / name)
    return to


def publish(project, target: Machine):
    """Make the repository that is cloned: the project, with the places of the machine."""
    source = target.source
    shutil.copytree(project, source)
    for name in (*PLACED, "nginx.conf"):
        file = source / "deploy" / name
        file.write_text(ports(target.placed(file.read_text()), target))
    git(source, "init", "--quiet", "--initial-branch=main")
    commit(source, "The newsroom")
    if target.account:
        shutil.chown(source, target.account.pw_uid)
        for path in source.rglob("*"):
            shutil.chown(path, target.account.pw_uid)


def ports(text, target):
    """The ports of a server that others than root may open; without nginx, gunicorn has one."""
    text = re.sub(r" *listen \[::\]:\d+.*\n", "", text)
    for port, ours in ((80, target.plain_port), (443, target.port)):
        text = re.sub(rf"listen {port}\b", f"listen 127.0.0.1:{ours}", text)
    if not target.nginx:
        text = re.sub(r"--bind \S+", f"--bind 127.0.0.1:{target.port}", text)
    return text


def git(folder, *words):
    as_ours = [
        "-c",
        f"safe.directory={folder}",
        "-c",
        "user.name=Try",
        "-c",
        "user.email=try@localhost",
    ]
    done = subprocess.run(["git", "-C", folder, *as_ours, *words], capture_output=True, text=True)
    if done.returncode:
        raise Failed(done.stderr)
    return done.stdout


def commit(source, words):
    git(source, "add", "--all", "--force")
    git(source, "commit", "--quiet", f"--message={words}")


def install(target):
    say("Installing the packages, making the database, writing the settings")
    target.walk("installation", "1. Packages", "4. Settings")
    say("Starting gunicorn and nginx")
    target.walk("installation", "5. First start")


def use(target):
    install(target)
    say("Publishing the demo, making the first administrator, reading every page")
    target.type("newsroom load_demo > /dev/null")
    target.walk("installation", "6. nginx and a certificate", "8. What runs by the clock")
    operate(target)
    in_front.walk(target)
    return served(target)


def operate(target):
    """Probes are answered, a restart reads the settings, who forgets SITE_URL is told so."""
    for path in ("/healthz", "/readyz"):
        if ask(target, path)[0] != 200:
            raise Failed(f"{path} does not answer 200.")
    settings = f"{target.root}/etc/newsroom/newsroom.env"
    target.type(
        f"cp {settings} {settings}.right\n"
        "sed -i 's|^# LOG_FORMAT=.*|LOG_FORMAT=json|; s|^SITE_URL=.*|SITE_URL=http://an.example|' "
        f"{settings}\nsystemctl restart newsroom"
    )
    status, words = ask(target, "/")
    if status != 400 or b"SITE_URL" not in words:
        raise Failed(f"A forgotten SITE_URL is answered with {status}: {words!r}")
    target.type(f"mv {settings}.right {settings}\nsystemctl restart newsroom")
    lines = (target.root / "var/log/newsroom.log").read_text().splitlines()
    if not [
        line for line in lines if line[0] == "{" and "SITE_URL is" in json.loads(line)["message"]
    ]:
        raise Failed("The log does not tell in JSON why another host was refused.")


def save(target):
    """What cron starts is silent, and a backup of it can be tried."""
    say("Running what cron starts, and the backup")
    for line in (target.root / "etc/cron.d/newsroom").read_text().splitlines():
        if found := re.fullmatch(r"[\d* -]+ root +(.+)", line):
            target.silently(found[1])
    target.walk("backups", "Every night", **{BACKUP: newest(target)})
    say("Restoring the backup beside it, for trial")
    target.walk("backups", "Try it", **{BACKUP: newest(target)})


def newest(target):
    """The name of the newest backup; Failed where one was cut off, or none was made."""
    names = sorted(path.name for path in (target.root / "var/backups/newsroom").glob("*"))
    if not names or any(name.endswith(".part") for name in names):
        raise Failed(f"These are no whole backups: {names}")
    return names[-1]


def restore(target, kept):
    install(target)
    target.walk("installation", "6. nginx and a certificate", "8. What runs by the clock")
    shutil.copytree(kept, target.root / "var/backups/newsroom")
    say("Restoring on an empty machine")
    target.walk("backups", "Restore", **{BACKUP: newest(target)})


def move(target):
    """To SQLite, and to another database of PostgreSQL."""
    socket = f"{target.root}/run/postgresql"
    for database in (
        f"sqlite:///{target.root}/srv/newsroom/newsroom.sqlite3",
        f"postgres://newsroom@/newsroom_moved?host={socket}",
    ):
        say(f"Moving to {database.partition(':')[0]}")
        (target.root / "database").write_text(database)
        if "newsroom_moved" in database:
            target.type("cd /\nrunuser -u postgres -- createdb --owner newsroom newsroom_moved")
        target.walk("backups", "To another database")


def same(before, after, when):
    different = sorted(path for path in before | after if before.get(path) != after.get(path))
    if different:
        raise Failed(f"Not as it was {when}: {', '.join(different)}")


def upgrade(target):
    """The next version has other style sheets, which readers have to be given."""
    say("Upgrading")
    for style in (target.source / "static").rglob("*.css"):
        style.write_text(style.read_text() + "\n.the-next-version { color: red; }\n")
    commit(target.source, "The next version")
    target.walk("upgrades", "To the next version")
    sheets = [body for path, body in served(target).items() if path.endswith(".css")]
    if not any(b"the-next-version" in body for body in sheets):
        raise Failed("Readers are given the styles of the version before.")
