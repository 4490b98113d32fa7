"""The page of a piece keeps what is typed and not saved, and offers it back.

Nothing of it is an edit: the ledger, the revisions and the piece know nothing of it.
"""

import re

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.writing import autosaves
from articles.writing.desk.offered import as_sent, offered
from newsroom.kit import clock

# The fields that say which page was opened, and from which autosave; and the address of that page.
PAGE, RESUMES = "_autosave", "_resumes"
BACK = "autosave"
KEY = re.compile(r"[0-9a-zA-Z]{16,32}")
NUMBER = re.compile(r"[1-9]\d{0,17}", re.ASCII)
SEEN = re.compile(r"(\d{1,9})\.\d+", re.ASCII)
# What is no writing: the token, and whatever asks for a new look each time.
UNKEPT = re.compile(r"_|csrfmiddlewaretoken$|move-.*-acknowledged$")


class AutosavesMixin:
    """Stands before whatever reads what was sent."""

    def get_urls(self):
        views = (
            ("autosave/", self.autosave_view, "articles_article_autosave_new"),
            ("<int:pk>/autosave/", self.autosave_view, "articles_article_autosave"),
            ("autosave/<int:row>/away/", self.throw_away_view, "articles_article_throw_away"),
        )
        own = [
            path(address, self.admin_site.admin_view(require_POST(view)), name=name)
            for address, view, name in views
        ]
        return [*own, *super().get_urls()]

    def autosave_view(self, request, pk=None):
        """Keeps what a page sends. Whoever only typed is not at work for that: see `slide`."""
        request.in_background = True
        article = self._written_to(request, pk)
        key, number = request.POST.get(PAGE, ""), request.POST.get("_number", "")
        if not (KEY.fullmatch(key) and NUMBER.fullmatch(number)):
            return HttpResponseBadRequest()
        seen = SEEN.fullmatch(request.POST.get("seen", ""))
        kept = autosaves.keep(
            _content(request.POST),
            by=request.user,
            article=article,
            key=key,
            number=int(number),
            edit=int(seen[1]) if seen else 0,
        )
        if kept:
            self._forget_resumed(request)
        return JsonResponse({"kept": kept})

    def throw_away_view(self, request, row):
        found = self._own(request, row)
        autosaves.forget(request.user, found.key)
        messages.success(request, _("Thrown away."))
        return HttpResponseRedirect(_page(found.article))

    def add_view(self, request, form_url="", extra_context=None):
        if BACK in request.GET and request.method == "GET":
            return self._put_back(request, None)
        return super().add_view(request, form_url, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if BACK in request.GET and request.method == "GET":
            return self._put_back(request, unquote(object_id))
        return super().change_view(request, object_id, form_url, extra_context)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        autosaves.forget(request.user, request.POST.get(PAGE, ""))
        self._forget_resumed(request)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(form.__name__, (NotSent, form), {}) if _resumed(request) else form

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        row = _resumed(request)
        if row:
            # Nothing of it was sent, so nothing has to be corrected.
            context["errors"] = []
        may_write = self._may_write(request, obj)
        if may_write:
            context["autosave"] = {
                "url": _address(obj),
                "page": request.POST.get(PAGE) or get_random_string(24),
                "resumes": row.key if row else request.POST.get(RESUMES, ""),
                # In milliseconds, each a send: shown once more, a page counts on from a later one.
                "number": int(clock.now().timestamp() * 1000),
            }
        context["put_back"] = row
        if request.method == "GET" and not row:
            context["offer"] = offered(self, request, obj, may_write=may_write)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def put_back(self, request):
        """(None, what was typed), where that is put back into the page; otherwise None."""
        return (None, request.POST) if _resumed(request) else None

    def _put_back(self, request, object_id):
        """The page with what was typed in it, as if it had just been sent and not been saved."""
        row = self._own(request, request.GET[BACK])
        if str(row.article_id or "") != (object_id or ""):
            raise Http404
        self._written_to(request, row.article_id)
        request = as_sent(request, row)
        request.resumed = row
        return self._changeform_view(request, object_id, _page(row.article), None)

    def _written_to(self, request, pk):
        """The piece that whoever asks may write in; None for a new one."""
        if pk:
            return self.row_to_change(request, pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        return None

    def _may_write(self, request, article):
        if article is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, article)

    def _own(self, request, key):
        """An autosave of whoever asks: others have none."""
        rows = autosaves.of(request.user)
        found = rows.filter(pk=int(key)).first() if NUMBER.fullmatch(str(key)) else None
        if found is None:
            raise Http404
        return found

    def _forget_resumed(self, request):
        if resumes := request.POST.get(RESUMES):
            autosaves.forget(request.user, resumes)


class NotSent:
    """A form that is shown with what was typed in it, and that nobody has sent."""

    def is_valid(self):
        super().is_valid()
        return False


def _content(data):
    # PostgreSQL stores no NUL in JSON, and no text of ours may hold one.
    return {
        name: [value.replace("\0", "") for value in values]
        for name, values in data.lists()
        if not UNKEPT.match(name) and "\0" not in name
    }


def _resumed(request):
    return getattr(request, "resumed", None)


def _page(article):
    if article is None:
        return reverse("admin:articles_article_add")
    return reverse("admin:articles_article_change", args=[article.pk])


def _address(article):
    if article is None:
        return reverse("admin:articles_article_autosave_new")
    return reverse("admin:articles_article_autosave", args=[article.pk])
