from functools import wraps

from django.conf import settings
from django.contrib.admin import AdminSite
from django.db import DatabaseError
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from newsroom.content_policy import with_the_editor
from newsroom.desk.addresses import without_the_impossible
from newsroom.desk.kept import MOST_FILES, name_of, person, taken
from newsroom.desk.navigation import navigation
from newsroom.desk.not_taken import no_page, session_ended
from newsroom.faults import log
from newsroom.kit.faults import fault_of
from newsroom.models import Masthead
from newsroom.signin import sessions
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
        context, masthead = super().each_context(request), Masthead.current()
        return {
            **context,
            "masthead": masthead,
            "navigation": navigation(self, request, context["available_apps"]),
            "home": reverse("admin:index"),
            "site_header": masthead.name,
            # For static/desk/kept.js.
            "answers": name_of(request),
            "person": person(request.user),
            "most_fields": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
            "most": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
            "most_files": MOST_FILES,
        }

    def get_urls(self):
        pages = path("pages/", self.admin_view(self.pages), name="pages")
        kept = [url for url in super().get_urls() if getattr(url, "name", "") not in LEFT_OUT]
        return [pages, *kept]

    def pages(self, request):
        """Every list of the desk that whoever asks may open, with what it is for."""
        context = {**self.each_context(request), "title": _("All pages")}
        context["app_list"] = context["available_apps"]
        return TemplateResponse(request, "admin/pages.html", context)

    def admin_view(self, view, cacheable=False):
        view = super().admin_view(without_the_impossible(view), cacheable)
        return with_the_editor(enrolled_first(self._keeping(view)))

    def _keeping(self, view):
        """What is typed is told as taken once it was, and not lost with the session."""

        @wraps(view)
        def asked(request, *args, **kwargs):
            if request.method != "POST" or request.path == reverse("admin:logout"):
                response = view(request, *args, **kwargs)
                opened = request.method == "GET" and response.status_code == 405
                return no_page(request, response) if opened else response
            if not self.has_permission(request):
                return session_ended(request)
            # A form that cannot be read is refused here, before anything is done.
            _form = request.POST
            response = view(request, *args, **kwargs)
            # A form that is wrong is shown again; one that was carried out leads on.
            leads_on = response.status_code == 302 and not hasattr(request, "found_nothing")
            return taken(request, response) if leads_on else response

        return asked

    def logout(self, request, extra_context=None):
        """Whoever leaves has left this browser, also where nothing can be written."""
        try:
            return super().logout(request, extra_context)
        except DatabaseError as error:
            fault = fault_of(error)
            if fault is None:
                raise
            log(request, fault, error)
        sessions.forget(request)
        context = {**self.each_context(request), "title": _("Logged out"), "lives_on": True}
        return TemplateResponse(request, "registration/logged_out.html", context)

    def login(self, request, extra_context=None):
        return SignIn.as_view()(request)
