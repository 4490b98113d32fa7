from django.contrib.admin import AdminSite
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from newsroom.audit import ledger
from newsroom.content_policy import with_the_editor
from newsroom.desk.addresses import without_the_impossible
from newsroom.models import Masthead
from newsroom.refusals import log_failed_sign_in


class Desk(AdminSite):
    """The desk carries the publication's name, and its record tells who came in."""

    site_title = _("Desk")
    index_title = _("Newsroom")
    enable_nav_sidebar = False

    def each_context(self, request):
        return {**super().each_context(request), "site_header": Masthead.current().name}

    def get_urls(self):
        """All but the way to the page of any object, which asks for no permission."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def admin_view(self, view, cacheable=False):
        return with_the_editor(super().admin_view(without_the_impossible(view), cacheable))

    def login(self, request, extra_context=None):
        response = super().login(request, extra_context)
        if request.method != "POST":
            return response
        # The form leads on only after it has let somebody in.
        if response.status_code == 302:
            with transaction.atomic():
                ledger.record(request.user, "sign in", request.user)
        else:
            log_failed_sign_in(request)
        return response
