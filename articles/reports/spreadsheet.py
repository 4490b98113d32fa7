"""A report as CSV, for Excel and its kin: a row for each piece."""

import csv
import io

from django.utils.translation import gettext as _

# What makes a spreadsheet calculate or split a cell (OWASP, "CSV Injection"), full-width forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def spreadsheet(told):
    """RFC 4180 with a byte order mark, without which Excel does not read UTF-8.

    A cell that begins with a sign of `FORMULA`, after blanks or not, gets an
    apostrophe before it, so no funder's spreadsheet runs what an author typed.
    """
    columns = _columns()
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow([_("list"), *columns])
    for name, label in (("pieces", _("piece")), ("withheld", _("withheld"))):
        for piece in told[name]:
            cells = (cell(piece) for cell in columns.values())
            rows.writerow([harmless(cell) for cell in (label, *cells)])
    for name, label in (("excluded", _("excluded")), ("gaps", _("gap"))):
        for row in told[name]:
            known = {_("title"): row["title"], _("address"): row["url"]}
            known[_("first published")] = row["first_published_at"]
            known[_("notes")] = row.get("reason") or row["why"]
            cells = (known.get(column, "") for column in columns)
            rows.writerow([harmless(cell) for cell in (label, *cells)])
    return "\ufeff" + written.getvalue()


def harmless(cell):
    """The text of a cell, with an apostrophe before whatever would be read as a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text


def _columns():
    return {
        _("title"): lambda piece: piece["title"],
        _("address"): lambda piece: piece["url"],
        _("status"): lambda piece: piece["status"],
        _("ended"): lambda piece: piece["ended_at"] or "",
        _("first published"): lambda piece: piece["first_published_at"],
        _("this text since"): lambda piece: piece["text_since"],
        _("authors"): lambda piece: "; ".join(author["name"] for author in piece["authors"]),
        _("language"): lambda piece: piece["language"],
        _("kind"): lambda piece: piece["kind"],
        _("section"): lambda piece: piece["section"],
        _("tags"): lambda piece: "; ".join(piece["tags"]),
        _("words"): lambda piece: piece["words"],
        _("statements"): lambda piece: _each(piece, "kind"),
        _("texts of the statements"): lambda piece: _each(piece, "text"),
        _("languages of the statements"): lambda piece: _each(piece, "language"),
        _("wording numbers"): lambda piece: _each(piece, "wording"),
        _("SHA-256 of the texts"): lambda piece: _each(piece, "sha256"),
        _("placements"): lambda piece: _each(piece, "placement"),
        _("logos"): lambda piece: _lines(piece["logos"], "{file}"),
        _("corrections"): lambda piece: _lines(piece["corrections"], "{dated} {kind}: {text}"),
        _("withheld"): lambda piece: _lines(piece["withheld"], "{hides}: {why}"),
        _("reach"): _reach,
        _("copies of pages"): _pages,
        _("notes"): lambda piece: _("redacted") if piece["redacted"] else "",
    }


def _each(piece, name):
    return "\n".join(str(row[name]) for row in piece["disclosures"])


def _lines(rows, pattern):
    return "\n".join(pattern.format(**row) for row in rows)


def _reach(piece):
    if piece["reach"] is None:
        return _("not measured")
    return _lines(piece["reach"], "{metric}: {value} ({since}–{until}, {source})")


def _pages(piece):
    return "\n".join(text["page"] for text in piece["texts"] if text["page"])
