"""A report as CSV, for Excel and its kin: a row for each piece."""

from django.utils.translation import gettext as _

from newsroom.kit.spreadsheet import spreadsheet


def as_csv(told):
    """The text of the file, with the mark that it begins with."""
    columns = _columns()
    return spreadsheet([_("list"), *columns], _rows(told, columns)).decode()


def _rows(told, columns):
    for name, label in (("pieces", _("piece")), ("withheld", _("withheld"))):
        for piece in told[name]:
            yield [label, *(cell(piece) for cell in columns.values())]
    for name, label in (("excluded", _("excluded")), ("gaps", _("gap"))):
        for row in told[name]:
            known = {_("title"): row["title"], _("address"): row["url"]}
            known[_("first published")] = row["first_published_at"]
            known[_("notes")] = row.get("reason") or row["why"]
            yield [label, *(known.get(column, "") for column in columns)]


def _columns():
    return {
        _("title"): lambda piece: piece["title"],
        _("address"): lambda piece: piece["url"],
        _("status"): lambda piece: piece["status"],
        _("ended"): lambda piece: piece["ended_at"],
        _("first published"): lambda piece: piece["first_published_at"],
        _("served here since"): lambda piece: piece["served_since"],
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
