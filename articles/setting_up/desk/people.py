"""Letting in the first people: each is sent a link, and chooses a password with it."""

import re
from itertools import chain, count

from django import forms
from django.contrib import admin
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.setting_up.desk.parts import Part
from newsroom.desk.by_its_page import save
from newsroom.signin import links, powers

ROWS, MOST = 3, 20
# Which of our fields asks for a column of the page of people; others are asked for by none.
ASKED_BY = {
    "first_name": "first_name",
    "last_name": "last_name",
    "email": "email",
    "groups": "role",
}
INVITED = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
# The name of an account takes these, besides letters and digits.
NOT_IN_NAMES = re.compile(r"[^\w.@+-]")
LONGEST = User._meta.get_field("username").max_length - 4


class PersonForm(forms.Form):
    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=150, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    role = forms.ModelChoiceField(
        Group.objects.none(), label=gettext_lazy("Role"), empty_label=gettext_lazy("no role yet")
    )

    def __init__(self, *args, giver, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = powers.roles_to_give(giver).order_by("name")
        self.fields["role"].required = False

    def clean_email(self):
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exists():
            raise ValidationError(_("Somebody with this address has an account already."))
        return email


class PeopleFormSet(forms.BaseFormSet):
    def clean(self):
        """Refuse a table in which nobody stands, and one in which somebody stands twice."""
        if any(self.errors):
            return
        if not self.filled():
            raise ValidationError(_("Write at least one address: nobody was invited."))
        stand_above = set()
        for row in self.filled():
            email = row.cleaned_data["email"].casefold()
            if email in stand_above:
                row.add_error("email", _("This address stands above already: each has their own."))
            stand_above.add(email)

    def filled(self):
        return [row for row in self.forms if row.has_changed()]


PeopleForms = forms.formset_factory(
    PersonForm,
    formset=PeopleFormSet,
    extra=ROWS,
    max_num=MOST,
    absolute_max=MOST,
    validate_max=True,
)


class PeoplePart(Part):
    name = "people"
    # As on the page of people: whoever adds somebody may change them as well.
    permissions = ("auth.add_user", "auth.change_user")

    def ask(self, data=None):
        given = {"giver": self.request.user}
        return PeopleForms(data, prefix=self.name, form_kwargs=given)

    @property
    def page(self):
        return admin.site.get_model_admin(User)

    def save(self):
        self.invited = [one for row in self.form.filled() if (one := self._invite(row))]
        if any(self.form.errors):
            return None
        words = ngettext("%d person was invited.", "%d people were invited.", len(self.invited))
        return words % len(self.invited)

    def _invite(self, row):
        """Make an account by the form of the page of people, or say in the row why not."""
        told = row.cleaned_data
        one = self.page.get_form(self.request)(
            {
                "username": free_username(told["email"]),
                "first_name": told["first_name"],
                "last_name": told["last_name"],
                "email": told["email"],
                "groups": [told["role"].pk] if told["role"] else [],
            }
        )
        if one.is_valid():
            return save(self.page, self.request, one, change=False)
        for name, found in one.errors.items():
            row.add_error(ASKED_BY.get(name), [*found])
        return None

    def afterwards(self):
        """Mail each of them the link; whoever runs no mail hands it over."""
        for person in self.invited if self.mails else ():
            self.page.mail_link(self.request, person)

    @property
    def mails(self):
        return links.mail_is_set_up()

    @property
    def there(self):
        """Who has not chosen a password yet, with the way to their link."""
        people = User.objects.filter(INVITED, is_active=True, is_staff=True)
        return people.prefetch_related("groups").order_by("-date_joined", "-pk")[:MOST]

    @property
    def number(self):
        """How many have an account that opens the desk."""
        return User.objects.filter(is_active=True, is_staff=True).count()


def free_username(email):
    """A name of an account that nobody has, made from what stands before the @."""
    name = NOT_IN_NAMES.sub("", email.partition("@")[0]).lower()[:LONGEST] or "person"
    names = chain([name], (f"{name}{number}" for number in count(2)))
    return next(one for one in names if not User.objects.filter(username__iexact=one).exists())
