"""How a page of the publication itself begins, from whichever door."""

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import Article
from articles.models.choices import Funding, Kind
from articles.publishing.edits import edited
from newsroom.audit import changes


@transaction.atomic
def begin_page(page: Article, *, by: User) -> Article:
    """Store an unsaved article as a page, a draft of whoever begins it, and record that."""
    page.kind, page.funding, page.created_by = Kind.PAGE, Funding.NOT_OWED, by
    page.save()
    edited(page, by=by)
    # Last: whoever has the ledger waits for no row.
    changes.added(by, page)
    return page
