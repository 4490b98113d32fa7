"""What a piece says about those it is tied to, and what editors decided about it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from articles.mentions.interests import speakers
from articles.mentions.ties import Tie, ties
from articles.models import MentionDecision
from articles.models.choices import AUTHORING
from funding.models import GrantParty, Statement
from newsroom.audit import ledger
from newsroom.kit.html import plain
from newsroom.kit.names.finding import Passage, find_names
from newsroom.kit.text import tidy


@dataclass(frozen=True)
class Mention:
    """A tie that the text mentions, and where."""

    tie: Tie
    passage: Passage
    decision: MentionDecision | None
    is_disclosed: bool

    @property
    def is_to_be_disclosed(self):
        """Whether a disclosure was decided on that is not there yet."""
        wanted = self.decision and self.decision.decision == MentionDecision.Decision.DISCLOSE
        return bool(wanted) and not self.is_disclosed


def mentions(article, resolution, at=None):
    """Return the Mentions of a working copy that an editor has to judge, as the text runs.

    A funder that is named under the piece anyway, as a party of its grants or
    by a statement of its own, is left out; `resolution` says which are. The
    ties are those of the day of first publication, or of `at` (now, unless
    told otherwise) where there was none.
    """
    day = timezone.localdate(article.first_published_at or at)
    names = [
        (name, tie)
        for tie in ties(speakers(article), day, besides=_named_under(resolution))
        for name in tie.names
    ]
    text = "\n".join([article.title, article.standfirst, plain(article.body)])
    decided = article.mention_decisions.select_related("decided_by")
    decisions = {decision.key: decision for decision in decided}
    about_authors = _about_authors(article)
    return [
        Mention(
            tie,
            passage,
            decisions.get(tie.key),
            _is_disclosed(tie, resolution, about_authors, article.language),
        )
        for tie, passage in find_names(names, text, article.language).items()
    ]


@transaction.atomic
def decide(article, tie, decision, reason="", *, by):
    """Record what an editor decides about a tie that a piece mentions, in the ledger as well.

    Raises PermissionDenied for whoever may not decide on this piece, and
    ValidationError, by field, where the reason is missing. To decide the same
    again changes nothing.
    """
    if not may_decide(by, article):
        raise PermissionDenied
    reason = tidy(reason).strip()
    row = article.mention_decisions.filter(key=tie.key).first()
    row = row or MentionDecision(article=article, key=tie.key)
    if row.pk and (row.decision, row.reason) == (decision, reason):
        return row
    row.name, row.decision, row.reason = tie.name, decision, reason
    row.decided_by, row.decided_at = by, timezone.now()
    row.full_clean()
    row.save()
    ledger.record(by, "decide-mention", article, name=tie.name, decision=decision, reason=reason)
    return row


def may_decide(user, article):
    """Whether somebody may decide about the mentions of a piece."""
    if not user.has_perm("articles.add_mentiondecision"):
        return False
    return article.created_by_id == user.pk or user.has_perm("articles.edit_any_article")


def _named_under(resolution):
    """The keys of the funders that the piece names already, whatever its text says."""
    statements = [disclosure.statement for disclosure in resolution.disclosures]
    naming = [s for s in statements if s.occasion == Statement.Occasion.NAMED]
    grants = {covered.grant.pk for covered in resolution.grants if covered.is_named}
    grants |= {statement.grant_id for statement in naming if statement.grant_id}
    parties = GrantParty.objects.filter(grant__in=grants).values_list("funder", flat=True)
    return {statement.funder_id for statement in naming if statement.funder_id} | set(parties)


def _is_disclosed(tie, resolution, about_authors, language):
    """By the site's own words on a conflict, or, for an author's tie, by those about authors."""
    for disclosure in resolution.disclosures:
        statement = disclosure.statement
        of_the_site = statement.grant_id is None and statement.funder_id is None
        if of_the_site and statement.kind == Statement.Kind.CONFLICT:
            return True
    return tie.funder is None and bool(find_names([(tie.name, tie)], about_authors, language))


def _about_authors(article):
    """What is printed under the piece about those who speak in it."""
    bylines = article.bylines.filter(role__in=AUTHORING).select_related("author")
    return "\n".join(b.bio or b.author.bio or b.author.affiliation for b in bylines)
