"""Taking what somebody suggests: an edit like any other, of which two are the writers."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles.models import Proposal
from articles.publishing.edits import editing
from articles.writing.hunks import with_taken
from articles.writing.proposals import SuggestionRefused, chosen, follow_proposals


def take(proposal: Proposal, keys: Collection[str] | None = None, *, by: User) -> None:
    """Take some changes of a proposal, or all, into the text.

    Whoever proposed them wrote in the piece, and so did whoever took them: four eyes are about
    the words. Raises SuggestionRefused or MoveRefused, and changes nothing.
    """
    with editing(proposal.article, by=by) as stored:
        # It may have been taken at the same moment, and the text may have moved on behind the desk.
        follow_proposals([stored.pk])
        open_one = Proposal.objects.filter(article=stored, pk=proposal.pk).first()
        if open_one is None:
            raise SuggestionRefused(_("It is settled already: nothing of it is open any more."))
        found, wanted = chosen(open_one, keys)
        stored.body = with_taken(found, wanted)
        stored.save(update_fields=["body", "updated_at"])
        stored.writers.add(open_one.by)
