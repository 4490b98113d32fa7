"""Preview: what publishing would print now, through the page that readers get."""

from django.urls import path
from django.views.decorators.http import require_safe

from articles.disclosure.desk.reading import KeptBack
from articles.disclosure.resolve import resolve_filed
from articles.publishing.desk.kept_back import keeps_a_grant, spoken_of
from articles.publishing.freeze import freeze
from articles.publishing.funding_change import funding_change
from articles.publishing.funding_note import funding_note, put_above
from articles.reader.desk.looks import show
from newsroom.kit import clock


class PreviewMixin:
    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.preview_view))
        return [
            path("<int:pk>/preview/", view, name="articles_article_preview"),
            *super().get_urls(),
        ]

    def preview_view(self, request, pk):
        article = self.row_to_read(request, pk)
        kept = KeptBack(request.user)
        piece, resolution = as_printed_now(article, kept, by=request.user)
        problems = spoken_of(kept, resolution).problems
        return show(
            request,
            piece,
            "admin/articles/unpublished.html",
            fallbacks=[one for one in problems if one.code == "wording-fallback"],
            keeps_a_grant=keeps_a_grant(kept, resolution),
        )


def as_printed_now(article, kept, *, by, rules=None):
    """What publishing by somebody would print now, without what is `kept` back from whoever
    looks; and the resolution that it was made of, with it. `rules` are others than those that are
    stored.
    """
    now = clock.now()
    resolution = resolve_filed(article.filed(), now, rules)
    piece = freeze(article, spoken_of(kept, resolution), live_from=now)
    notes = piece.corrections
    change = funding_change(article, resolution, at=now, now=now, corrections=notes)
    if change and change.note:
        put_above(piece, funding_note(article, change.note, by=by, at=now))
    return piece, resolution
