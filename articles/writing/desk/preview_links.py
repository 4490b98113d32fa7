"""Preview links at the desk: a page with those of a piece, and the forms that make and revoke."""

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from articles.writing.models.preview_link import LONGEST, USUAL
from articles.writing.preview_links import (
    LinkRefused,
    make_link,
    may_make,
    may_revoke,
    open_links,
    revoke,
)
from newsroom.kit.text import refuse_unprintable

PAGE, ONE = "articles_article_preview_links", "articles_article_preview_link"


class LinkForm(forms.Form):
    for_whom = forms.CharField(
        label=gettext_lazy("For whom"),
        help_text=gettext_lazy("So that you know later which one to revoke. They do not see it."),
        required=False,
        max_length=100,
        validators=[refuse_unprintable],
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days"),
        help_text=gettext_lazy("It ends by itself after so many days, 30 at most."),
        initial=USUAL,
        min_value=1,
        max_value=LONGEST,
    )


class PreviewLinksMixin:
    """For the admin of pieces: who may read one sees its links, who may write in it makes them."""

    def get_urls(self):
        def page(route, view, name):
            view = self.admin_site.admin_view(view)
            return path(f"<int:pk>/preview-links/{route}", view, name=name)

        return [
            page("", require_http_methods(["GET", "HEAD", "POST"])(self.preview_links_view), PAGE),
            page("<int:number>/", require_POST(self.preview_link_view), ONE),
            *super().get_urls(),
        ]

    def preview_links_view(self, request, pk):
        article = self.row_to_read(request, pk)
        form = LinkForm(request.POST if request.method == "POST" else None)
        if not form.is_valid():
            return self._links_page(request, article, form)
        try:
            made, key = make_link(article, by=request.user, **form.cleaned_data)
        except LinkRefused as refusal:
            form.add_error(None, str(refusal))
            return self._links_page(request, article, form)
        # Not led on to another page: the key would have to be kept on the way.
        address = settings.SITE_URL + reverse("preview", args=[key])
        return self._links_page(request, article, LinkForm(), made=made, address=address)

    def preview_link_view(self, request, pk, number):
        """Revoke a link; one that has ended meanwhile is no error."""
        article = self.row_to_read(request, pk)
        if link := article.preview_links.filter(pk=number).first():
            try:
                revoke(link, by=request.user)
            except LinkRefused as refusal:
                raise PermissionDenied(str(refusal)) from refusal
            self.message_user(request, _("The link is revoked: it shows nothing any more."))
        return HttpResponseRedirect(reverse(f"admin:{PAGE}", args=[article.pk]))

    def _links_page(self, request, article, form, **made):
        links = [(link, may_revoke(request.user, link)) for link in open_links(article)]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Preview links"),
            "opts": self.opts,
            "original": article,
            "form": form if may_make(request.user, article) else None,
            "links": links,
            **made,
        }
        status = 422 if form.errors else 200
        return render(request, "admin/articles/article/preview_links.html", context, status=status)
