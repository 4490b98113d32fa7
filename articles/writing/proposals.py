"""What somebody suggests of a piece: kept beside it, and moved along as the piece moves on."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, News, Proposal
from articles.writing.hunks import Part, changed, parts, without
from articles.writing.merged_text import HTML, merged
from articles.writing.news import its_people, tell
from newsroom.kit import clock
from newsroom.kit.html import sanitise
from newsroom.kit.locking import held
from newsroom.kit.text import LONGEST


class SuggestionRefused(Exception):
    """Nothing was changed. The message is for whoever wanted it."""


@transaction.atomic
def propose(article: Article, body: str, *, base: str, by: User) -> Proposal | None:
    """Keep a text as somebody would have it, made of `base`, which the piece may have left since.

    It takes the place of what they proposed before; None, and nothing is kept, where it changes
    nothing. Raises SuggestionRefused for who may not work on the piece.
    """
    if not (article.is_open_to(by) and by.has_perm("articles.change_article")):
        raise SuggestionRefused(_("You cannot work on this piece, so you cannot suggest changes."))
    stored = held(Article.objects.all()).get(pk=article.pk)
    mine = moved(base, sanitise(body), stored.body)
    found = Proposal.objects.filter(article=article, by=by).first()
    if not changed(parts(stored.body, mine)):
        if found:
            found.delete()
        return None
    is_new = found is None
    found = found or Proposal(article=article, by=by)
    found.at, found.base, found.body = clock.now(), stored.body, mine
    found.save()
    if is_new:
        tell(News.What.SUGGEST, article, its_people(article), by=by)
    return found


def chosen(proposal: Proposal, keys: Collection[str] | None) -> tuple[list[Part], set[str]]:
    """The places of a proposal, and the keys of the changes that are meant: all, where none are
    told. Raises SuggestionRefused where one of them is not there any more.
    """
    found = parts(proposal.base, proposal.body)
    known = {part.key for part in changed(found)}
    wanted = known if keys is None else set(keys)
    if not wanted <= known:
        raise SuggestionRefused(
            _("The text has moved on, or somebody else was faster: look at what is suggested now.")
        )
    return found, wanted


@transaction.atomic
def leave(proposal: Proposal, keys: Collection[str] | None = None) -> None:
    """Leave some changes of a proposal, or all: the text stays as it is."""
    stored = held(Proposal.objects.all()).get(pk=proposal.pk)
    found, wanted = chosen(stored, keys)
    _keep(stored, stored.base, without(found, wanted))


def follow_proposals(articles: Collection[int]) -> None:
    """Move what is suggested of some pieces, by their keys, onto their texts as they are now.

    What was taken, or written in the same way by somebody else, is suggested no more.
    """
    for proposal in Proposal.objects.filter(article__in=articles).select_related("article"):
        current = proposal.article.body
        if proposal.base != current:
            _keep(proposal, current, moved(proposal.base, proposal.body, current))


def moved(base: str, mine: str, current: str) -> str:
    """A proposed text, made of `base`, as it would be made of the text that stands now.

    Where both changed the same words, the proposal is for what stands there now; where both
    together are longer than a text may be, it stays what it was.
    """
    text = "".join("".join(chunk.merged) for chunk in merged(base, mine, current, HTML))
    return text if len(text) <= LONGEST else mine


def _keep(proposal, base, body):
    if not changed(parts(base, body)):
        proposal.delete()
        return
    proposal.base, proposal.body = base, body
    proposal.save(update_fields=["base", "body"])
