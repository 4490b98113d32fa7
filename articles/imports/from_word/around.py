"""What a Word file holds beside its text: the head and the foot of its pages, charts, comments."""

import re
from posixpath import basename

from articles.imports.pictures import MOST, Picture

from .graphics import PICTURES
from .names import tag
from .walk import paragraphs

# A page's number may have a word or two beside it.
NUMBERED = re.compile(r"\W*(?:[^\W\d]+\W*){0,2}\W*")


def edges(archive):
    """The paragraphs in the heads and feet of the pages, each once, without the pages' numbers."""
    found = []
    for kind in ("header", "footer"):
        for path in archive.of_document(kind):
            root = archive.root(path)
            counts = _counts(root)
            found += [
                text
                for text in paragraphs(root)
                if re.search(r"\w", text) and not (counts and NUMBERED.fullmatch(text))
            ]
    return list(dict.fromkeys(found))


def _counts(root):
    """Whether a page's number stands in it."""
    said = [one.text or "" for one in root.iter(tag("w:instrText"))]
    said += [one.get(tag("w:instr"), "") for one in root.iter(tag("w:fldSimple"))]
    return any(re.match(r"\s*PAGE\b", one, re.IGNORECASE) for one in said)


def drawn(archive):
    """The words of charts and diagrams, which are pictures to readers."""
    found = []
    for kind, path in archive.related(archive.document).values():
        if kind in ("chart", "chartEx", "diagramData") and path in archive.names:
            root = archive.root(path)
            names = [one.text or "" for one in root.iter(tag("a:t"))]
            names += [
                one.text or ""
                for cache in root.iter(tag("c:strCache"))
                for one in cache.iter(tag("c:v"))
            ]
            found.append(" ".join(dict.fromkeys(" ".join(names).split())))
    return [words for words in found if words]


def pictures(archive, parts):
    """The pictures in the text, in their order, each once."""
    found = {}
    for part in parts:
        related = archive.related(part)
        for element in archive.root(part).iter() if archive.root(part) is not None else ():
            if element.tag in PICTURES:
                names = (element.get(tag("r:embed")), element.get(tag("r:id")))
                path = next((related[name][1] for name in names if name in related), "")
                if path in archive.names and len(found) < MOST:
                    found.setdefault(path, Picture(basename(path), archive.read(path)))
    return list(found.values())


def comments(archive):
    """How many comments people wrote on the text."""
    return sum(
        len(archive.root(path).findall(tag("w:comment")))
        for path in archive.of_document("comments", "word/comments.xml")
    )
