"""Names of a manuscript as their columns can hold them; what is lost on the way is told."""

from django.db.models import Field
from django.utils.translation import gettext as _

from newsroom.kit.text import tidy_line, without_invisible

from .parts import Manuscript


def fitting(manuscript: Manuscript, told: str, text: str, column: Field) -> str:
    """The text without what cannot be seen, as far as the column holds it.

    `told` is the field of the manuscript whose guess keeps the text as it was,
    where the two differ.
    """
    seen, longest = tidy_line(without_invisible(text)), column.max_length
    if len(seen) > longest:
        words = _("Cut to %(n)d characters: %(text)s")
        manuscript.guess(told, words % {"n": longest, "text": seen})
        return seen[:longest].rsplit(" ", 1)[0]
    if seen != tidy_line(text):
        manuscript.guess(told, _("Characters that cannot be seen were taken out of “%s”.") % seen)
    return seen
