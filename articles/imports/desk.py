"""Importing a manuscript at the desk."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.imports.refusal import ManuscriptRefused
from articles.imports.source import LARGEST
from articles.imports.store import import_manuscript
from articles.models import Section
from articles.publishing.desk.moving import page_of


class ManuscriptForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Word (.docx), plain text, Markdown or HTML, up to 20 MB."),
        allow_empty_file=True,
    )
    section = forms.ModelChoiceField(
        Section.objects.all(),
        label=gettext_lazy("Section"),
        required=False,
        help_text=gettext_lazy("Left empty, it is read from the manuscript."),
    )
    language = forms.ChoiceField(
        choices=[("", gettext_lazy("as the manuscript reads")), *settings.LANGUAGES],
        label=gettext_lazy("Language"),
        required=False,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file


class ImportMixin:
    def get_urls(self):
        view = self.admin_site.admin_view(self.import_view)
        return [path("import/", view, name="articles_article_import"), *super().get_urls()]

    def import_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ManuscriptForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                article = _import(form.cleaned_data, request.user)
            except ManuscriptRefused as refusal:
                form.add_error("file", str(refusal))
            else:
                _tell(request, article)
                return HttpResponseRedirect(page_of(article))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import a manuscript"),
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/articles/article/import.html", context)


def _import(given, user):
    file = given["file"]
    article, _manuscript = import_manuscript(
        file.read(),
        file.name,
        by=user,
        section=given["section"],
        language=given["language"] or None,
    )
    return article


def _tell(request, article):
    messages.success(request, _("Imported “%s”. Read it through before it goes on.") % article)
    if number := article.guesses.filter(confirmed_at=None).count():
        words = ngettext(
            "One guess is to be confirmed by you: it stands beside the text.",
            "%(number)d guesses are to be confirmed by you: they stand beside the text.",
            number,
        )
        messages.warning(request, words % {"number": number})
