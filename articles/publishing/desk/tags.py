"""Tags on the page of a piece: a line of names, which a script shows as chips and completes."""

from django.core.exceptions import PermissionDenied
from django.db.models import Case, When
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from taggit.forms import TagWidget

from articles.models import Tag
from articles.models.tagging import tag_key

SHOWN = 8


class TagLine(TagWidget):
    """Without scripts it is what it looks like: names between commas."""

    def get_context(self, name, value, attrs):
        told = {
            "data-suggests": reverse("admin:articles_article_tags"),
            "data-remove": _("Remove the tag %s"),
            "data-found": _("Tags that are there"),
        }
        return super().get_context(name, value, {**told, **(attrs or {})})


class SuggestsTags:
    """For the page of a piece: which tags there are that have some letters in their name."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.tags_view))
        return [path("tags/", view, name="articles_article_tags"), *super().get_urls()]

    def tags_view(self, request):
        if not request.user.has_perm("articles.view_tag"):
            raise PermissionDenied
        return JsonResponse({"names": suggested(request.GET.get("term", ""))})


def suggested(term):
    """The names of tags that have the term in them, in whatever spelling; those that begin with it
    come first.
    """
    key = tag_key(term.replace("\0", ""))
    if not key:
        return []
    begins_so = Case(When(key__startswith=key, then=0), default=1)
    found = Tag.objects.filter(key__contains=key).order_by(begins_so, "name")
    return list(found.values_list("name", flat=True)[:SHOWN])
