"""The publications that told readers otherwise about who paid, for those who keep the grants."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from articles.publishing.funding_change import in_words
from newsroom.kit import clock
from newsroom.models import LedgerEntry

SHOWN_FOR = timedelta(days=30)
LENGTH = 20
# What is scheduled for a live piece follows whoever changes what must be said: an editor, too.
VERBS = ("publish", "refreeze")


@dataclass(frozen=True)
class FundingNews:
    """An entry of the ledger, and the addresses of the piece and of the entry at the desk."""

    entry: LedgerEntry
    piece: str
    record: str

    @property
    def followed(self):
        """Whether it was scheduled and came of a change elsewhere, which has its own entry."""
        return self.entry.verb == "refreeze"

    @property
    def sentences(self):
        return in_words(self.entry.facts["funding"])


def funding_news(user):
    """Those of the last thirty days, the newest first, and whether there are more than shown.

    For whoever keeps grants and may read the record; in one query, and in none for anybody else.
    """
    if not user.has_perms(["funding.change_grant", "newsroom.view_ledgerentry"]):
        return [], False
    entries = LedgerEntry.objects.filter(
        verb__in=VERBS,
        moment__gte=clock.now() - SHOWN_FOR,
        words__facts__has_key="funding",
    )
    # What follows their own change they were shown before they saved it.
    entries = entries.exclude(verb="refreeze", actor=user).select_related("words")
    found = list(entries[: LENGTH + 1])
    return [_news(entry) for entry in found[:LENGTH]], len(found) > LENGTH


def _news(entry):
    return FundingNews(
        entry,
        piece=reverse("admin:articles_article_change", args=[entry.subject_key]),
        record=reverse("admin:newsroom_ledgerentry_change", args=[entry.number]),
    )
