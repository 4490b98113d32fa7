"""Letting somebody in, by a link instead of a password."""

from smtplib import SMTPException

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.audit import ledger
from newsroom.kit import durations
from newsroom.signin import links
from newsroom.signin.desk.keeping import OfOnePerson


class InvitationForm(forms.ModelForm):
    """Makes an account of staff without a password: its owner sets that by a link."""

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email", "groups")
        labels = {"groups": gettext_lazy("Roles")}

    def save(self, commit=True):
        self.instance.is_staff = True
        self.instance.set_unusable_password()
        return super().save(commit)


class LetsIn(OfOnePerson):
    """For the page of people: nobody sees or sets the password of somebody else."""

    @admin.display(description=gettext_lazy("password"))
    def password_set(self, user):
        """Whether there is one; nothing of the password itself."""
        return _("Not chosen yet.") if links.is_invited(user) else _("Chosen by its owner.")

    def response_add(self, request, obj, post_url_continue=None):
        return HttpResponseRedirect(reverse("admin:auth_user_password_change", args=[obj.pk]))

    def user_change_password(self, request, id, form_url=""):
        """In the place of Django’s page that sets a password: a link with which its owner does."""
        user = self.whom_i_may_change(request, id)
        mails = links.mail_is_set_up() and bool(user.email)
        context = {"mails": mails, "invited": links.is_invited(user)}
        if request.method == "POST":
            if mails and self.mail_link(request, user):
                return HttpResponseRedirect(reverse("admin:auth_user_change", args=[user.pk]))
            with transaction.atomic():
                ledger.record(request.user, "make link", user)
            context["link"] = links.link_for(user)
            context["time"] = durations.in_words(links.seconds_of(user))
        title = _("Let %s choose a password") % user
        return self.page_of(request, user, "admin/auth/user/link.html", title, context)

    def mail_link(self, request, user):
        """Whether the mail left; if not, whoever asked is told.

        It is on record before that: nobody else waits for a mail server that hangs.
        """
        with transaction.atomic():
            ledger.record(request.user, "mail link", user)
        try:
            links.mail_link(user)
        except (SMTPException, OSError) as problem:
            words = _("The mail was not sent: %s. Hand the link over yourself.")
            messages.error(request, words % problem)
            return False
        messages.success(request, _("A link was mailed to %s.") % user.email)
        return True
