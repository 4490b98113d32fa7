"""The front page as readers see it, at the desk: the draft, and what was shown at a moment."""

from datetime import date

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.front.composing import compose
from articles.front.models.arrangement import Arrangement
from articles.front.page import context
from newsroom.desk.dates import MomentInput
from newsroom.desk.forms import refuse_beyond_time
from newsroom.kit import clock
from newsroom.kit.moments import midnight

# Before this nobody had a front page here, and dates that reach back from it are no dates.
FIRST = midnight(date(1970, 1, 1))


class AtForm(forms.Form):
    """The moment of which the front page is asked, by the clocks of the publication."""

    at = forms.DateTimeField(
        required=False, widget=MomentInput, validators=[refuse_beyond_time], label=_("As on")
    )

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at and at < FIRST:
            raise ValidationError(_("No clock shows this moment: check the year."))
        return at


def look(request, blocks_at, *, is_draft):
    """Answer with the front page of `?at=` (now, unless it says another), made of the blocks that
    `blocks_at` gives for a moment.
    """
    form = AtForm(request.GET)
    at = (form.cleaned_data["at"] if form.is_valid() else None) or clock.now()
    return render(
        request,
        "admin/front/page.html",
        context(compose(blocks_at(at), at))
        | {
            "form": form,
            "at": at,
            "zone": settings.TIME_ZONE,
            "is_draft": is_draft,
            "arrangement": None if is_draft else Arrangement.objects.in_force(at).first(),
            "their_language": get_language(),
        },
    )
