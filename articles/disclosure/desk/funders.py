"""The page of funders, which shows what comes of the pieces that are scheduled, to whoever may read
of them.
"""

from django.contrib import admin

from articles.disclosure.desk.reading import GrantScope
from articles.upkeep.desk.ahead import LooksAhead

# Registers its own page of funders, which ours replaces.
from funding.admin import FunderAdmin as PlainFunderAdmin
from funding.models import Funder

admin.site.unregister(Funder)


@admin.register(Funder)
class FunderAdmin(LooksAhead, GrantScope, PlainFunderAdmin):
    grant_paths = ()
    funder_paths = ("pk",)
