"""A piece in several languages at the desk: all of them, and what makes and ties one."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles.models.page import IS_PAGE
from articles.publishing.desk.moving import page_of
from articles.publishing.translating import (
    TranslationRefused,
    in_all_languages,
    tie,
    translate,
    untie,
    untranslated,
)
from newsroom.desk.asking import is_key

PAGE, MAKE, TIE, UNTIE = (
    f"articles_article_{name}" for name in ("translations", "translate", "tie", "untie")
)
SOME = 10


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language"))

    def __init__(self, data=None, *, choices):
        super().__init__(data)
        self.fields["language"].choices = choices


class TranslatingMixin:
    """For the admin of pieces: whoever may read one sees it in all languages; whoever may begin
    pieces translates it, and whoever may write in it ties it to another.
    """

    def get_urls(self):
        def page(route, view, name):
            return path(f"<int:pk>/{route}/", self.admin_site.admin_view(view), name=name)

        return [
            page("translations", require_safe(self.translations_view), PAGE),
            page("translate", require_POST(self.translate_view), MAKE),
            page("tie", require_POST(self.tie_view), TIE),
            page("untie", require_POST(self.untie_view), UNTIE),
            *super().get_urls(),
        ]

    def translations_view(self, request, pk):
        return self._translations(request, self.row_to_read(request, pk))

    def translate_view(self, request, pk):
        article = self.row_to_read(request, pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = LanguageForm(request.POST, choices=untranslated(article))
        if not form.is_valid():
            return self._translations(request, article, form)
        try:
            made = translate(article, form.cleaned_data["language"], by=request.user)
        except TranslationRefused as refusal:
            form.add_error(None, str(refusal))
            return self._translations(request, article, form)
        words = _("It begins with the text of “%s”: write over it in the other language.")
        self.message_user(request, words % article.title)
        return HttpResponseRedirect(page_of(made))

    def tie_view(self, request, pk):
        article, key = self.row_to_change(request, pk), request.POST.get("to", "")
        if not is_key(key):
            return self._translations(request, article, refusal=_("Choose a piece."))
        try:
            tie(article, self.row_to_read(request, key), by=request.user)
        except TranslationRefused as refusal:
            return self._translations(request, article, refusal=str(refusal))
        self.message_user(request, _("Tied. Readers see it from the next publication on."))
        return self._back(article)

    def untie_view(self, request, pk):
        article = self.row_to_change(request, pk)
        if article.translation_of_id:
            untie(article, by=request.user)
            self.message_user(request, _("Untied. Readers see it from the next publication on."))
        return self._back(article)

    def _back(self, article):
        return HttpResponseRedirect(reverse(f"admin:{PAGE}", args=[article.pk]))

    def _translations(self, request, article, form=None, refusal=""):
        choices, sought = untranslated(article), request.GET.get("q", "").strip()[:200]
        context = {
            **self.admin_site.each_context(request),
            "title": _("In other languages"),
            "opts": self.opts,
            "original": article,
            "pieces": [
                (piece, self.has_view_permission(request, piece))
                for piece in in_all_languages(article)
            ],
            "form": (form or LanguageForm(choices=choices))
            if choices and self.has_add_permission(request)
            else None,
            "may_tie": self.has_change_permission(request, article),
            "sought": sought,
            "found": self._could_be(request, article, sought) if sought else [],
            "refusal": refusal,
        }
        status = 422 if refusal or (form and form.errors) else 200
        template = "admin/articles/article/translations.html"
        return render(request, template, context, status=status)

    def _could_be(self, request, article, sought):
        """Pieces that whoever asks may read and that may be what this one is a translation of."""
        others = self.get_queryset(request).exclude(language=article.language)
        others = others.filter(IS_PAGE) if article.is_page else others.exclude(IS_PAGE)
        found, _repeats = self.get_search_results(request, others, sought)
        return found.exclude(pk=article.pk).distinct()[:SOME]
