"""Manuscripts with what an editor would make of them, in the folder `trials`.

A line that begins with `@` says what the paragraphs below it are. The manuscript is those
paragraphs alone; what they do not say word for word (a date, a handle) stands under `@expect`.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from articles.imports.manuscript import read_manuscript
from newsroom.kit.html import plain

FOLDER = Path(__file__).parent / "trials"
# Of Markdown: what readers do not see.
MARKS = re.compile(r"^#+ |^> |\*+|\[|\]\(\S+\)")
LISTS = {
    "acknowledgement": "acknowledgements",
    "disclaimer": "disclaimers",
    "appeal": "appeals",
    "correction": "corrections",
}


@dataclass
class Trial:
    name: str
    text: str
    expected: dict

    def found(self):
        """What the importer makes of the manuscript, in the form of ``expected``."""
        return _found(read_manuscript(self.text.encode(), self.name))


def all_trials():
    return [_read(path) for path in sorted(FOLDER.iterdir())]


def _read(path):
    parts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            parts.append((line[1:], []))
        elif line or parts[-1][0] == "expect":
            parts[-1][1].append(line)
    (_expect, told), *parts = parts
    joint = "\n\n" if path.suffix == ".md" else "\n"
    text = "\n\n".join(joint.join(lines) for _label, lines in parts)
    return Trial(path.name, text, _expected(tomllib.loads("\n".join(told)), parts))


def _expected(told, parts):
    expected = {
        "title": "",
        "standfirst": "",
        "caption": ["", ""],
        "handles": [],
        "tags": [],
        "bios": {},
        "funders": [],
        "amounts": [""] * len(told.get("funders", [])),
        "urls": [],
        "labels": [""] * len(told.get("urls", [])),
        "body": [],
    } | {name: [] for name in LISTS.values()}
    for label, lines in parts:
        kind, _space, name = label.partition(" ")
        texts = [shown for line in lines if (shown := MARKS.sub("", line))]
        if kind in LISTS:
            expected[LISTS[kind]] += texts
        elif kind == "bio":
            expected["bios"][name] = "\n".join(texts)
        elif kind in ("body", "note"):
            expected["body"] += texts
        elif kind in ("title", "standfirst"):
            expected[kind] = "\n".join(texts)
    told["date"] = told["date"].isoformat()
    expected |= told

    return expected


def _found(manuscript):
    acknowledgements = manuscript.acknowledgements
    image = manuscript.lead_image
    return {
        "language": manuscript.language,
        "title": manuscript.title,
        "standfirst": manuscript.standfirst,
        "date": manuscript.date and manuscript.date.isoformat(),
        "authors": [author.name for author in manuscript.authors],
        "section": manuscript.section,
        "caption": [image.caption, image.credit] if image else ["", ""],
        "handles": [f"{h.platform} {h.handle}" for a in manuscript.authors for h in a.handles],
        "tags": manuscript.tags,
        "bios": {author.name: author.bio for author in manuscript.authors if author.bio},
        "acknowledgements": [a.text for a in acknowledgements],
        "funders": [[funder.name for funder in a.funders] for a in acknowledgements],
        "amounts": [f"{a.amount or ''} {a.currency}".strip() for a in acknowledgements],
        "disclaimers": manuscript.disclaimers,
        "appeals": [appeal.text for appeal in manuscript.appeals],
        "urls": [appeal.url for appeal in manuscript.appeals],
        "labels": [appeal.label for appeal in manuscript.appeals],
        "corrections": manuscript.corrections,
        "body": plain(manuscript.body_html).split("\n"),
    }
