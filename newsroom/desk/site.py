from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _

from newsroom.content_policy import with_the_editor
from newsroom.desk.addresses import without_the_impossible
from newsroom.models import Masthead
from newsroom.signin.desk.entering import SignIn
from newsroom.signin.desk.pages import enrolled_first

# The way to the page of any object asks for no permission; passwords are changed elsewhere.
LEFT_OUT = {"view_on_site", "password_change", "password_change_done"}


class Desk(AdminSite):
    """The desk carries the publication's name, and its door is that of `newsroom.signin`."""

    site_title = _("Desk")
    index_title = _("Newsroom")
    enable_nav_sidebar = False

    def each_context(self, request):
        return {**super().each_context(request), "site_header": Masthead.current().name}

    def get_urls(self):
        return [url for url in super().get_urls() if getattr(url, "name", "") not in LEFT_OUT]

    def admin_view(self, view, cacheable=False):
        seen = enrolled_first(without_the_impossible(view))
        return with_the_editor(super().admin_view(seen, cacheable))

    def login(self, request, extra_context=None):
        return SignIn.as_view()(request)
