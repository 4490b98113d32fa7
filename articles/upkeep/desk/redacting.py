"""Redaction at the desk, and what was sealed by it: for the few who hold the permission."""

import json

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from articles.models import SealedCopy
from articles.upkeep.desk.pages import page_of
from articles.upkeep.redaction import RedactionRefused, preview, redact
from authors.models import Author
from funding.models import Funder, Grant
from newsroom.audit import ledger
from newsroom.desk.model_admin import DeskAdmin, ViewOnly
from newsroom.desk.navigation import Page, Room, add_page
from newsroom.kit.fields import LinesFormField

SHOWN = 100


class RedactionForm(forms.Form):
    author = forms.ModelChoiceField(
        Author.objects.order_by("name"), required=False, label=gettext_lazy("An author")
    )
    funder = forms.ModelChoiceField(
        Funder.objects.order_by("name"), required=False, label=gettext_lazy("Or a funder")
    )
    grant = forms.ModelChoiceField(
        Grant.objects.order_by("title"), required=False, label=gettext_lazy("Or a grant")
    )
    names = LinesFormField(
        label=gettext_lazy("Names to take out, one on a line"),
        required=False,
        help_text=gettext_lazy(
            "Every spelling in which the text prints them: in other letters, the family name "
            "alone. Declined forms are looked for and shown. Case does not matter."
        ),
        widget=forms.Textarea({"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
    )
    reason = LinesFormField(
        label=gettext_lazy("Why, without the name"),
        help_text=gettext_lazy("Kept in the record for ever."),
        widget=forms.Textarea({"rows": 2}),
    )
    confirmed = forms.CharField(label=gettext_lazy("How many rows change?"), required=False)

    def clean(self):
        chosen = [name for name in ("author", "funder", "grant") if self.cleaned_data.get(name)]
        if len(chosen) > 1:
            self.add_error(chosen[1], _("Choose one of them: an author, a funder or a grant."))
        elif not chosen and not self.cleaned_data.get("names", "").strip():
            self.add_error("names", _("Write the names, or choose whom they belong to."))
        return self.cleaned_data

    def redaction(self):
        """What `redact` asks for. A form that was offered and is not ticked any more stays."""
        told = self.cleaned_data
        return {
            "names": told["names"].splitlines(),
            "subject": told["author"] or told["funder"] or told["grant"],
            "staying": set(self.data.getlist("offered")) - set(self.data.getlist("forms")),
            "reason": told["reason"],
        }


class RedactingMixin:
    def get_urls(self):
        view = self.admin_site.admin_view(self.redact_view)
        return [path("redact/", view, name="articles_sealedcopy_redact"), *super().get_urls()]

    @method_decorator(sensitive_post_parameters("names", "offered", "forms"))
    def redact_view(self, request):
        """Ask, show what would change, and change it once the number is typed."""
        if not request.user.has_perm("articles.redact"):
            raise PermissionDenied
        form = RedactionForm(request.POST or None)
        found = None
        if form.is_valid():
            try:
                found = preview(**form.redaction(), by=request.user)
                if "_redact" in request.POST and self._is_confirmed(form, found.rows):
                    return self._redact(request, form)
            except RedactionRefused as refusal:
                form.add_error(None, str(refusal))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take a name out of what is published"),
            "opts": self.opts,
            "form": form,
            "found": found,
            **(self._page(request, form, found) if found else {}),
        }
        return TemplateResponse(request, "admin/articles/sealedcopy/redact.html", context)

    def _page(self, request, form, found):
        """What the page shows of a preview, with links to what somebody may open."""
        staying = form.redaction()["staying"]
        return {
            "forms": [(one, one not in staying) for one in found.forms],
            "rows": [
                (row._meta.verbose_name, row, page_of(row, request), columns, words)
                for row, columns, words in found.rows[:SHOWN]
            ],
            "staying": [_link(row, request) for row in found.staying[:SHOWN]],
        }

    def _is_confirmed(self, form, rows):
        typed = form.cleaned_data["confirmed"].strip()
        if typed == str(len(rows)):
            return True
        form.add_error("confirmed", _("Type the number of rows that change, as shown below."))
        return False

    def _redact(self, request, form):
        redaction = redact(**form.redaction(), by=request.user)
        words = _("Done. Rows changed and sealed: %d.") % redaction.rows
        if redaction.pictures:
            words += " " + _("Pictures sealed: %d.") % redaction.pictures
        messages.success(request, words)
        if redaction.left:
            # By their keys: what is shown once more would be kept in a cookie.
            links = ((_link(row, request),) for row in redaction.left[:SHOWN])
            words = _(
                "Look at these yourself: accounts, which whoever runs the server empties; files "
                "that nobody reads here; and what holds a form that was to stay: {}."
            )
            messages.warning(request, format_html(words, format_html_join(", ", "{}", links)))
        return HttpResponseRedirect(reverse("admin:index"))


def _link(row, request):
    """A row by its kind and key, leading to its page at the desk for who may open it."""
    words = f"{row._meta.verbose_name} {row.pk}"
    page = page_of(row, request)
    return format_html('<a href="{}">{}</a>', page, words) if page else words


add_page(
    Page(
        Room.HOUSE,
        gettext_lazy("Take a name out"),
        "admin:articles_sealedcopy_redact",
        "articles.redact",
    )
)


@admin.register(SealedCopy)
class SealedCopyAdmin(RedactingMixin, ViewOnly, DeskAdmin):
    """The list tells what was sealed; to read what stood there is recorded each time."""

    list_display = ["__str__", "reason", "sealed_at", "sealed_by"]
    list_select_related = ["sealed_by"]
    list_filter = ["table"]
    search_fields = ["reason"]
    date_hierarchy = "sealed_at"
    fields = ["table", "key", "reason", "sealed_at", "sealed_by", "what_stood_there"]
    readonly_fields = ["what_stood_there"]

    @admin.display(description=gettext_lazy("what stood there"))
    def what_stood_there(self, sealed):
        # A long line scrolls, so keys have to reach it.
        reached = '<pre class="sealed" tabindex="0" role="region" aria-label="{}">{}</pre>'
        written = json.dumps(sealed.columns, indent=2, ensure_ascii=False)
        return format_html(reached, capfirst(_("what stood there")), written)

    @transaction.atomic
    def change_view(self, request, object_id, form_url="", extra_context=None):
        response = super().change_view(request, object_id, form_url, extra_context)
        if isinstance(response, TemplateResponse):
            ledger.record(request.user, "read a sealed copy", response.context_data["original"])
        return response
