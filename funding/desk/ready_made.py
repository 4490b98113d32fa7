"""Adding a ready-made statement at the desk: choose one, choose languages, fill in the blanks."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from funding.models import Funder, Grant
from funding.ready_made import Refused, add, catalogue
from funding.ready_made.adding import PERMISSIONS, owner_of
from newsroom.kit.text import refuse_unprintable

LONGEST_FILLING = 500


class ReadyMadeForm(forms.Form):
    """A box for each language of the publication that has a text, and its blanks under it."""

    def __init__(self, ready_made, grant, *args):
        super().__init__(*args)
        self.ready_made = ready_made
        spoken = dict(settings.LANGUAGES)
        self.languages = [language for language in ready_made.texts if language in spoken]
        for language in self.languages:
            self.fields[language] = forms.BooleanField(
                label=spoken[language],
                required=False,
                initial=language == settings.LANGUAGE_CODE,
            )
            for slot in ready_made.texts[language].slots:
                self.fields[f"{language}-{slot}"] = forms.CharField(
                    label=ready_made.slots[slot],
                    required=False,
                    max_length=LONGEST_FILLING,
                    validators=[refuse_unprintable],
                    initial=grant.title if grant and slot == "project" else "",
                )

    def parts(self):
        """For the page: each language’s box, its text, and the fields of its blanks."""
        for language in self.languages:
            text = self.ready_made.texts[language]
            yield self[language], language, text, self._blanks(language)

    def clean(self):
        for language in self.chosen():
            for blank in self._blanks(language):
                if blank.name not in self.errors and not self.cleaned_data[blank.name]:
                    self.add_error(blank.name, _("Fill this in, or leave out the language."))

    def chosen(self):
        return [language for language in self.languages if self.cleaned_data.get(language)]

    def slots(self):
        """What the blanks hold, by language."""
        return {
            language: {
                slot: self.cleaned_data[f"{language}-{slot}"]
                for slot in self.ready_made.texts[language].slots
            }
            for language in self.chosen()
        }

    def _blanks(self, language):
        return [self[f"{language}-{slot}"] for slot in self.ready_made.texts[language].slots]


class ReadyMadeMixin:
    def get_urls(self):
        choose = self.admin_site.admin_view(self.choose_view)
        fill = self.admin_site.admin_view(self.fill_view)
        return [
            path("ready-made/", choose, name="funding_statement_ready_made"),
            path("ready-made/<slug:key>/", fill, name="funding_statement_fill"),
            *super().get_urls(),
        ]

    def choose_view(self, request):
        grant, funder = _owner(request)
        fitting = [one for one in catalogue() if owner_of(grant, funder) in one.belongs_to]
        return self._page(request, "choose", grant, funder, fitting=fitting)

    def fill_view(self, request, key):
        grant, funder = _owner(request)
        ready_made = next((one for one in catalogue() if one.key == key), None)
        if ready_made is None or owner_of(grant, funder) not in ready_made.belongs_to:
            raise Http404
        form = ReadyMadeForm(ready_made, grant, request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                statement = add(
                    ready_made,
                    grant=grant,
                    funder=funder,
                    languages=form.chosen(),
                    slots=form.slots(),
                    by=request.user,
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                words = _("Added as drafts. Compare each with the agreement before it is approved.")
                messages.success(request, words)
                page = reverse("admin:funding_statement_change", args=[statement.pk])
                return HttpResponseRedirect(page)
        return self._page(request, "fill", grant, funder, ready_made=ready_made, form=form)

    def _page(self, request, name, grant, funder, **more):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add a ready-made statement"),
            "opts": self.opts,
            "owner": grant or funder or _("the site"),
            "query": request.GET.urlencode(),
            **more,
        }
        return TemplateResponse(request, f"admin/funding/statement/{name}.html", context)


def _owner(request):
    """The grant or the funder that the address names; neither for the site."""
    if not request.user.has_perms(PERMISSIONS):
        raise PermissionDenied
    keys = {name: request.GET.get(name) for name in ("grant", "funder")}
    if all(keys.values()) or not all(key is None or key.isdecimal() for key in keys.values()):
        raise Http404
    return tuple(
        get_object_or_404(model, pk=key) if key else None
        for model, key in zip((Grant, Funder), keys.values(), strict=True)
    )
