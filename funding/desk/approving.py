"""Approving several drafts on one page, on the same evidence."""

from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from funding.approval import ApprovalRefused, approve_together
from funding.checks import Remark, check
from funding.models import Grant, Wording
from newsroom.audit.digest import sha256
from newsroom.desk.asking import is_key
from newsroom.kit.fields import LinesFormField
from newsroom.models import Masthead

AT_ONCE = 200


class EvidenceForm(forms.Form):
    """The one evidence for all that are chosen."""

    note = LinesFormField(
        label=gettext_lazy("On what evidence"),
        help_text=gettext_lazy("The agreement’s article, a letter. It is kept with each wording."),
        widget=forms.Textarea({"rows": 2}),
    )
    evidence = forms.FileField(
        label=gettext_lazy("The evidence as a file"),
        required=False,
        help_text=gettext_lazy("One for all of them. Choose it again if the page came back."),
    )

    def clean_evidence(self):
        """Without the file that was chosen before the page came back, whoever approves has to press
        twice: browsers do not choose it again, and nobody can add it to what is approved.
        """
        file = self.cleaned_data["evidence"]
        if not file and self.data.get("had_file"):
            words = _("Choose the file again. To approve without it, press once more.")
            raise forms.ValidationError(words)
        return file


@dataclass
class Offered:
    """A draft on the page. `remarks` are read once it was chosen."""

    wording: Wording
    is_own: bool
    is_chosen: bool = False
    remarks: list[Remark] = field(default_factory=list)

    @property
    def token(self):
        """What the box sends: the draft, as it was on the screen."""
        return f"{self.wording.pk}-{sha256([self.wording.text])}"

    @property
    def seen(self):
        """Tells that just these remarks were on the screen, when the page comes back."""
        return sha256([self.token, *(remark.message for remark in self.remarks)])


class ApprovesTogether:
    """For the page of wordings."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.approve_view)
        return [path("approve/", view, name="funding_wording_approve"), *super().get_urls()]

    def approve_view(self, request):
        """The drafts, with boxes; those chosen are approved once their remarks were shown."""
        if not request.user.has_perm("funding.approve_wording"):
            raise PermissionDenied
        offered = _offered(request)
        form = EvidenceForm(request.POST or None, request.FILES or None)
        if request.method == "POST":
            chosen = _chosen(request, offered)
            if form.is_valid() and chosen and self.approve_chosen(request, chosen, form):
                return HttpResponseRedirect(request.get_full_path())
        context = {
            **self.admin_site.each_context(request),
            "title": _("Approve drafts together"),
            "opts": self.opts,
            "form": form,
            "offered": offered,
            "had_file": bool(request.FILES.get("evidence")),
            "is_shortened": len(offered) == AT_ONCE,
        }
        return TemplateResponse(request, "admin/funding/wording/approve.html", context)

    def approve_chosen(self, request, chosen, form):
        """Whether all that were chosen are approved now; what is in the way is told."""
        seen = set(request.POST.getlist("seen"))
        if any(one.remarks and one.seen not in seen for one in chosen):
            words = _("Nothing is approved yet: read what the check noticed, then approve.")
            messages.warning(request, words)
            return False
        wordings = [one.wording for one in chosen]
        try:
            done = approve_together(wordings, by=request.user, **form.cleaned_data)
        except ApprovalRefused as refusal:
            messages.error(request, _("None was approved. %s") % refusal)
            return False
        words = ngettext("%d wording is approved.", "%d wordings are approved.", len(done))
        messages.success(request, words % len(done))
        self.tell_of_approval(request, done)
        return True


def _offered(request):
    """The drafts, of one grant if the address names one, as they are on the page."""
    drafts = Wording.objects.filter(status=Wording.Status.DRAFT)
    asked = request.GET.get("grant", "")
    if is_key(asked):
        grant = Grant.objects.filter(pk=asked)
        drafts = drafts.filter(statement__grant__in=grant)
    drafts = drafts.select_related("statement__grant", "statement__funder")
    drafts = drafts.order_by("statement__grant__title", "statement", "language", "variant", "pk")
    binds = Masthead.current().four_eyes
    return [
        Offered(draft, is_own=binds and draft.worded_by_id == request.user.pk)
        for draft in drafts[:AT_ONCE]
    ]


def _chosen(request, offered):
    """Those whose boxes were ticked, with their remarks; none if one of them is not there as it
    was, and a message says so.
    """
    tokens = set(request.POST.getlist("chosen"))
    chosen = [one for one in offered if one.token in tokens]
    for one in chosen:
        one.is_chosen, one.remarks = True, check(one.wording)
    if not tokens:
        messages.warning(request, _("Choose at least one draft."))
    elif len(chosen) < len(tokens):
        words = _("None was approved: a draft was changed or settled since this page was shown.")
        messages.error(request, words)
        return []
    return chosen


def approve_page(grant=None):
    """The address of the page, for one grant or for all."""
    query = {"grant": grant.pk} if grant else None
    return reverse("admin:funding_wording_approve", query=query)
