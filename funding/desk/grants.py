"""The money of a grant at the desk: how much, and whose share."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from funding.amounts import write_amount
from funding.models import GrantParty
from funding.neutral import has_neutral_words
from newsroom.desk.forms import DeskForm
from newsroom.desk.model_admin import DeskInline

# More than any grant to a newsroom ever was: a slip at the keyboard.
ABSURD = Decimal(10**11)


class Embargo(forms.DateTimeField):
    """A moment in the publication's time zone, as browsers let people choose one."""

    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M:%S")

    def __init__(self, *, help_text="", **kwargs):
        zone = _("In the publication’s time: %s.") % timezone.get_default_timezone_name()
        super().__init__(help_text=format_html("{} {}", help_text, zone), **kwargs)


class GrantForm(DeskForm):
    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if amount is not None and amount > ABSURD:
            words = _("%s is more than a grant can be: check the number of noughts.")
            raise ValidationError(words % write_amount(amount, "").strip())
        return amount


class PartyFormSet(BaseInlineFormSet):
    def clean(self):
        """Refuse shares that make more than the whole together."""
        super().clean()
        if any(self.errors):
            return
        total = sum(
            form.cleaned_data.get("share") or 0
            for form in self.forms
            if not self._should_delete_form(form)
        )
        if total > 100:
            words = _(
                "The shares make %s per cent together, more than the whole. Leave the share of "
                "a party empty if it passes on the money of another."
            )
            raise ValidationError(words % f"{total:.2f}".rstrip("0").rstrip("."))


class PartyInline(DeskInline):
    model = GrantParty
    formset = PartyFormSet
    autocomplete_fields = ["funder"]
    fields = ["funder", "role", "share", "position"]


def embargo_warning(grant):
    """What is missing for an embargo that has not ended, in words; nothing if nothing is."""
    embargoed = grant.embargoed_until and grant.embargoed_until > timezone.now()
    if not embargoed or has_neutral_words(grant):
        return ""
    return _(
        "The grant is under embargo and has no approved wording of a neutral statement: until it "
        "has one, its pieces cannot be published."
    )
