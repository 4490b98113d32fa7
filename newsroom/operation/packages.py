"""What runs here besides our own code: packages, their digests, licences, and known holes.

``requirements.txt`` says which packages and with which digests; what is installed says which
version runs and under which licence.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from packaging.specifiers import SpecifierSet

ADVISORIES = Path(__file__).with_name("advisories.json")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)((?:\s*\\\n\s+--hash=sha256:[0-9a-f]{64})+)", re.M)


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    digests: tuple[str, ...]  # SHA-256 of each file of the release, in hexadecimal.
    licence: str  # As the package says it: an SPDX expression, or words; "" where it does not.


def packages() -> Iterator[Package]:
    """Yield every package that the newsroom runs on, by name.

    The version is the one that is installed, or the one asked for where none is.
    """
    for name, pinned, hashes in PINNED.findall(
        (settings.BASE_DIR / "requirements.txt").read_text()
    ):
        digests = tuple(re.findall(r"sha256:([0-9a-f]{64})", hashes))
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            yield Package(name, pinned, digests, "")
        else:
            # Digests are those of the release that was asked for.
            same = installed.version == pinned
            yield Package(name, installed.version, digests if same else (), _licence(installed))


def _licence(installed: Any) -> str:
    """The SPDX expression of a package; from older ones the words they have."""
    told = installed.metadata
    named = told.get("License-Expression") or told.get("License") or ""
    classified = [
        line.removeprefix("License :: OSI Approved :: ")
        for line in told.get_all("Classifier") or []
        if line.startswith("License :: OSI Approved :: ")
    ]
    # Some put the whole text of a licence there, or that there are two.
    if named and "\n" not in named and named != "Dual License":
        return named.strip()
    return " OR ".join(classified)


def advisories() -> list[dict[str, str]]:
    """Holes that are public: ``package``, ``versions`` as pip writes ranges, ``id``, ``what``."""
    return json.loads(ADVISORIES.read_text())


def known_holes(versions: dict[str, str]) -> Iterator[dict[str, str]]:
    """The advisories that speak of one of these versions, by the name of the package."""
    for advisory in advisories():
        version = versions.get(advisory["package"])
        if version and SpecifierSet(advisory["versions"], prereleases=True).contains(version):
            yield advisory


@register(Tags.security)
def packages_have_no_known_hole(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    running = {package.name.lower(): package.version for package in packages()}
    return [
        Error(
            f"{hole['package']} {running[hole['package']]} has a known hole, {hole['id']}: "
            f"{hole['what']}.",
            hint="pip install --require-hashes -r requirements.txt, then restart.",
            id="newsroom.E002",
        )
        for hole in known_holes(running)
    ]
