"""Importing a manuscript at the desk."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from articles.desk.uploading import keep
from articles.imports.pasting import read_pasted
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
    pictures = forms.BooleanField(
        label=gettext_lazy("Put the pictures of the file into the library"),
        required=False,
        initial=True,
    )
    language = forms.ChoiceField(
        choices=[("", gettext_lazy("as the manuscript reads")), *settings.LANGUAGES],
        label=gettext_lazy("Language"),
        required=False,
    )

    def __init__(self, *args, may_add_photos, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_add_photos:
            del self.fields["pictures"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file


class ImportMixin:
    def get_urls(self):
        views = (
            ("import/", self.import_view, "articles_article_import"),
            ("paste/", require_POST(self.paste_view), "articles_article_paste"),
        )
        own = [
            path(address, self.admin_site.admin_view(view), name=name)
            for address, view, name in views
        ]
        return [*own, *super().get_urls()]

    def paste_view(self, request):
        """Reads what is pasted into a text; nothing is stored. For whoever writes pieces."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        try:
            pasted = read_pasted(request.POST.get("html", ""))
        except (ManuscriptRefused, ValidationError) as refusal:
            words = getattr(refusal, "messages", None) or [str(refusal)]
            return JsonResponse({"refused": " ".join(words)}, status=400)
        return JsonResponse({"html": pasted.html, "remarks": pasted.remarks})

    def import_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ManuscriptForm(
            request.POST or None,
            request.FILES or None,
            may_add_photos=request.user.has_perm("articles.add_photo"),
        )
        if request.method == "POST" and form.is_valid():
            try:
                article, manuscript = _import(form.cleaned_data, request.user)
            except ManuscriptRefused as refusal:
                form.add_error("file", str(refusal))
            else:
                _tell(request, article)
                if form.cleaned_data.get("pictures"):
                    _keep_pictures(request, manuscript.pictures)
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
    return import_manuscript(
        file.read(),
        file.name,
        by=user,
        section=given["section"],
        language=given["language"] or None,
    )


def _tell(request, article):
    messages.success(request, _("Imported “%s”. Read it through before it goes on.") % article)
    if number := article.guesses.filter(confirmed_at=None).count():
        words = ngettext(
            "One guess is to be confirmed by you: it stands beside the text.",
            "%(number)d guesses are to be confirmed by you: they stand beside the text.",
            number,
        )
        messages.warning(request, words % {"number": number})


def _keep_pictures(request, pictures):
    """Put the pictures of a file into the library, and say so."""
    files = [ContentFile(picture.data, picture.name) for picture in pictures]
    kept, refused = keep(files, by=request.user)
    if kept:
        words = ngettext(
            "%(count)s picture of the file is in the library. It lacks a credit and a description, "
            "and stands nowhere in the text yet.",
            "%(count)s pictures of the file are in the library. They lack credits and "
            "descriptions, and stand nowhere in the text yet.",
            len(kept),
        )
        messages.info(request, words % {"count": len(kept)})
    for one in refused:
        messages.warning(request, f"{one.name}: {one.sentence}")
