"""One press from the desk to the readers: the open moves, one after the other, or none of them."""

from copy import copy
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article
from articles.models.choices import Stage
from articles.publishing.four_eyes import SOMEBODY_ELSE, needs_somebody_else
from articles.publishing.moves import MOVES, NEXT, may
from articles.publishing.perform import COLUMNS, perform
from articles.publishing.refusals import MoveRefused
from newsroom.models import Masthead

# What the button of the one press says instead of a verb.
THROUGH = "through"


def way(article: Article, by: User, masthead: Masthead | None = None) -> list[str]:
    """The moves from a piece that is not ready yet to its readers, in order, for whoever may make
    each of them; none otherwise.

    The piece may be one that `by` is about to save; `masthead` is that of the house, where it was
    read already. What the gate says is not asked.
    """
    verbs = _open_to(by, article)
    is_bound = any(MOVES[verb].four_eyes for verb in verbs)
    return [] if is_bound and needs_somebody_else(article, by, masthead) else verbs


@transaction.atomic
def publish_through(article: Article, *, by: User, **told: Any) -> Article:
    """Make every move on the way and publish, as `told` to `perform`: an entry of the ledger each.

    Raises MoveRefused and makes none where one of them is refused. Of those on the way nobody is
    told by mail: nothing waits for anybody. Returns the article as stored; the one that was handed
    in is brought up to date as well.
    """
    moved = copy(article)
    verbs = way(article, by)
    if not verbs and _open_to(by, article):
        raise MoveRefused(SOMEBODY_ELSE)
    if not verbs:
        raise MoveRefused(_("You cannot publish this piece in one press."))
    for verb in verbs[:-1]:
        perform(verb, moved, by=by, is_on_the_way=True)
    stored = perform(verbs[-1], moved, by=by, **told)
    for column in COLUMNS:
        setattr(article, column, getattr(stored, column))
    return stored


def _open_to(by, article):
    """The same but for four eyes."""
    if article.stage not in (Stage.DRAFT, Stage.REVIEW):
        return []
    verbs = _verbs_from(Stage(article.stage))
    return verbs if all(may(by, verb, article) for verb in verbs) else []


def _verbs_from(stage):
    verbs = []
    while stage != Stage.PUBLISHED:
        verbs.append(NEXT[stage])
        stage = MOVES[NEXT[stage]].leads_to(stage)
    return verbs
