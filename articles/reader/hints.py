"""The line beside the byline that leads to who paid. It never stands for the words themselves."""

from collections.abc import Sequence

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from articles.models.choices import UNNAMED
from articles.models.printed import Printed
from articles.models.version_parts import VersionGrant
from funding.models import GrantParty


def supporters(piece: Printed, grants: Sequence[VersionGrant]) -> SafeString | str:
    """The names of all who paid for a piece, as printed, in print order; "" where one of them may
    not be named: some of the names would read as if they were all.

    `grants` are those of the piece that may be named now (`articles/disclosure/naming.py`).
    """
    payers = [
        [party for party in grant.own_parties if party.role in GrantParty.PAYING]
        for grant in grants
    ]
    withheld = any(row.hides in UNNAMED for row in piece.withheld)
    if withheld or len(grants) < len(piece.grants) or not all(payers):
        return ""
    everybody = [party for of_one in payers for party in of_one]
    # A private donor has a name for print, and is not to be named.
    if not all(party.funder_id for party in everybody):
        return ""
    names = dict.fromkeys(party.name for party in everybody)
    comma = pgettext("between names", ",") + " "
    return format_html_join(comma, "<bdi>{}</bdi>", ((name,) for name in names))
