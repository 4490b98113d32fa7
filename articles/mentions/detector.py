"""Which ties the text of a piece mentions, and whether they are disclosed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from articles.disclosure.resolve import Resolution
from articles.mentions.ties import Ours, Tie, speakers, ties
from articles.models import Article, Byline, MentionDecision
from funding.models import Statement
from newsroom.kit.html import plain
from newsroom.kit.moments import day_of
from newsroom.kit.names.finding import Passage, find_names


@dataclass(frozen=True)
class Mention:
    """A tie that the text mentions, and where."""

    tie: Tie
    passage: Passage
    decision: MentionDecision | None
    is_disclosed: bool

    @property
    def is_to_be_disclosed(self) -> bool:
        """Whether a disclosure was decided on that is not there yet."""
        wanted = self.decision and self.decision.decision == MentionDecision.Decision.DISCLOSE
        return bool(wanted) and not self.is_disclosed


def mentions(
    article: Article,
    resolution: Resolution,
    bylines: Collection[Byline],
    at: datetime | None = None,
    ours: Ours | None = None,
) -> list[Mention]:
    """Return the Mentions of a working copy that an editor has to judge, as the text runs.

    A funder that is named under the piece anyway, as a party of its grants or
    by a statement of its own, is left out; `resolution` says which are.
    `bylines` are those of whoever speaks in the piece, see `speaking`. The
    ties are those of the day of first publication, or of `at` (now, unless
    told otherwise) where there was none. `ours` is what was read of them for several pieces.
    A page of the publication itself has none: it names who pays to say who that is.
    """
    if article.is_page:
        return []
    day = day_of(article.first_published_at or at)
    names = [
        (name, tie)
        for tie in ties(speakers(bylines), day, besides=_named_under(resolution), ours=ours)
        for name in tie.names
    ]
    text = "\n".join([article.title, article.standfirst, plain(article.body)])
    found = find_names(names, text, article.language)
    decided = article.mention_decisions.all() if found else ()
    decisions = {decision.key: decision for decision in decided}
    about_authors = _about(bylines)
    return [
        Mention(
            tie,
            passage,
            decisions.get(tie.key),
            _is_disclosed(tie, resolution, about_authors, article.language),
        )
        for tie, passage in found.items()
    ]


def _named_under(resolution):
    """The keys of the funders that the piece names already, whatever its text says."""
    statements = [disclosure.statement for disclosure in resolution.disclosures]
    naming = [s for s in statements if s.occasion == Statement.Occasion.NAMED]
    grants = {one.grant.pk: one.grant for one in resolution.grants if one.is_named}
    grants |= {s.grant_id: s.grant for s in naming if s.grant_id and s.grant_id not in grants}
    parties = {party.funder_id for grant in grants.values() for party in grant.parties.all()}
    return parties | {statement.funder_id for statement in naming if statement.funder_id}


def _is_disclosed(tie, resolution, about_authors, language):
    """Whether what is printed under the piece discloses a tie.

    A statement of the site on conflicts of interest does, for any tie; for
    one of an author, so do the words about the authors that name it.
    """
    for disclosure in resolution.disclosures:
        statement = disclosure.statement
        of_the_site = statement.grant_id is None and statement.funder_id is None
        if of_the_site and statement.kind == Statement.Kind.CONFLICT:
            return True
    return tie.funder is None and bool(find_names([(tie.name, tie)], about_authors, language))


def _about(bylines):
    """What is printed under the piece about those who speak in it."""
    return "\n".join(b.bio or b.author.bio or b.author.affiliation for b in bylines)
