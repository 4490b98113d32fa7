"""Reading settings from the environment: a wrong value is named, never guessed around.

Every parser takes the text of one variable and returns what the settings need, or
raises ``ValueError`` with the sentence that says what was expected.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from zoneinfo import ZoneInfo

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

# As Django's check security.W009 has it, which nobody has to run.
SHORTEST_KEY, FEWEST_CHARACTERS = 50, 5
# Django itself counts American English as English alone, and dates it as the British do not.
LANGUAGE_NAMES = {code: told["name"] for code, told in LANG_INFO.items() if "name" in told}
LANGUAGE_NAMES["en-us"] = "American English"
HOST_NAME = re.compile(r"\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|\[[0-9A-Fa-f:.]+\]|\*")


def read(name, parse, default=None, *, secret=False):
    """The variable ``name`` as ``parse`` understands it; ``default`` when unset or blank.

    Raises ``ImproperlyConfigured`` naming the variable, its value (unless it is a
    secret, for the message ends in logs) and what was expected.
    """
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    try:
        return parse(text)
    except ValueError as problem:
        value = "" if secret else f" is {text!r}"
        raise ImproperlyConfigured(f"{name}{value}: {problem}") from None


def secret_key(*, stored_in):
    """The text of ``SECRET_KEY``, or of the file that ``SECRET_KEY_FILE`` names.

    Without either, the file ``stored_in`` is used where it exists, so that commands
    typed by hand find the key that ``bin/demo`` made. None when there is no key.
    """
    key = os.environ.get("SECRET_KEY", "").strip()
    path = read("SECRET_KEY_FILE", Path)
    if key and path:
        raise ImproperlyConfigured("SECRET_KEY and SECRET_KEY_FILE are both set: set only one.")
    if key:
        return key
    if path is None and not stored_in.exists():
        return None
    return _first_line(path or stored_in)


def long_enough(key):
    """The key; raises ImproperlyConfigured for one that somebody could guess."""
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS:
        raise ImproperlyConfigured(
            f"SECRET_KEY has to be {SHORTEST_KEY} random characters or more: whoever guesses it "
            "can sign in as anybody. Make one: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    return key


def _first_line(path):
    try:
        lines = path.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as problem:
        reason = getattr(problem, "strerror", None) or "it is not text"
        raise ImproperlyConfigured(f"SECRET_KEY_FILE {path} cannot be read: {reason}.") from None
    if not lines:
        raise ImproperlyConfigured(f"SECRET_KEY_FILE {path} is empty: it should hold the key.")
    return lines[0]


def switch(text):
    """``True`` or ``False``."""
    words = {"1": True, "true": True, "yes": True, "on": True}
    words |= {"0": False, "false": False, "no": False, "off": False}
    if text.lower() not in words:
        raise ValueError("expected 1, true, yes or on; or 0, false, no or off.")
    return words[text.lower()]


def seconds(text):
    """A whole number of seconds, zero or more."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError("expected a whole number of seconds, zero or more.")
    return int(text)


def reporting(text):
    """Where to report something: the URI of a mail address, or an ``https://`` address as it is."""
    if text.startswith("https://") and re.fullmatch(r"[!-~]+", text) and urlsplit(text).hostname:
        return text
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError(
            "expected a mail address or an address like https://example.org/report."
        ) from None
    return f"mailto:{quote(text, safe='@+')}"


def web_address(text):
    """An ``https://`` or ``http://`` address, as it is."""
    parts = urlsplit(text)
    port_of(parts)
    if not re.fullmatch(r"https?://[!-~]+", text) or not parts.hostname or parts.username:
        raise ValueError("expected an address like https://hub.example.org/.")
    return text


def number(text):
    """A whole number, zero or more."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError("expected a whole number, zero or more.")
    return int(text)


def path(text):
    """Where something lives below the site, without a slash before it and with one after it."""
    if not re.fullmatch(r"/?[a-z0-9_-]+(/[a-z0-9_-]+)*/?", text):
        raise ValueError("expected a path like desk/ of small letters, digits, - and _.")
    return f"{text.strip('/')}/"


def log_format(text):
    """How a line of the log looks."""
    if text not in ("line", "json"):
        raise ValueError("expected line or json.")
    return text


def sentry(text):
    """The address that a Sentry gives to a project: ``https://KEY@sentry.example.org/1``."""
    parts = urlsplit(text)
    port_of(parts)
    if parts.scheme not in ("http", "https") or not parts.username or not parts.hostname:
        raise ValueError("expected an address like https://KEY@sentry.example.org/1.")
    return text


def items(text):
    """The parts of a list written with commas, without the blanks around them."""
    return [item.strip() for item in text.split(",") if item.strip()]


def hosts(text):
    """Host names as Django's ALLOWED_HOSTS takes them: no scheme, no port, no path."""
    for host in items(text):
        if not HOST_NAME.fullmatch(host):
            raise ValueError(
                f"{host!r} is not a host name; expected names like example.org or "
                ".example.org with commas between, without https:// and without a port."
            )
    return items(text)


def address(text):
    """A public address, ``https://example.org``: scheme, host and perhaps a port."""
    parts = urlsplit(text)
    port_of(parts)
    bare = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise ValueError("expected an address like https://example.org.")
    if text.rstrip("/") != bare:
        raise ValueError(f"expected scheme and host only, without a path: {bare}.")
    return bare


def addresses(text):
    """Public addresses with commas between them."""
    return [address(item) for item in items(text)]


def time_zone(text):
    """The name of a time zone that this machine knows."""
    try:
        return ZoneInfo(text).key
    except (OSError, ValueError, LookupError):
        raise ValueError("expected the name of a time zone, like Europe/Warsaw.") from None


def languages(text):
    """``(code, its English name)`` for every language named, in the order given."""
    codes = list(dict.fromkeys(items(text.lower())))
    if not codes:
        raise ValueError("expected at least one language code, like en,pl,uk.")
    for code in codes:
        if code not in LANGUAGE_NAMES:
            raise ValueError(f"{code!r} is not a language code; expected codes like en,pl,uk.")
    return [(code, LANGUAGE_NAMES[code]) for code in codes]


@dataclass(frozen=True)
class Mail:
    """A mail server. Without a host there is none."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    ssl: bool = False
    starttls: bool = False


def mail(text):
    """A Mail server from ``smtps://user:password@mail.example.org`` or ``smtp://localhost``.

    ``smtp://`` turns to TLS (STARTTLS) before it sends a password; without a
    user it stays plain, for a server on this machine.
    """
    parts = urlsplit(text)
    port = port_of(parts)
    more = parts.path.strip("/") or parts.query or parts.fragment
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or more:
        raise ValueError(
            "expected smtps://user:password@mail.example.org or smtp://localhost; "
            "write @ : / ? # and % in a password as %40 %3A %2F %3F %23 and %25."
        )
    ssl, user = parts.scheme == "smtps", unquote(parts.username or "")
    usual = 465 if ssl else 587 if user else 25
    password = unquote(parts.password or "")
    return Mail(parts.hostname, port or usual, user, password, ssl, bool(user) and not ssl)


def port_of(parts):
    """The port of a split address, or None."""
    try:
        return parts.port
    except ValueError:
        # Python's own message repeats the "port", which may be half a password.
        raise ValueError("expected a number from 0 to 65535 after the host's colon.") from None
