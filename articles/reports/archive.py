"""The ZIP of a report: the same bytes whenever it is asked for."""

import io
import json
import zipfile
from datetime import datetime

MANIFEST = "MANIFEST.sha256"


def base_name(told):
    """What the files of a report are called, such as ``awakening24-report-2``."""
    return f"{told['grant']['slug']}-report-{told['revision']}"


def manifest(report):
    """The digest of every file, sorted by name, as ``sha256sum -c`` reads them."""
    digests = {"report.json": report.sha256}
    digests |= dict(report.files.values_list("name", "sha256"))
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def archive(report):
    """The bytes of a ZIP with one folder: the files, the pages, the manifest.

    Nothing is compressed, for the compressed bytes differ from one release of
    zlib to the next; all files have the moment of the report, by the
    publication's clocks.
    """
    told = json.loads(report.document)
    folder = base_name(told)
    files = {"report.json": report.document, MANIFEST: manifest(report)}
    files |= dict(report.files.values_list("name", "content"))
    moment = datetime.fromisoformat(told["made_at"]).timetuple()[:6]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as zipped:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", moment)
            entry.create_system = 3  # Unix, wherever it is made: the modes below are Unix's.
            entry.external_attr = 0o644 << 16
            zipped.writestr(entry, content.encode())
    return packed.getvalue()
