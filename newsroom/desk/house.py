"""The masthead, the holidays and the ledger at the desk."""

import json

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom.desk.changes_shown import as_tables, is_of_changes
from newsroom.desk.model_admin import DeskAdmin, ViewOnly
from newsroom.desk.public_holidays import PublicHolidaysMixin
from newsroom.models import Holiday, LedgerEntry, Masthead

HOUSE_RULES = ["four_eyes", "evidence_needed", "second_factor_from"]


@admin.register(Masthead)
class MastheadAdmin(DeskAdmin):
    """There is one, so its list is its form."""

    leads_its_room = True
    fieldsets = [
        (None, {"fields": ["name", "tagline", "language"]}),
        (_("Publisher"), {"fields": ["legal_name", "contact", "donate_url"]}),
        (_("Policies"), {"fields": ["funding_policy", "corrections_policy"]}),
        (_("Elsewhere"), {"fields": ["profiles", "belongs_to"]}),
        (_("Machines that read"), {"fields": ["crawlers", "llms_txt"]}),
        (_("House rules"), {"fields": HOUSE_RULES}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """Who is bound by the rules does not set them."""
        return [] if request.user.has_perm("newsroom.set_house_rules") else HOUSE_RULES

    def changelist_view(self, request, extra_context=None):
        url = reverse("admin:newsroom_masthead_change", args=[Masthead.THE_ROW])
        return HttpResponseRedirect(url)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Holiday)
class HolidayAdmin(PublicHolidaysMixin, DeskAdmin):
    list_display = ["day", "name"]
    search_fields = ["name"]
    date_hierarchy = "day"


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ViewOnly, DeskAdmin):
    class Media:
        css = {"all": ["desk/ledger.css"]}

    list_display = ["number", "moment", "actor_name", "verb", "subject_name", "subject_kind"]
    list_select_related = ["words"]
    list_filter = ["verb", "subject_kind"]
    search_fields = ["words__actor_name", "words__subject_name", "subject_key"]
    date_hierarchy = "moment"
    list_per_page = 50
    fields = ["number", "moment", "actor_name", "verb", "subject_name", "subject_kind"]
    fields += ["subject_key", "facts_in_lines", "previous", "digest"]

    @admin.display(description=_("facts"))
    def facts_in_lines(self, entry):
        if is_of_changes(entry.facts):
            return as_tables(entry)
        return format_html("<pre>{}</pre>", json.dumps(entry.facts, indent=2, ensure_ascii=False))
