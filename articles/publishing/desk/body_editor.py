"""The editor of the text of a piece: what it can do beside what every editor of the desk can."""

from django.utils.translation import gettext_lazy as _

from newsroom.desk.editor import Editor, Part

FOOTNOTES = Part("Footnotes", "footnotes", {"label": _("Footnote")})

QUOTES = Part(
    "Quotes",
    "quotes",
    {
        "label": _("Tidy quotes and dashes"),
        "done": _("Undo takes it back. Quotation marks and dashes tidied:"),
        "none": _("Quotation marks and dashes are as the language of the piece has them."),
        "unknown": _("It is not known here how the language of the piece writes quotation marks."),
    },
)


class BodyWidget(Editor):
    parts = (*Editor.parts, FOOTNOTES, QUOTES)
    language_field = "id_language"
