"""A demo newsroom to look at from outside, as a reader does."""

import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from html import unescape
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin
from urllib.request import urlopen

from tests.slow.outcomes import Failed, printed_by

MANAGE = [sys.executable, "manage.py"]
NO_INPUT = {"collectstatic": ("--no-input", "--verbosity=0")}
LOAD_SECONDS = 120
START_SECONDS = 30


@contextmanager
def demo():
    """The address of a demo newsroom that is made, and served meanwhile as in production."""
    address = free_address()
    with tempfile.TemporaryDirectory(prefix="newsroom-demo-") as folder:
        variables = {
            "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "STATIC_ROOT": f"{folder}/static",
            "SECRET_KEY": secrets.token_urlsafe(64),
            "SITE_URL": address,
        }
        for command in ("migrate", "collectstatic", "load_demo"):
            printed_by([*MANAGE, command, *NO_INPUT.get(command, ())], LOAD_SECONDS, **variables)
        with served(address, **variables):
            yield address


def free_address():
    """An address of this machine at which nobody is served."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@contextmanager
def served(address, **variables):
    """A newsroom with such settings answers there meanwhile."""
    command = [sys.executable, "-m", "gunicorn", "newsroom.wsgi", "--no-control-socket"]
    command += ["--bind", address.removeprefix("http://"), "--threads=4", "--log-level=warning"]
    with subprocess.Popen(command, env={**os.environ, **variables}) as server:
        try:
            wait_until_it_answers(address)
            yield
        finally:
            server.terminate()


def wait_until_it_answers(address):
    latest = time.monotonic() + START_SECONDS
    while True:
        try:
            return urlopen(address).close()  # noqa: S310
        except URLError:
            if time.monotonic() > latest:
                raise Failed("The demo newsroom does not answer.") from None
            time.sleep(0.2)


def crawl(address):
    """Map the path of every page of HTML that links lead to from the first one to its text."""
    pages, waiting, asked = {}, ["/"], set()
    while waiting:
        path = waiting.pop(0)
        if path in asked:
            continue
        asked.add(path)
        try:
            with urlopen(address + path) as response:  # noqa: S310
                if response.headers.get_content_type() != "text/html":
                    continue
                pages[path] = text = response.read().decode()
        except HTTPError as answer:
            raise Failed(f"A link leads to {path}, which answers {answer.code}.") from None
        for link in re.findall(r'<a\b[^>]*\bhref="([^"#]*)', text):
            url = quote(urljoin(address + path, unescape(link)), safe="%/:?&=")
            if url.startswith(f"{address}/") and not url.startswith(f"{address}/desk/"):
                waiting.append(url.removeprefix(address))
    return pages
