"""Adding the public holidays of a country at the desk, a year at a time."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsroom.audit import ledger
from newsroom.kit.moments import day_of
from newsroom.kit.public_holidays import UnknownCountry, public_holidays
from newsroom.models import Holiday, Masthead

LONGEST_NAME = Holiday._meta.get_field("name").max_length


def first_empty_year():
    """This year, or the next one if this one has holidays already."""
    year = day_of().year
    return year + 1 if Holiday.objects.filter(day__year=year).exists() else year


class PublicHolidaysForm(forms.Form):
    """Asks for a country and a year; `days` are the holidays found, once it is valid."""

    country = forms.CharField(
        label=gettext_lazy("Country"),
        help_text=gettext_lazy("Its two letters: PL, UA, DE…"),
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year"), min_value=2000, max_value=2100, initial=first_empty_year
    )

    def clean_country(self):
        return self.cleaned_data["country"].upper()

    def clean(self):
        if self.errors:
            return
        country, year = self.cleaned_data["country"], self.cleaned_data["year"]
        try:
            self.days = public_holidays(country, year, Masthead.current().language)
        except UnknownCountry:
            words = _("No country with a calendar is called “%s”. Write its two letters, as in PL.")
            self.add_error("country", words % country)
        else:
            if not self.days:
                words = _("The calendar of %(country)s knows no public holidays in %(year)s.")
                self.add_error("year", words % {"country": country, "year": year})


class PublicHolidaysMixin:
    def get_urls(self):
        view = self.admin_site.admin_view(self.public_view)
        return [path("public/", view, name="newsroom_holiday_public"), *super().get_urls()]

    def public_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PublicHolidaysForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            year = form.cleaned_data["year"]
            _tell(request, *_add(form.days, form.cleaned_data["country"], year, by=request.user))
            page = reverse("admin:newsroom_holiday_changelist")
            return HttpResponseRedirect(f"{page}?day__year={year}")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add public holidays"),
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/newsroom/holiday/public.html", context)


@transaction.atomic
def _add(found, country, year, *, by):
    """Add the days that are missing, and return (added, there already): those stay as they are."""
    added, there = [], []
    for day, name in found.items():
        name = Truncator(name).chars(LONGEST_NAME)
        holiday, is_new = Holiday.objects.get_or_create(day=day, defaults={"name": name})
        (added if is_new else there).append(holiday)
    if added:
        days = [holiday.day for holiday in added]
        ledger.record(by, "add public holidays", country=country, year=year, days=days)
    return added, there


def _tell(request, added, there):
    if added:
        words = ngettext(
            "%(count)s holiday was added: %(days)s.",
            "%(count)s holidays were added: %(days)s.",
            len(added),
        )
        messages.success(request, words % {"count": len(added), "days": _listed(added)})
    if there:
        words = ngettext(
            "%(count)s holiday was there already, and was left as it is: %(days)s.",
            "%(count)s holidays were there already, and were left as they are: %(days)s.",
            len(there),
        )
        messages.info(request, words % {"count": len(there), "days": _listed(there)})


def _listed(holidays):
    return "; ".join(map(str, holidays))
