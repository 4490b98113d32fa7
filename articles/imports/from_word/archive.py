"""The parts of a Word file, and how they name each other."""

import io
import posixpath
import zipfile
from xml.etree.ElementTree import tostring

from defusedxml.ElementTree import fromstring

from .names import transitional

OFFICE_DOCUMENT = "officeDocument"
DOCUMENT = "word/document.xml"


class Archive:
    """A Word file that `package.check_package` has passed."""

    def __init__(self, data):
        self.data = data
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = set(self.zip.namelist())
        self.roots = {}
        found = [path for kind, path in self.related("").values() if kind == OFFICE_DOCUMENT]
        self.document = next((path for path in found if path in self.names), DOCUMENT)

    def read(self, path):
        return self.zip.read(path)

    def root(self, path):
        """The tree of a part, the same for whoever asks; None where there is no such part."""
        if path not in self.roots:
            parsed = None
            if path in self.names:
                parsed = transitional(fromstring(self.read(path), forbid_dtd=True))
            self.roots[path] = parsed
        return self.roots[path]

    def related(self, path):
        """What a part names: its kind and path, by the name under which it does."""
        folder, name = posixpath.split(path)
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for one in root if root is not None else ():
            kind, target = one.get("Type", "").rpartition("/")[2], one.get("Target", "")
            whole = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            if one.get("TargetMode") != "External":
                found[one.get("Id")] = (kind, posixpath.normpath(whole))
        return found

    def of_document(self, kind, usual=""):
        """The paths of the parts of a kind, in the order in which the document names them."""
        paths = [path for one, path in self.related(self.document).values() if one == kind]
        paths = [path for path in dict.fromkeys(paths) if path in self.names]
        return paths or [path for path in [usual] if path in self.names]

    def rewritten(self, paths):
        """The file as far as its words go, with the trees of some parts as they are now."""
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as made:
            for name in self.names:
                if name in paths:
                    made.writestr(name, tostring(self.roots[name], encoding="utf-8"))
                elif name.endswith((".xml", ".rels")) and not name.endswith("comments.xml"):
                    made.writestr(name, self.read(name))
        return data.getvalue()
