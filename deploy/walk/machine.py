"""An empty machine in a folder: places for what Debian keeps under /etc, /opt, /srv and /var.

Programs that need root or another machine have stand-ins, which come first on the PATH. As
root, the newsroom gets the account *nobody*, so that it may as little as its own would.
"""

import importlib.machinery
import importlib.util
import os
import pwd
import re
import shlex
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from walk import terminal
from walk.documents import between, blocks
from walk.terminal import Failed

PROJECT = Path(__file__).resolve().parent.parent.parent
PLACES = re.compile(r"(?<![\w./-])/(etc|opt|srv|run|usr/local|var)(?=/)")
PASSWORD = "a-ferry-on-sundays"  # noqa: S105
ANSWERS = {
    "'):": "operator",  # Username (leave blank to use 'root'):
    "Username:": "operator",
    "Email address:": "operator@example.org",
    "Password:": PASSWORD,
    "Password (again):": PASSWORD,
}


def bin_postgres():
    """The module that bin/postgres is."""
    loader = importlib.machinery.SourceFileLoader("postgres", str(PROJECT / "bin" / "postgres"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("postgres", loader))
    loader.exec_module(module)
    return module


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


class Machine:
    """One machine: ``source`` is what is cloned there, ``port`` is where readers ask."""

    def __init__(self, root, source, port, cache):
        self.root, self.source, self.port = root, source, port
        self.plain_port = free_port()
        self.nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
        self.site = f"http{'s' if self.nginx else ''}://localhost:{port}"
        self.certificate = root / "etc/letsencrypt/live/localhost/fullchain.pem"
        self.here = root / "root"
        self.left_out = set()
        for place in ("etc/cron.d", "etc/nginx/sites-enabled", "etc/systemd/system", "opt", "run"):
            (root / place).mkdir(parents=True)
        for place in ("srv", "usr/local/bin", "var/backups", "var/lib", "var/log"):
            (root / place).mkdir(parents=True)
        self.here.mkdir(mode=0o700)
        self.account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        self.environment = {
            "PATH": f"{Path(__file__).parent}/stand_ins:{root}/usr/local/bin:/usr/local/bin"
            ":/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME": str(self.here),
            "LANG": "C.UTF-8",
            "PIP_CACHE_DIR": str(cache),
            "PGHOST": str(root / "run" / "postgresql"),
            "TRY_ROOT": str(root),
            "TRY_SITE": self.site,
            "TRY_NGINX": self.nginx or "",
            "TRY_ACCOUNT": f"{self.account.pw_uid}:{self.account.pw_gid}" if self.account else "",
        } | {name: value for name, value in os.environ.items() if name.startswith("PIP_")}

    def placed(self, text):
        """A text with the places of Debian in this folder, and with the names of this machine."""
        names = {
            "ADDRESS-OF-THIS-REPOSITORY": str(self.source),
            "https://magazine.example.org": self.site,
            "magazine.example.org": "localhost",
            "YOUR.NAME": "localhost",
        }
        for name, value in names.items():
            text = text.replace(name, value)
        return PLACES.sub(rf"{self.root}/\1", text)

    def walk(self, name, first, last=None, **words):
        """Type what a document says under its headings from ``first`` to ``last``.

        ``words`` are replaced in it: what an operator would put in their place.
        """
        text = (self.source / "docs" / "operators" / f"{name}.md").read_text()
        script = ""
        for block in between(list(blocks(text)), first, last or first):
            where = shlex.quote(f"## {name}.md:{block.line}")
            script += f"echo {where}\n"
            script += f": {shlex.quote(block.left_out)}\n" if block.left_out else block.commands
        for word, value in words.items():
            script = script.replace(word, value)
        return self.type(self.placed(script))

    def type(self, script):
        """Type commands as root would, where the last ones have left off; returns what is said."""
        left_at = self.root / "left-at"
        script = f"trap 'pwd > {left_at}' EXIT\nset -e\n{script}"
        said = terminal.run(
            ["sh", "-c", script], cwd=self.here, env=self.environment, answers=ANSWERS
        )
        self.here = Path(left_at.read_text().strip())
        self.left_out |= set(re.findall(r"^left out: ([\w-]+)", said, re.MULTILINE))
        return said

    def silently(self, line):
        """Run a command of cron; Failed if it says a word, which cron would mail."""
        done = subprocess.run(
            ["sh", "-c", line],
            cwd=self.root / "root",
            env=self.environment | {"SSL_CERT_FILE": str(self.certificate)},
            capture_output=True,
            text=True,
        )
        if done.returncode or done.stdout or done.stderr:
            raise Failed(f"cron would mail {done.returncode}: {line}\n{done.stdout}{done.stderr}")


@contextmanager
def machine(source, port, cache):
    """A Machine with a PostgreSQL server, of which nothing is left afterwards."""
    postgres = bin_postgres()
    with tempfile.TemporaryDirectory(prefix="try-", dir="/tmp") as folder:
        root = Path(folder)
        root.chmod(0o755)
        made = Machine(root, source, port, cache)
        try:
            with database(postgres, made):
                try:
                    yield made
                finally:
                    made.here = root
                    made.type("systemctl stop newsroom; systemctl stop nginx")
        except postgres.NoServer as problem:
            raise Failed(str(problem)) from None


@contextmanager
def database(postgres, made):
    """A PostgreSQL server at the socket where Debian has it, whose superuser is postgres."""
    user = postgres.account()
    home = made.root / "var/lib/postgresql"
    home.mkdir()
    if user:
        os.chown(home, user.pw_uid, user.pw_gid)
    programs = postgres.within_reach(postgres.newest_server(), made.root / "var/lib", user)
    made.environment["PATH"] += f":{programs}"
    (made.root / "run/postgresql").symlink_to(home)
    yield from postgres.running(programs, home, user, superuser="postgres")
