"""The library of photos as scripts of the desk ask for it, and the page on which many are sent."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from articles.desk.scope import photos_open_to
from articles.desk.uploading import keep
from articles.models import Photo

LENGTH = 24
# More at once than anybody shows in one text.
MOST = 200


class LibraryMixin:
    """Two addresses beside those of the pages of photos."""

    def get_urls(self):
        library = self.admin_site.admin_view(require_safe(self.library_view))
        upload = self.admin_site.admin_view(self.upload_view)
        return [
            path("library/", library, name="articles_photo_library"),
            path("upload/", upload, name="articles_photo_upload"),
            *super().get_urls(),
        ]

    def library_view(self, request):
        """Photos as JSON: those with the keys `id`, or a page of those that `q` finds."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        photos = self.get_queryset(request)
        if asked := request.GET.getlist("id"):
            keys = [int(key) for key in asked if key.isdecimal()]
            return JsonResponse({"photos": self.told(request, photos.filter(pk__in=keys[:MOST]))})
        photos, repeats = self.get_search_results(request, photos, request.GET.get("q", ""))
        photos = photos.order_by("-uploaded_at", "-pk")
        page = Paginator(photos.distinct() if repeats else photos, LENGTH).get_page(
            request.GET.get("page")
        )
        following = page.next_page_number() if page.has_next() else None
        return JsonResponse({"photos": self.told(request, page), "next": following})

    def upload_view(self, request):
        """Many photos at once; scripts send one after the other, and are answered in JSON."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        asks_for_data = request.accepts("application/json") and not request.accepts("text/html")
        if request.method == "POST":
            kept, refused = keep(request.FILES.getlist("files"), by=request.user)
            if asks_for_data:
                return JsonResponse(
                    {
                        "photos": self.told(request, kept),
                        "refused": [vars(one) for one in refused],
                    }
                )
            _tell_of(request, kept, refused)
            if kept and not refused:
                return HttpResponseRedirect(reverse("admin:articles_photo_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Upload photos"),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/photo/upload.html", context)

    def told(self, request, photos):
        """What scripts are told of photos; `change` is where one is described, for who may."""
        photos = list(photos)
        may_change = self.has_change_permission(request)
        open_to = photos_open_to(request.user, photos) if may_change else ()
        return [_told(photo, photo.pk in open_to) for photo in photos]


def _told(photo: Photo, may_change):
    picture = photo.picture
    return {
        "id": photo.pk,
        "name": str(photo),
        "small": picture.small if picture else "",
        "src": picture.src if picture else "",
        "made": picture.addresses if picture else [],
        "alt": photo.alt,
        "caption": photo.caption,
        "lacks": photo.lacks(),
        "change": reverse("admin:articles_photo_change", args=[photo.pk]) if may_change else "",
    }


def _tell_of(request, kept, refused):
    for one in refused:
        messages.error(request, format_html("<bdi>{}</bdi>: {}", one.name, one.sentence))
    if kept:
        words = ngettext(
            "%d photo is in the library. Say what it shows, who took it, and on what terms.",
            "%d photos are in the library. Say of each what it shows, who took it, on what terms.",
            len(kept),
        )
        messages.success(request, words % len(kept))
    elif not refused:
        messages.error(request, _("No file was chosen."))
