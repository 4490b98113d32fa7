"""When somebody gets mail of what concerns them: chosen on the page of their account."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.models import MailChoice
from newsroom.signin.desk.pages import sent_from_the_account


class MailForm(forms.ModelForm):
    class Meta:
        model = MailChoice
        fields = ["when"]
        widgets = {"when": forms.RadioSelect}


def mail_form(user, data=None):
    """The form with what somebody has chosen, or with what holds until they do."""
    chosen = MailChoice.objects.filter(user=user).first()
    return MailForm(data, instance=chosen or MailChoice(user=user))


@sent_from_the_account
def choose_mail(request: HttpRequest) -> HttpResponse:
    """Keep when whoever is signed in wants mail."""
    form = mail_form(request.user, request.POST)
    if form.is_valid():
        form.save()
        messages.success(request, _("Mail: %s.") % form.instance.get_when_display())
    else:
        messages.error(request, _("Choose when you want mail: nothing was changed."))
    return HttpResponseRedirect(reverse("mfa_index") + "#mail")
