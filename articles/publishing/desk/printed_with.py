"""Photos and authors at the desk: what is printed with pieces that somebody may have approved."""

from django.contrib import admin, messages
from django.utils.html import format_html, format_html_join
from django.utils.translation import ngettext

from articles.desk.photos import PhotoAdmin as PlainPhotoAdmin
from articles.models import Article, Photo
from articles.models.choices import Stage
from articles.publishing.desk.moving import page_of
from articles.publishing.desk.one_person import OnePersonMixin
from articles.publishing.edits import changed_elsewhere

# Registers its own page of authors, which ours replaces.
from authors.admin import AuthorAdmin as PlainAuthorAdmin
from authors.models import Author
from newsroom.desk.model_admin import is_saving
from newsroom.kit.locking import held


class PrintedWithPieces:
    """Sends back what was approved and reads otherwise once the row is saved, and says so."""

    def get_object(self, request, object_id, from_field=None):
        """The row; while it is being saved, with the approved pieces that print it, locked."""
        found = super().get_object(request, object_id, from_field)
        if found and is_saving(request):
            list(held(_pieces(found).filter(stage=Stage.READY)))
        return found

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.tell_of_reviews(request, changed_elsewhere(_pieces(form.instance), by=request.user))

    def tell_of_reviews(self, request, pieces):
        if pieces:
            messages.warning(request, _in_review_again(pieces))


def _pieces(row):
    if isinstance(row, Photo):
        return row.pieces()
    return Article.objects.filter(pk__in=row.articles.values("pk"))


def _in_review_again(pieces):
    words = ngettext(
        "It is printed with a piece that was approved, and that is in review again:",
        "It is printed with pieces that were approved, and that are in review again:",
        len(pieces),
    )
    links = format_html_join(
        ", ", '<a href="{}"><bdi>{}</bdi></a>', ((page_of(piece), piece) for piece in pieces)
    )
    return format_html("{} {}.", words, links)


admin.site.unregister([Photo, Author])


@admin.register(Photo)
class PhotoAdmin(PrintedWithPieces, PlainPhotoAdmin):
    pass


@admin.register(Author)
class AuthorAdmin(OnePersonMixin, PrintedWithPieces, PlainAuthorAdmin):
    pass
