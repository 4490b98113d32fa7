"""Authors who may be one person, side by side at the desk, and the press that merges them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles.publishing.one_person import CHOSEN, MergeRefused, may_merge, merge, state
from authors.lookalikes import look_alikes, pairs
from authors.models import Author
from newsroom.desk.asking import is_key
from newsroom.kit.text import name_key, tidy_line

SOME = 20


class OnePersonMixin:
    """For the admin of authors: who looks like whom, and merging two after a look at both."""

    def get_urls(self):
        def page(address, view, name):
            return path(address, self.admin_site.admin_view(view), name=f"authors_author_{name}")

        return [
            page("twice/", require_safe(self.twice_view), "twice"),
            page(
                "<int:pk>/same/",
                require_http_methods(["GET", "HEAD", "POST"])(self.same_view),
                "same",
            ),
            *super().get_urls(),
        ]

    def rows_to_choose(self, request):
        """Nobody is chosen any more who was merged into somebody else."""
        return super().rows_to_choose(request).filter(merged_into=None)

    def get_search_results(self, request, queryset, search_term):
        """The same, where they are looked up."""
        found, repeats = super().get_search_results(request, queryset, search_term)
        is_choosing = request.path == reverse("admin:autocomplete")
        return (found.filter(merged_into=None) if is_choosing else found), repeats

    def change_view(self, request, object_id, form_url="", extra_context=None):
        extra_context = {**(extra_context or {}), "may_merge": may_merge(request.user)}
        return super().change_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request, extra_context=None):
        extra_context = {**(extra_context or {}), "may_merge": may_merge(request.user)}
        return super().changelist_view(request, extra_context)

    def twice_view(self, request):
        """Every two who look alike."""
        _check_may(request)
        context = self._around(request, _("Perhaps on file twice")) | {"pairs": pairs()}
        return render(request, "admin/authors/author/twice.html", context)

    def same_view(self, request, pk):
        """Who looks like an author, or may be sought; with one of them, both side by side."""
        _check_may(request)
        author = self.row_to_change(request, pk)
        if author.merged_into:
            return HttpResponseRedirect(_page(author.survivor()))
        other = self._other(request, author)
        if other is None:
            return self._choosing(request, author)
        if request.method == "POST":
            answer = self._merged(request, author, other)
            if answer:
                return answer
        context = self._around(request, _("Are they one person?"), author) | {
            "other": other,
            "both": [author, other],
            "seen": state(author, other),
            "stays": _chosen(request, "stays", author, other),
            "rows": [_row(request, column, author, other) for column in CHOSEN],
        }
        status = 409 if request.method == "POST" else 200
        return render(request, "admin/authors/author/same.html", context, status=status)

    def _other(self, request, author):
        key = (request.POST if request.method == "POST" else request.GET).get("with", "")
        if not key:
            return None
        other = self.get_object(request, key) if is_key(key) else None
        if other is None or other == author or other.merged_into_id:
            messages.error(
                request, _("One of the two is merged already, or is not there any more.")
            )
            return None
        if not self.has_change_permission(request, other):
            raise PermissionDenied
        return other

    def _choosing(self, request, author):
        words = name_key(tidy_line(request.GET.get("q", "")))
        others = Author.objects.filter(merged_into=None).exclude(pk=author.pk)
        context = self._around(request, _("The same person as somebody else"), author) | {
            "alike": look_alikes(author),
            "q": request.GET.get("q", ""),
            "found": others.filter(key__contains=words)[:SOME] if words else [],
        }
        return render(request, "admin/authors/author/choose.html", context)

    def _merged(self, request, author, other):
        """Merge them and lead on; None where it was refused, which is told."""
        stays = _chosen(request, "stays", author, other)
        goes = other if stays == author else author
        taken = [one for one in CHOSEN if _chosen(request, f"take-{one}", author, other) == goes]
        try:
            back = merge(
                stays, goes, by=request.user, taken=taken, seen=request.POST.get("seen", "")
            )
        except MergeRefused as refusal:
            messages.error(request, str(refusal))
            return None
        told = _("“%(goes)s” is merged into “%(stays)s”, and its address leads there.")
        messages.success(request, told % {"goes": goes, "stays": stays})
        self.tell_of_reviews(request, back)
        return HttpResponseRedirect(_page(stays))

    def _around(self, request, title, author=None):
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "original": author,
        }


def _check_may(request):
    if not may_merge(request.user):
        raise PermissionDenied


def _chosen(request, name, author, other):
    """Which of the two was chosen under a name; without a choice, none was for `take-…`: then it is
    whoever has something there, first of all the one who stays.
    """
    sent = request.POST.get(name, "")
    for one in (author, other):
        if sent == str(one.pk):
            return one
    if name == "stays":
        return author
    column = name.removeprefix("take-")
    stays = _chosen(request, "stays", author, other)
    goes = other if stays == author else author
    return goes if getattr(goes, column) and not getattr(stays, column) else stays


def _row(request, column, author, other):
    """A field of both, with whose value is chosen: (name, label, chosen, [(author, value)])."""
    label = capfirst(Author._meta.get_field(column).verbose_name)
    chosen = _chosen(request, f"take-{column}", author, other)
    return column, label, chosen, [(one, getattr(one, column)) for one in (author, other)]


def _page(author):
    return reverse("admin:authors_author_change", args=[author.pk])
