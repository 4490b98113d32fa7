"""The editor of the text of a piece: what it can do beside what every editor of the desk can."""

from newsroom.desk.editor import Editor, Part

FOOTNOTES = Part("FootnoteAnchors", "footnotes")


class BodyWidget(Editor):
    parts = (*Editor.parts, FOOTNOTES)
    language_field = "id_language"
