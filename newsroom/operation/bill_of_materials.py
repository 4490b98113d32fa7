"""The packages as a bill of materials in CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json/)."""

import re
from collections.abc import Iterable
from typing import Any

from newsroom.operation.packages import Package

# Of an SPDX identifier; words with blanks are the name of a licence.
IDENTIFIER = re.compile(r"[A-Za-z0-9.+-]+")


def bill_of_materials(found: Iterable[Package], *, version: str) -> dict[str, Any]:
    """Of packages, and of the version of ours that runs on them.

    It holds no moment and no number of its own, so that the same packages give the same bill.
    """
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "newsroom",
                "name": "newsroom",
                "version": version,
                "licenses": [{"license": {"id": "BSD-3-Clause"}}],
            }
        },
        "components": [_component(package) for package in found],
    }


def _component(package: Package) -> dict[str, Any]:
    name = re.sub(r"[-_.]+", "-", package.name).lower()
    purl = f"pkg:pypi/{name}@{package.version}"
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": package.version,
        "purl": purl,
        # One release has a file for each platform; which was installed, pip does not keep.
        "externalReferences": [
            {
                "type": "distribution",
                "url": purl,
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.digests],
            }
        ],
    }
    if package.licence:
        component["licenses"] = [_licence(package.licence)]
    return component


def _licence(words: str) -> dict[str, Any]:
    if IDENTIFIER.fullmatch(words):
        # Words like "BSD" are no identifier of SPDX.
        known = "-" in words or words in ("MIT", "ISC")
        return {"license": {"id" if known else "name": words}}
    if " OR " in words and all(map(IDENTIFIER.fullmatch, words.split(" OR "))):
        return {"expression": words}
    return {"license": {"name": words}}
