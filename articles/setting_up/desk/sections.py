"""The sections of the site, a name a line."""

from django import forms
from django.contrib import admin
from django.db.models import Max
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Section
from articles.setting_up.desk.parts import Part
from newsroom.desk.by_its_page import save
from newsroom.kit.fields import LinesFormField

MOST = 50


class SectionsForm(forms.Form):
    names = LinesFormField(
        label=gettext_lazy("New sections, one a line"),
        widget=forms.Textarea(
            {"rows": 6, "placeholder": gettext_lazy("News\nReportage\nOpinion\nCulture")}
        ),
        help_text=gettext_lazy(
            "They are shown in this order, after those that are there. Each gets a page and an "
            "address, and can be renamed later."
        ),
    )

    def clean_names(self):
        names = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len(names) > MOST:
            words = _("These are %(count)d names. Make at most %(most)d at once.")
            raise forms.ValidationError(words % {"count": len(names), "most": MOST})
        return names


class SectionsPart(Part):
    name = "sections"
    permissions = ("articles.add_section",)

    def ask(self, data=None):
        return SectionsForm(data, prefix=self.name)

    def save(self):
        """Each by the form of its own page, one after the other: the second of two that are
        spelled the same finds the first.
        """
        page = admin.site.get_model_admin(Section)
        form_of_one = page.get_form(self.request)
        last = Section.objects.aggregate(last=Max("position"))["last"]
        names = self.form.cleaned_data["names"]
        for position, name in enumerate(names, 0 if last is None else last + 1):
            one = form_of_one({"name": name, "position": position})
            if one.is_valid():
                save(page, self.request, one, change=False)
                continue
            for sentence in (words for found in one.errors.values() for words in found):
                self.form.add_error("names", f"“{Truncator(name).chars(40)}”: {sentence}")
        if self.form.errors:
            return None
        words = ngettext("%d section was made.", "%d sections were made.", len(names))
        return words % len(names)

    @property
    def there(self):
        return Section.objects.all()
