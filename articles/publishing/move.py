"""What one row of the table of moves says."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils.functional import Promise

from articles.disclosure.resolve import Resolution
from articles.models import Article, PublishedVersion
from articles.models.choices import Stage
from articles.publishing.funding_change import FundingChange
from articles.publishing.timeline import Change


@dataclass(frozen=True)
class Deed:
    """A move as somebody makes it. The moments are aware; `at` is when it takes effect.

    `first_published` is the true day of a piece of the back catalogue, or its moment.
    `by` is None for the newsroom itself, which makes only what anybody may.
    `address` is what a piece is to be found under.
    `resolution` is what the gate found that the piece has to say about its
    funding, where the move passes the gate: it is what is frozen. `funding_change`
    is how that differs from what readers were told, if they ever saw the piece.
    """

    by: User | None
    now: datetime
    at: datetime
    until: datetime | None = None
    first_published: date | None = None
    note: str = ""
    public_note: str = ""
    address: str = ""
    resolution: Resolution | None = None
    funding_change: FundingChange | None = None


class Asked(NamedTuple):
    """How the desk asks for something that a move needs to know.

    Only those are asked, and may tell it, who have the `permission`, where it has one.
    """

    label: Promise
    help_text: Promise | str = ""
    permission: str = ""

    def may_be_told_by(self, user: User) -> bool:
        return not self.permission or user.has_perm(self.permission)


@dataclass(frozen=True)
class Need:
    """What has to be live or scheduled for a move to make sense.

    `words` name it in the documentation, and `refusal` is told where it is not
    there. `is_met` is asked with the versions that are live or to come, and the moment.
    """

    words: Promise
    refusal: Promise
    is_met: Callable[[Sequence[PublishedVersion], datetime], bool]


def nothing_else(article: Article, deed: Deed) -> Change:
    """The effect of a move that sets the stage and does nothing beside it."""
    return Change()


@dataclass(frozen=True)
class Move:
    """One row of the table that code, buttons, permissions and docs are made from.

    Without a `target` the working copy stays in its stage: only what readers
    see changes. A `target` by stage leaves it where it is in all others. `effect` does
    what the move does beside setting the stage, and returns the change of the
    timeline, which the ledger vouches for; of the piece it may set the columns that
    `perform` stores. `asks` names the arguments of `perform` that the move takes:
    a note that is asked for has to be given. `explains` names those that it takes
    where readers are told otherwise about who paid than they were: a note has to be
    given then. What `passes_gate` publishes: it is
    refused while the gate finds something in the way, and where the text is not the
    approved one or is live already. With `four_eyes` nobody makes the move on a piece
    that they alone wrote, where the masthead says so. What it takes `on_credit` are codes of what
    is in the way of others, and is owed afterwards. With `of_anybody` the permission
    is enough for the pieces of others too. Without a `permission` the move follows
    from what somebody did elsewhere, whatever moves that person may make. What is
    not `by_hand` has no button.
    """

    label: Promise
    sources: tuple[Stage, ...]
    target: Stage | Mapping[Stage, Stage] | None
    permission: str | None
    effect: Callable[[Article, Deed], Change] = nothing_else
    asks: Mapping[str, Asked] = field(default_factory=dict)
    explains: Mapping[str, Asked] = field(default_factory=dict)
    needs: Need | None = None
    passes_gate: bool = False
    on_credit: Collection[str] = ()
    four_eyes: bool = False
    of_anybody: bool = False
    by_hand: bool = True

    def leads_to(self, stage: Stage) -> Stage:
        """The stage of the working copy after the move, made from another."""
        if isinstance(self.target, Mapping):
            return self.target.get(stage, stage)
        return self.target or stage
