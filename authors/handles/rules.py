"""What a row of the table of platforms says."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

DOMAIN = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?"


def under(host, domains):
    """Whether a host is one of these domains or under one, as pl.linkedin.com is."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def first(steps, address):
    """The name in the address of a profile: the first step of its path."""
    return steps[0] if steps else ""


@dataclass(frozen=True)
class PlatformRules:
    """How names and profiles are written on one platform. Patterns are read in any case."""

    # What to tell somebody whose name it could not be.
    reason: str | Promise
    # The whole of a name, in ASCII where it does not say otherwise.
    pattern: str = ""
    # They answer for their subdomains.
    hosts: tuple[str, ...] = ()
    # The name in an address, given the steps of its path and the address; "" if it is nobody's.
    read: Callable = first
    # What stands in the place of a name on pages that are nobody's.
    nobody: str = ""
    # A name as the platform itself writes it.
    spell: Callable[[str], str] = str
    # The https address of a name.
    url: Callable[[str], str] = str
    # How the platform is called in running text, its case endings included.
    words: str = ""
    # A name that is known in running text without such a word beside it.
    alone: str = ""
    # Whether readers are shown an @ before a name.
    has_at: bool = False
