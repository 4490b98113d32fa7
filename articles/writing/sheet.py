"""A piece as a sheet of entries that can be laid beside another: a content, or a version."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models import Article
from articles.models.printed import Printed
from articles.writing.compared_text import Passage, compared_html, compared_lines, words_changed
from articles.writing.content import BYLINES, CORRECTIONS, GRANTS, TAGS, Content
from articles.writing.names import Names, chosen, day, noted, signed
from newsroom.kit.languages import base


class Form(StrEnum):
    """How an entry is compared."""

    HTML = "html"
    LINES = "lines"
    PICTURE = "picture"


@dataclass(frozen=True)
class Entry:
    """What stands under one label; of a picture the name of its file."""

    label: str
    value: str
    form: Form = Form.LINES


Sheet = dict[str, Entry]

# The texts of a piece, in which words are counted.
TEXTS = ("title", "standfirst", "body", "lead_caption", "lead_credit", "bios", "corrections")
PLAIN = ("title", "standfirst", "lead_caption", "lead_credit")
FILED = (
    "section", "issue", "issue_place", "series", "part", "kind", "language", "funding",
)  # fmt: skip


def sheet_of(content: Content, names: Names, *, printed: bool = False) -> Sheet:
    """A content as a sheet; `printed`, as it would be printed: what is left empty is filled in,
    and what no version has is left out.
    """
    column = Article._meta.get_field
    photo = names.row(column("lead_photo"), content["lead_photo"])
    texts = {name: content[name] for name in PLAIN}
    if printed and photo:
        texts["lead_caption"] = texts["lead_caption"] or photo.caption
        texts["lead_credit"] = texts["lead_credit"] or photo.credit
    bylines = sorted(content[BYLINES.name], key=lambda row: (row["position"], row["id"] or 0))
    found = _sheet(
        {
            **texts,
            **{name: names.value(column(name), content[name]) for name in FILED},
            "body": content["body"],
            "lead_photo": photo.file.name if photo else "",
            "lead_alt": photo.alt if photo else "",
            TAGS: ", ".join(content[TAGS]),
            "bylines": [names.of_row(BYLINES, row) for row in bylines],
            "bios": [_bio(row, names, printed) for row in bylines],
            "corrections": [names.of_row(CORRECTIONS, row) for row in content[CORRECTIONS.name]],
        }
    )
    if printed:
        return found
    own = {name: names.value(column(name), content[name]) for name in ("slug", "dated")}
    entries = {name: Entry(_label(name), value) for name, value in own.items()}
    grants = [names.of_row(GRANTS, row) for row in content[GRANTS.name]]
    return found | entries | {"grants": Entry(_("Grants"), "\n".join(sorted(grants)))}


def sheet_of_version(whole: Printed) -> Sheet:
    """What a version prints. Who paid is told elsewhere, with the reasons."""
    version = whole.version
    return _sheet(
        {
            **{name: getattr(version, name) for name in PLAIN},
            "section": version.section_name,
            "issue": version.issue_name,
            "issue_place": _number(version.issue_place),
            "series": version.series_name,
            "part": _number(version.part),
            "kind": version.get_kind_display(),
            "language": chosen(Article._meta.get_field("language"), version.language),
            "funding": version.get_funding_display(),
            "body": version.body,
            "lead_photo": version.lead_file,
            "lead_alt": version.lead_alt,
            TAGS: ", ".join(sorted(tag.name for tag in whole.tags)),
            "bylines": [signed(row.name, row.get_role_display()) for row in whole.bylines],
            "bios": [row.bio for row in whole.bylines],
            "corrections": [
                noted(row.get_kind_display(), row.text, day(row.dated)) for row in whole.corrections
            ],
        }
    )


@dataclass(frozen=True)
class Differing:
    """An entry that reads otherwise: its passages, or two pictures by the names of their files."""

    label: str
    form: Form
    passages: tuple[Passage, ...]
    old: str
    new: str


def compare(old: Sheet, new: Sheet) -> dict[str, Differing]:
    """The entries of both sheets that differ, by their names, in their order."""
    return {
        name: Differing(
            entry.label,
            entry.form,
            tuple(COMPARED[entry.form](old[name].value, entry.value)),
            old[name].value,
            entry.value,
        )
        for name, entry in new.items()
        if name in old and old[name].value != entry.value
    }


def in_words(found: dict[str, Differing]) -> list[str]:
    """What differs, in a few words: “3 words”, “section”."""
    words = sum(words_changed([*one.passages]) for name, one in found.items() if name in TEXTS)
    told = [_("%d words") % words if words != 1 else _("1 word")] if words else []
    texts_only = {name for name in TEXTS if name in found and not _words_in(found[name])}
    others = [one.label for name, one in found.items() if name not in TEXTS or name in texts_only]
    return told + [_inside_a_sentence(label) for label in others]


def _inside_a_sentence(label):
    if base(get_language() or "en") == "de":  # Nouns keep their capital there.
        return label
    return label[:1].lower() + label[1:]


COMPARED: dict[Form, Callable[[str, str], list[Passage]]] = {
    Form.HTML: compared_html,
    Form.LINES: compared_lines,
    Form.PICTURE: lambda old, new: [],
}
ORDER = (
    *PLAIN[:2], "body", "bylines", "bios", "lead_photo", "lead_alt", *PLAIN[2:], *FILED, TAGS,
    "corrections",
)  # fmt: skip
FORMS = {"body": Form.HTML, "lead_photo": Form.PICTURE}


def _sheet(values: dict[str, Any]) -> Sheet:
    return {
        name: Entry(
            _label(name),
            "\n".join(values[name]) if isinstance(values[name], list) else values[name],
            FORMS.get(name, Form.LINES),
        )
        for name in ORDER
    }


def _number(number):
    return "" if number is None else str(number)


def _label(name):
    own = {
        TAGS: _("Tags"),
        "bylines": _("Bylines"),
        "bios": _("Bios for this piece"),
        "corrections": _("Corrections"),
        "lead_alt": _("Alternative text of the lead image"),
        "lead_caption": _("Caption of the lead image"),
        "lead_credit": _("Credit of the lead image"),
    }
    columns = {column.name: column for column in Article._meta.concrete_fields}
    return own.get(name) or capfirst(str(columns[name].verbose_name))


def _words_in(one):
    return words_changed([*one.passages])


def _bio(row, names, printed):
    author = names.row(BYLINES.model._meta.get_field("author"), row["author"])
    return row["bio"] or (author.bio if printed and author else "")
