"""What somebody finds who comes to the desk: what came back, what waits, what cannot appear."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from articles.desk.scope import seen_by, sees_all
from articles.disclosure.desk.reading import KeptBack
from articles.models import Article, PublishedVersion
from articles.models.choices import IN_WRITING, Stage
from articles.planning.forecast import AHEAD, MOST, forecast
from articles.planning.slots import days
from articles.publishing.desk.kept_back import problems_told
from articles.publishing.moves import MOVES
from articles.publishing.returned import returned
from newsroom.kit import clock
from newsroom.kit.moments import day_of
from newsroom.models import Masthead

LENGTH = 8
WEEK = 7
LONGEST = ("updated_at", "pk")
SOONEST = (F("due").asc(nulls_last=True), *LONGEST)
# What waits for whoever has the power to make a move: where it waits, and what comes first.
WAITING = {"approve": (Stage.REVIEW, SOONEST), "publish": (Stage.READY, LONGEST)}


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody, what comes first first; `query` asks the list for all of it."""

    label: str
    pieces: list[Article]
    query: str

    @property
    def shown(self):
        return self.pieces[:LENGTH]

    @property
    def is_cut(self):
        return len(self.pieces) > LENGTH


class FirstPage:
    """Read by one template; each part is asked for once. Its queries do not grow with the archive.

    Everybody finds only pieces that they may see.
    """

    length, ahead, most_blocked = LENGTH, int(AHEAD.total_seconds() // 3600), MOST

    def __init__(self, user):
        self.user, self.now = user, clock.now()
        pieces = Article.objects.select_related("section")
        self.pieces = seen_by(user, pieces)
        self.own = pieces.filter(created_by=user).defer("body")

    @property
    def is_shown(self):
        return self.user.has_perm("articles.view_article")

    @property
    def writes(self):
        return self.user.has_perm("articles.add_article")

    def returned(self):
        """The drafts of somebody that were returned last of all, the latest first."""
        return returned(self.own, LENGTH)

    def waiting(self):
        """What waits for somebody: what they have to edit, and what for a move that they may make,
        as a list for each.
        """
        return [*self._to_edit(), *self._to_move()]

    def _to_edit(self):
        mine = self.pieces.defer("body").filter(editor=self.user, stage__in=IN_WRITING)
        if found := list(mine.order_by(*SOONEST)[: LENGTH + 1]):
            stages = ",".join(IN_WRITING)
            yield Waiting(_("To edit"), found, f"assigned=me&stage__in={stages}")

    def _to_move(self):
        if not any(self.user.has_perm(MOVES[verb].permission) for verb in WAITING):
            return []
        pieces = self.pieces.defer("body")
        if not self.user.has_perm("articles.edit_any_article"):
            pieces = pieces.filter(created_by=self.user)
        if Masthead.current().four_eyes:
            pieces = pieces.filter(_seen_by_two(self.user))
        labels = {"approve": _("To approve"), "publish": _("To publish")}
        return [
            Waiting(
                labels[verb],
                list(pieces.filter(stage=stage).order_by(*order)[: LENGTH + 1]),
                f"stage__exact={stage.value}",
            )
            for verb, (stage, order) in WAITING.items()
            if self.user.has_perm(MOVES[verb].permission)
        ]

    def blocked(self):
        """What could not appear as it stands, with why, in words for whoever looks."""
        kept = KeptBack(self.user)
        return [(one, problems_told(kept, one.problems)) for one in forecast(self.pieces, self.now)]

    def week(self):
        """The days from today on, with what appears, ends and is due on each."""
        versions = seen_by(self.user, PublishedVersion.objects.all(), "article__")
        found, _is_cut = days(versions, self.pieces, day_of(self.now), WEEK, self.now)
        return found

    def under_way(self):
        """Somebody's own drafts, and their pieces that wait for others."""
        stages = [Stage.DRAFT, Stage.REVIEW, Stage.READY]
        return list(self.own.filter(stage__in=stages)[: LENGTH + 1])

    @property
    def sees_all(self):
        return sees_all(self.user)


def _seen_by_two(user):
    """The pieces on which four eyes let somebody act: others wrote in them, or nothing is new."""
    writers = Article.writers.through.objects.filter(article=OuterRef("pk"))
    unchanged = ~Exists(writers) & ~Q(approved_text="")
    return Q(Exists(writers.exclude(user=user))) | unchanged
