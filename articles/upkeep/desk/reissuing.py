"""Deciding about live pieces that differ from what is prescribed: keep them, or re-issue them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article, Keep, Reissue, ReissueItem
from articles.upkeep.batch import begin, carry_out
from articles.upkeep.desk.differing import still_differing
from articles.upkeep.desk.searching import SearchForm, search
from articles.upkeep.models.batch import OneOfMany
from articles.upkeep.piecemeal import for_a_while
from articles.upkeep.worklist import keep
from newsroom.desk.model_admin import DeskAdmin, ViewOnly
from newsroom.desk.navigation import Page, Room, add_page
from newsroom.kit.counting import numbered
from newsroom.kit.fields import LinesFormField
from newsroom.kit.locking import held

AT_ONCE = 1000
SHOWN = 50


class ReasonForm(forms.Form):
    """Why something is decided about many pieces."""

    reason = LinesFormField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("For the record; readers do not see it."),
        widget=forms.Textarea({"rows": 2}),
    )


class DecisionForm(ReasonForm):
    public_note = LinesFormField(
        label=gettext_lazy("What readers are told"),
        required=False,
        help_text=gettext_lazy(
            "Printed on every piece, dated, and listed among the corrections; never where an "
            "embargo or a waiver leaves somebody unnamed. Leave it empty only for what changes "
            "nothing of substance, such as a mended misprint: where a disclosure is dropped, the "
            "words that stood there are noted then."
        ),
        widget=forms.Textarea({"rows": 2}),
    )


def counted(items: QuerySet[OneOfMany]) -> dict[str, int]:
    """How far a decision about many pieces has come, for its page."""
    found = dict(items.values_list("outcome").annotate(Count("pk")).order_by("outcome"))
    total, waiting = sum(found.values()), found.get(OneOfMany.Outcome.WAITING, 0)
    return {
        "total": total,
        "waiting": waiting,
        "dealt_with": total - waiting,
        "done": found.get(OneOfMany.Outcome.DONE, 0),
        "left": sum(found.get(outcome, 0) for outcome in OneOfMany.NOT_DONE),
        "taken_back": found.get(OneOfMany.Outcome.UNDONE, 0),
    }


class DecidingMixin:
    """The pages on which live pieces are decided about; each asks for the permission itself."""

    def get_urls(self):
        views = [
            ("worklist/", require_safe(self.worklist_view), "worklist"),
            ("decide/", require_POST(self.decide_view), "decide"),
            ("keep/", require_POST(self.keep_view), "keep"),
            ("<int:pk>/carry-on/", require_POST(self.carry_on_view), "carry_on"),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"articles_reissue_{name}")
            for route, view, name in views
        ]
        return [*own, *super().get_urls()]

    def worklist_view(self, request):
        """What differs, newest first, as much of it as is found in one go."""
        _check(request)
        form = SearchForm(request.GET)
        valid = form.is_valid()
        context = {"form": form, "found": search(**form.cleaned_data) if valid else None}
        return self._page(request, "worklist", _("Disclosures to decide"), context)

    def decide_view(self, request):
        """What was chosen is shown with a form for the reason; sent with that, it is decided."""
        _check(request)
        tokens = _tokens(request.POST)
        if not tokens:
            messages.warning(request, _("No piece was chosen."))
        entries = still_differing(tokens)
        ready = [entry for entry in entries if entry.can_be_reissued]
        if len(ready) < len(tokens):
            messages.warning(request, _left_behind(len(tokens) - len(ready)))
        if not ready:
            return HttpResponseRedirect(reverse("admin:articles_reissue_worklist"))
        confirmed = "_decide" in request.POST and len(ready) == len(tokens)
        form = DecisionForm(request.POST if "_decide" in request.POST else None)
        if confirmed and form.is_valid():
            keys = [entry.version.article_id for entry in ready]
            articles = Article.objects.in_bulk(keys)
            batch = begin([articles[key] for key in keys], by=request.user, **form.cleaned_data)
            for_a_while(carry_out(batch, by=request.user))
            return HttpResponseRedirect(_page_of(batch))
        context = {
            "form": form,
            "entries": ready[:SHOWN],
            "more": len(ready) - SHOWN,
            "pieces": len({entry.version.article_id for entry in ready}),
            "tokens": " ".join(entry.token for entry in ready),
        }
        return self._page(request, "decide", _("Re-issue pieces"), context)

    def keep_view(self, request):
        """Leave one piece as it is, for a reason, and go back to the list."""
        _check(request)
        token = request.POST.get("keep", "")
        reason = LinesFormField()
        try:
            words = reason.clean(request.POST.get(f"reason-{token}"))
        except forms.ValidationError as problem:
            messages.error(request, _("Not kept: say why. %s") % " ".join(problem.messages))
        else:
            _keep(request, token, words)
        query = request.POST.get("query", "")
        return HttpResponseRedirect(f"{reverse('admin:articles_reissue_worklist')}?{query}")

    def carry_on_view(self, request, pk):
        _check(request)
        batch = get_object_or_404(Reissue, pk=pk)
        for_a_while(carry_out(batch, by=request.user))
        return HttpResponseRedirect(_page_of(batch))

    def _page(self, request, name, title, context):
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "query": request.GET.urlencode(),
            **context,
        }
        return TemplateResponse(request, f"admin/articles/reissue/{name}.html", context)


add_page(
    Page(
        Room.FUNDING,
        gettext_lazy("Disclosures to decide"),
        "admin:articles_reissue_worklist",
        "articles.reissue_article",
    )
)


@admin.register(Reissue)
class ReissueAdmin(DecidingMixin, ViewOnly, DeskAdmin):
    room = Room.FUNDING
    list_display = ["__str__", "decided_at", "decided_by", "pieces", "waiting"]
    list_select_related = ["decided_by"]
    search_fields = ["reason", "public_note"]
    ordering = ["-decided_at", "-pk"]
    date_hierarchy = "decided_at"
    fields = ["reason", "public_note", "decided_at", "decided_by"]

    def get_queryset(self, request):
        still = Count("items", filter=Q(items__outcome=ReissueItem.Outcome.WAITING))
        return super().get_queryset(request).annotate(count=Count("items"), still=still)

    @admin.display(description=gettext_lazy("pieces"), ordering="count")
    def pieces(self, batch):
        return batch.count

    @admin.display(description=gettext_lazy("waiting"), ordering="still")
    def waiting(self, batch):
        return batch.still

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        progress = counted(obj.items.all())
        not_done = obj.items.filter(outcome__in=ReissueItem.NOT_DONE).select_related("article")
        context |= {
            **progress,
            "not_done": not_done[:SHOWN],
            "may_carry_on": progress["waiting"]
            and request.user.has_perm("articles.reissue_article"),
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


@admin.register(ReissueItem)
class ReissueItemAdmin(ViewOnly, DeskAdmin):
    room = Room.FUNDING
    list_display = ["article", "outcome", "message", "reissue"]
    list_display_links = None
    list_select_related = ["article", "reissue"]
    list_filter = ["outcome"]
    search_fields = ["article__title", "message"]

    def has_view_permission(self, request, obj=None):
        """An item is read by whoever may read the decision."""
        return request.user.has_perm("articles.view_reissue")


@admin.register(Keep)
class KeepAdmin(ViewOnly, DeskAdmin):
    room = Room.FUNDING
    list_display = ["version", "reason", "decided_at", "decided_by"]
    list_select_related = ["version", "decided_by"]
    search_fields = ["version__title", "reason"]
    date_hierarchy = "decided_at"
    fields = ["version", "reason", "decided_at", "decided_by"]


def _check(request):
    if not request.user.has_perm("articles.reissue_article"):
        raise PermissionDenied


def _page_of(batch):
    return reverse("admin:articles_reissue_change", args=[batch.pk])


def _tokens(data):
    """What was chosen: one piece, everything that the search finds, or the boxes."""
    if "only" in data:
        return {data["only"]}
    if "_all" in data:
        form = SearchForm(data)
        found = search(**form.cleaned_data, limit=AT_ONCE) if form.is_valid() else None
        entries = found.entries if found else []
        return {entry.token for entry in entries if entry.can_be_reissued}
    return set(data.getlist("chosen")) | set(data.get("tokens", "").split())


@transaction.atomic
def _keep(request, token, reason):
    """The piece is locked first: two who decide at once are heard one after the other."""
    found = still_differing({token})
    list(held(Article.objects.filter(pk__in=[entry.version.article_id for entry in found])))
    for entry in still_differing({token}) if found else []:
        keep(entry.version, entry.differs, by=request.user, reason=reason)
        messages.success(request, _("“%s” stays as it is.") % entry.version.title)
        return
    messages.warning(request, _left_behind(1))


def _left_behind(count):
    words = ngettext(
        "One piece has changed since you saw it, or cannot be re-issued, and was left out.",
        "%d pieces have changed since you saw them, or cannot be re-issued, and were left out.",
        count,
    )
    return numbered(words, count)
