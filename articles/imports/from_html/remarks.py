"""What a reader of text left out or changed: told in sentences, with the place."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KINDS = {
    "hidden": gettext_lazy("Hidden text was left out"),
    "struck": gettext_lazy("Struck-out text was left out"),
    "comment": gettext_lazy("A comment was left out"),
    "comments": gettext_lazy("Comments in the file were left out"),
    "link": gettext_lazy("A link leads nowhere for readers, so its words alone were kept"),
    "played": gettext_lazy("A video, a sound or a page in a frame was left out"),
    "field": gettext_lazy("A field or a button was left out"),
    "equation": gettext_lazy("An equation was read as a row of signs"),
    "sign": gettext_lazy("A sign of a font could not be read"),
    "letters": gettext_lazy("A list with other signs than numbers became a numbered one"),
    "capitals": gettext_lazy("A heading is shown in capitals and was read as it was typed"),
    "drawn": gettext_lazy("The words of a drawing were left out"),
    "part": gettext_lazy("A part of the file could not be read"),
}
LONGEST_START = 40


@dataclass
class Remark:
    """Something that was left out or changed: what, which words, and where."""

    kind: str
    words: str = ""
    number: int = 0  # of the paragraph
    start: str = ""  # the first words of the paragraph
    more: list[str] = field(default_factory=list)

    def add(self, words):
        """What else was left out for the same reason."""
        self.more.append(words)

    def all_words(self):
        return self.words + "".join(self.more)

    def __str__(self):
        what = str(KINDS[self.kind])
        if words := self.all_words():
            what = _("%(what)s: “%(words)s”") % {"what": what, "words": words}
        if not self.start:
            return f"{what}."
        return _("%(what)s, in paragraph %(number)s, “%(start)s”.") % {
            "what": what,
            "number": self.number,
            "start": self.start,
        }


def first_words(text):
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_START else text[:LONGEST_START].rpartition(" ")[0] + "…"
