"""The money of a grant at the desk: how much, and whose share."""

from django import forms
from django.forms import BaseInlineFormSet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from funding.models import GrantParty
from funding.neutral import has_neutral_words
from funding.shares import refuse_more_than_the_whole
from newsroom.desk.model_admin import DeskInline
from newsroom.kit import clock


class Embargo(forms.DateTimeField):
    """A moment in the publication's time zone, as browsers let people choose one."""

    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M:%S")

    def __init__(self, *, help_text="", **kwargs):
        zone = _("In the publication’s time: %s.") % timezone.get_default_timezone_name()
        super().__init__(help_text=format_html("{} {}", help_text, zone), **kwargs)


class PartyFormSet(BaseInlineFormSet):
    def clean(self):
        """Say above the table what is refused of all shares together."""
        super().clean()
        if any(self.errors):
            return
        refuse_more_than_the_whole(
            form.cleaned_data.get("share")
            for form in self.forms
            if not self._should_delete_form(form)
        )


class PartyInline(DeskInline):
    model = GrantParty
    formset = PartyFormSet
    autocomplete_fields = ["funder"]
    fields = ["funder", "role", "share", "position"]


def embargo_warning(grant):
    """What is missing for an embargo that has not ended, in words; nothing if nothing is."""
    embargoed = grant.embargoed_until and grant.embargoed_until > clock.now()
    if not embargoed or has_neutral_words(grant):
        return ""
    return _(
        "The grant is under embargo and has no approved wording of a neutral statement: until it "
        "has one, its pieces cannot be published."
    )
