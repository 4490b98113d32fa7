"""Four eyes: where the house asks for them, nobody approves or publishes what they alone wrote."""

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from newsroom.models import Masthead

# What whoever is kept by them is told.
SOMEBODY_ELSE = _("Only you have written in this piece: somebody else has to do this.")


def needs_somebody_else(
    article: Article, by: User | None, masthead: Masthead | None = None
) -> bool:
    """Whether four eyes keep somebody from approving and publishing a piece.

    They keep whoever alone wrote in it since it was last published, and whoever is about to save
    a new one. Where nobody has written since, what was approved before stands: nothing is new. A
    piece that was never approved and that nobody is known to have written in has to be written in
    first. `masthead` is that of the house, where it was read already.
    """
    if not (masthead or Masthead.current()).four_eyes:
        return False
    writers = set(article.writers.all()) if article.pk else {by}
    nothing_new = not writers and article.approved_text
    return writers <= {by} and not nothing_new
