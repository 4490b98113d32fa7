"""Whether a newsroom is new: asked of what is there, for nobody keeps a tick."""

from articles.models import Article
from articles.setting_up.example import Example
from newsroom.models import Masthead

UNNAMED = Masthead._meta.get_field("name").default


def is_new(masthead: Masthead, example: Example | None) -> bool:
    """Whether nobody has named the publication yet, or there is no piece but those of the
    example; one query at most.
    """
    if masthead.name == UNNAMED:
        return True
    return not Article.objects.exclude(pk__in=example.pieces if example else ()).exists()
