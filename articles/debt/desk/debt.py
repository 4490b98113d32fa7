"""The disclosure debt at the desk: what was found in texts, what was decided, what is left."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles.debt import groups
from articles.debt.desk.forms import NonePaidForm, SettleForm
from articles.debt.desk.left import left_to_declare, pictures_owing
from articles.debt.finding import look_at_all, outdated
from articles.debt.proposing import in_force, known_funder, propose
from articles.debt.settling import (
    approve_settlement,
    carry_out,
    declare_none,
    decline,
    set_aside,
    take_back,
)
from articles.models import FoundSentence, Settlement, SettlementItem
from articles.upkeep.desk.reissuing import ReasonForm, counted
from articles.upkeep.piecemeal import for_a_while
from funding.approval import ApprovalRefused
from funding.lookalikes import remark
from newsroom.desk.model_admin import DeskAdmin, ViewOnly
from newsroom.desk.navigation import Page, Room, add_page
from newsroom.models import Masthead

SHOWN = 50
NEEDED = (
    "articles.reissue_article",
    "funding.add_grant",
    "funding.add_funder",
    "funding.add_statement",
    "funding.add_wording",
    "articles.add_coverage",
)
# Of whoever carries it out or takes it back, beside that.
COVERING = ("articles.add_coverage", "articles.delete_coverage")
Outcome = SettlementItem.Outcome

add_page(
    Page(
        Room.FUNDING,
        gettext_lazy("Disclosure debt"),
        "admin:articles_settlement_debt",
        "articles.reissue_article",
    )
)


class DebtMixin:
    """The pages of the debt; each asks for the permission itself."""

    def get_urls(self):
        views = [
            ("debt/", require_safe(self.debt_view), "debt"),
            ("look/", require_POST(self.look_view), "look"),
            ("sentence/<int:pk>/", self.sentence_view, "sentence"),
            ("sentence/<int:pk>/aside/", require_POST(self.aside_view), "aside"),
            ("none-paid/", require_POST(self.none_paid_view), "none_paid"),
            ("<int:pk>/approve/", require_POST(self.approve_view), "approve"),
            ("<int:pk>/decline/", require_POST(self.decline_view), "decline"),
            ("<int:pk>/carry-on/", require_POST(self.carry_on_view), "carry_on"),
            ("<int:pk>/take-back/", require_POST(self.take_back_view), "take_back"),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"articles_settlement_{name}")
            for route, view, name in views
        ]
        return [*own, *super().get_urls()]

    def debt_view(self, request, form=None):
        """The number, the sentences that were found, and what nobody has declared."""
        _check(request)
        found = groups.groups()
        context = {
            "outdated": outdated().count(),
            "owing": groups.owing().count(),
            "groups": found[:SHOWN],
            "more": len(found) - SHOWN,
            "to_declare": left_to_declare().count(),
            "pictures": pictures_owing(),
            "set_aside": FoundSentence.objects.filter(set_aside=True, resembles=None)[:SHOWN],
            "waiting": Settlement.objects.filter(approved_at=None).select_related("grant"),
            "form": form or NonePaidForm(),
        }
        return self._page(request, "debt", _("Disclosure debt"), context)

    def sentence_view(self, request, pk):
        """Turn a sentence and its variants into a grant; sent, it waits for approval, or is
        approved at once.
        """
        if not request.user.has_perms(NEEDED):
            raise PermissionDenied
        group = groups.group_of(get_object_or_404(FoundSentence, pk=pk))
        if group is None:
            messages.warning(request, _("That sentence stands in no text any more."))
            return _to_the_debt()
        form = SettleForm(group, request.POST or None)
        valid = request.method == "POST" and form.is_valid()
        if settlement := self._proposed(request, form) if valid else None:
            if "_approve" in request.POST:
                self._approve(request, settlement)
            return _to(settlement)
        places = group.first.sentence.occurrences.filter(item=None).select_related("article")
        context = {
            "group": group,
            "form": form,
            "examples": places[:5],
            "may_approve": _may_approve_alone(request.user),
        }
        return self._page(request, "sentence", _("Who paid, as it stands in texts"), context)

    def look_view(self, request):
        """Look again at the pieces that somebody has edited since."""
        _check(request)
        for_a_while(look_at_all(outdated()))
        return _to_the_debt()

    def aside_view(self, request, pk):
        """Say that it is no sentence on who paid, with all its variants; or that it is one."""
        _check(request)
        sentence = get_object_or_404(FoundSentence, pk=pk)
        set_aside(sentence, by=request.user, is_one="is_one" in request.POST)
        return _to_the_debt()

    def none_paid_view(self, request):
        _check(request)
        form = NonePaidForm(request.POST)
        if not form.is_valid():
            return self.debt_view(request, form)
        articles = left_to_declare(form.cleaned_data["section"], form.cleaned_data["until"])
        if not articles:
            messages.warning(request, _("There is no such piece that nobody has declared."))
            return _to_the_debt()
        made = declare_none(articles, by=request.user, reason=form.cleaned_data["reason"])
        for_a_while(carry_out(made, by=request.user))
        return _to(made)

    def approve_view(self, request, pk):
        _check(request, *COVERING)
        settlement = get_object_or_404(Settlement, pk=pk)
        self._approve(request, settlement)
        return _to(settlement)

    def decline_view(self, request, pk):
        _check(request)
        settlement = get_object_or_404(Settlement, pk=pk)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            words = " ".join(form.errors["reason"])
            messages.error(request, _("Not declined: say why. %s") % words)
            return _to(settlement)
        try:
            decline(settlement, by=request.user, reason=form.cleaned_data["reason"])
        except ApprovalRefused as refusal:
            messages.error(request, str(refusal))
            return _to(settlement)
        return _to_the_debt()

    def carry_on_view(self, request, pk):
        _check(request, *COVERING)
        settlement = get_object_or_404(Settlement, pk=pk)
        for_a_while(carry_out(settlement, by=request.user))
        return _to(settlement)

    def take_back_view(self, request, pk):
        _check(request, *COVERING)
        settlement = get_object_or_404(Settlement, pk=pk)
        form = ReasonForm(request.POST)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            for_a_while(take_back(settlement, by=request.user, reason=reason))
        else:
            words = " ".join(form.errors["reason"])
            messages.error(request, _("Not taken back: say why. %s") % words)
        return _to(settlement)

    def _proposed(self, request, form):
        """The settlement that a form asks for; None where something of it cannot be stored."""
        told, grant = form.cleaned_data, form.the_grant()
        if not told["grant"]:
            kept = known_funder(grant.funder)
            if words := remark(grant.funder, besides=kept):
                messages.warning(request, words)
        try:
            return propose(
                told["sentences"],
                grant=grant,
                kind=told["kind"],
                text=told["text"],
                language=form.group.first.sentence.language,
                reason=told["reason"],
                by=request.user,
            )
        except ValidationError as problem:
            form.add_error(None, problem.messages)
            return None

    def _approve(self, request, settlement):
        try:
            settlement = approve_settlement(settlement, by=request.user)
        except ApprovalRefused as refusal:
            messages.error(request, str(refusal))
        else:
            for_a_while(carry_out(settlement, by=request.user))

    def _page(self, request, name, title, context):
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            **context,
        }
        return TemplateResponse(request, f"admin/articles/settlement/{name}.html", context)


@admin.register(Settlement)
class SettlementAdmin(DebtMixin, ViewOnly, DeskAdmin):
    room = Room.FUNDING
    list_display = ["__str__", "decided_at", "decided_by", "approved_by", "pieces", "waiting"]
    list_select_related = ["decided_by", "approved_by", "grant"]
    search_fields = ["reason", "grant__title"]
    ordering = ["-decided_at", "-pk"]
    date_hierarchy = "decided_at"
    fields = [
        *("grant", "wording", "reason", "decided_at", "decided_by", "approved_at", "approved_by")
    ]

    def get_queryset(self, request):
        still = Count("items", filter=Q(items__outcome=Outcome.WAITING))
        return super().get_queryset(request).annotate(count=Count("items"), still=still)

    @admin.display(description=gettext_lazy("pieces"), ordering="count")
    def pieces(self, settlement):
        return settlement.count

    @admin.display(description=gettext_lazy("waiting"), ordering="still")
    def waiting(self, settlement):
        return settlement.still

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        with_words = obj.items.exclude(message="").select_related("article")
        may = request.user.has_perm("articles.reissue_article")
        context |= {
            **counted(obj.items.all()),
            "not_done": with_words[:SHOWN],
            "sentences": obj.sentences.order_by("pk"),
            "in_force": _in_force(obj),
            "may": may,
            "form": ReasonForm(),
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def _in_force(settlement):
    """The words that are printed where none were made."""
    sentence = settlement.sentences.first()
    if settlement.wording_id or not (settlement.grant and sentence):
        return None
    return in_force(settlement.grant, sentence.kind, sentence.language)


def _may_approve_alone(user):
    return user.has_perm("funding.approve_wording") and not Masthead.current().four_eyes


def _check(request, *more):
    if not request.user.has_perms(("articles.reissue_article", *more)):
        raise PermissionDenied


def _to_the_debt():
    return HttpResponseRedirect(reverse("admin:articles_settlement_debt"))


def _to(settlement):
    return HttpResponseRedirect(reverse("admin:articles_settlement_change", args=[settlement.pk]))
