"""Judging, beside a piece, whom its text mentions."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.disclosure.resolve import resolve
from articles.mentions.decisions import decide
from articles.mentions.detector import mentions
from articles.mentions.ties import speaking
from articles.models import MentionDecision
from newsroom.audit.digest import of_text
from newsroom.kit.fields import LinesFormField


class MentionForm(forms.Form):
    """The decision about one mention. A form that nobody touched records nothing."""

    use_required_attribute = False

    decision = forms.ChoiceField(
        label=_("decision"),
        choices=MentionDecision.Decision,
        widget=forms.RadioSelect,
        required=False,
    )
    reason = LinesFormField(
        label=_("because"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, mention, data=None):
        self.mention = mention
        made = mention.decision
        super().__init__(
            data,
            prefix="mention-" + of_text(mention.tie.key)[:12],
            auto_id="id_%s",
            initial={"decision": made.decision, "reason": made.reason} if made else None,
        )

    def clean(self):
        if self.cleaned_data.get("reason") and not self.cleaned_data.get("decision"):
            raise ValidationError(_("Say whether the mention is to be disclosed."))

    def apply(self, article, by):
        """Record what was chosen; raises ValidationError, and PermissionDenied for others."""
        if not self.is_valid():
            raise ValidationError([str(e) for errors in self.errors.values() for e in errors])
        if self.cleaned_data["decision"]:
            decide(article, self.mention.tie, **self.cleaned_data, by=by)


def mention_forms(found, data=None):
    """A form for each of the Mentions that were found."""
    return [MentionForm(mention, data) for mention in found]


class MentionsMixin:
    """Takes the decisions along with whatever button was pressed under the piece."""

    def response_change(self, request, article):
        if any(name.startswith("mention-") for name in request.POST):
            found = mentions(article, resolve(article), speaking(article))
            for form in mention_forms(found, request.POST):
                self._decide(request, article, form)
        return super().response_change(request, article)

    def _decide(self, request, article, form):
        try:
            form.apply(article, request.user)
        except ValidationError as problem:
            words = " ".join(problem.messages)
            messages.error(request, f"{form.mention.tie.name}: {words}")
