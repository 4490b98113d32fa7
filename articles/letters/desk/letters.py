"""Newsletters at the desk: put together, looked at, made, and taken along."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from articles.letters.compose import compose
from articles.letters.make import LetterRefused, make_letter, since
from articles.letters.models import Letter, LetterPiece
from newsroom.desk.model_admin import DeskAdmin, DeskInline
from newsroom.desk.navigation import Room

FILES = {"html": "text/html; charset=utf-8", "text": "text/plain; charset=utf-8"}
NAMES = {"html": "html", "text": "txt"}
# What is looked at runs nothing, and has its styles in its elements, as mail programs want them.
POLICY = (
    f"sandbox; default-src 'none'; img-src 'self' {settings.SITE_URL}; style-src 'unsafe-inline'"
)


class LetterPieceInline(DeskInline):
    model = LetterPiece
    autocomplete_fields = ["article"]
    fields = ["article", "teaser", "position"]


@admin.register(Letter)
class LetterAdmin(DeskAdmin):
    room = Room.PIECES
    list_display = ["title", "language"]
    list_filter = ["language"]
    search_fields = ["title"]
    fields = ["title", "preheader", "opening", "language"]
    inlines = [LetterPieceInline]
    change_form_template = "admin/articles/letter/change_form.html"

    def get_urls(self):
        view, name = self.admin_site.admin_view, "articles_letter_{}".format
        pages = [
            ("<int:pk>/make/", self.make_view, "make"),
            ("<int:pk>/make/<str:form>/", require_safe(self.composed_view), "composed"),
            ("<int:pk>/made/<int:revision>/", require_safe(self.made_view), "made"),
            ("<int:pk>/made/<int:revision>/<str:form>/", require_safe(self.file_view), "file"),
        ]
        own = [path(route, view(page), name=name(called)) for route, page, called in pages]
        return [*own, *super().get_urls()]

    def has_delete_permission(self, request, obj=None):
        """What was sent stays on file."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.made.exists())

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context["made"] = obj.made.select_related("made_by").defer("html", "text")
            context["may_make"] = request.user.has_perm("articles.add_madeletter")
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def make_view(self, request, pk):
        """What would be sent now, and what is in the way; its button makes it."""
        letter = self._to_make(request, pk)
        if request.method == "POST":
            try:
                made = make_letter(letter, by=request.user)
            except LetterRefused:
                messages.error(request, _("Nothing was made: look at what is in the way."))
                return HttpResponseRedirect(request.path)
            messages.success(request, _made(len(made.printed.all())))
            return HttpResponseRedirect(
                reverse("admin:articles_letter_made", args=[letter.pk, made.revision])
            )
        context = {"composed": compose(letter), "letter": letter}
        return self._page(request, "make", str(letter), context)

    def composed_view(self, request, pk, form):
        """A form of what would be sent now, as whoever gets it would see it. Nothing is made."""
        return _shown(compose(self._to_make(request, pk)), form)

    def made_view(self, request, pk, revision):
        """A newsletter as it was made, to copy, and what became of its pieces since."""
        made = self._of_letter(request, pk, revision)
        return self._page(request, "made", str(made), {"made": made, "since": since(made)})

    def file_view(self, request, pk, revision, form):
        made = self._of_letter(request, pk, revision)
        response = _shown(made, form)
        name = f"newsletter-{made.letter_id}-{made.revision}.{NAMES[form]}"
        response["Content-Disposition"] = f'inline; filename="{name}"'
        return response

    def _to_make(self, request, pk):
        letter = self.row_to_read(request, pk)
        if not request.user.has_perm("articles.add_madeletter"):
            raise PermissionDenied
        return letter

    def _of_letter(self, request, pk, revision):
        made = self.row_to_read(request, pk).made.filter(revision=revision).first()
        if made is None:
            raise Http404
        return made

    def _page(self, request, name, title, context):
        context |= {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return TemplateResponse(request, f"admin/articles/letter/{name}.html", context)


def _shown(letter, form):
    """A form of a newsletter, made or only composed, by itself."""
    if form not in FILES:
        raise Http404
    response = HttpResponse(getattr(letter, form), content_type=FILES[form])
    response["Content-Security-Policy"] = POLICY
    return response


def _made(number):
    told = ngettext("Made, with %(number)d piece.", "Made, with %(number)d pieces.", number)
    return told % {"number": number}
