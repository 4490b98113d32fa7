"""Paid content: a piece with a label that the law wants on it.

The label stands over it and its card; here is what else follows. Its words are always those that
were frozen with the piece.
"""

import re

from django.conf import settings
from django.db.models import QuerySet

from articles.models import PublishedVersion
from articles.models.printed import Printed
from funding.models import Statement


def labelled_title(piece: Printed) -> str:
    """The title where it stands alone, as in a feed: the label of paid content goes before it."""
    return " · ".join([*(label.text for label in piece.paid_labels), piece.version.title])


def without_paid_content(versions: QuerySet[PublishedVersion]) -> QuerySet[PublishedVersion]:
    """Those of some versions that nobody paid to have published."""
    return versions.exclude(disclosures__kind=Statement.Kind.LEGAL_LABEL)


def with_links_paid_for(html: str) -> str:
    """The html of paid content: search engines are told that its links to other sites are paid for.

    (developers.google.com, "Qualify your outbound links".)
    """
    ours = re.escape(settings.SITE_URL)
    outward = rf'<a (?=[^<>]*href="https?://)(?![^<>]*href="{ours}[/"])([^<>]*)>'
    return re.sub(outward, _sponsored, html)


def _sponsored(link):
    if 'rel="' in link[1]:
        return link[0].replace('rel="', 'rel="sponsored ', 1)
    return f'<a {link[1]} rel="sponsored">'
