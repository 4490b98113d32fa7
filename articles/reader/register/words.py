"""What the register calls things, for readers who know nothing of grants.

The desk, reports and exports speak as grant agreements do (`funding/models/grant.py`).
"""

from django.utils.translation import gettext_lazy as _

from funding.models import Grant, GrantParty

DOES = {
    GrantParty.Role.FUNDING: _("gives the grant"),
    GrantParty.Role.EXTENDING: _("passes the grant on"),
    GrantParty.Role.COFUNDING: _("adds to the grant"),
    GrantParty.Role.IMPLEMENTING: _("carries the project out"),
}
GIVEN = {
    Grant.Kind.MONETARY: _("money for a project"),
    Grant.Kind.CORE: _("money for our work as a whole"),
    Grant.Kind.IN_KIND: _("goods or services instead of money"),
}
