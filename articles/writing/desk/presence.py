"""Who else is in a piece, on its page."""

from django.http import JsonResponse
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.writing import presences
from newsroom.called import called
from newsroom.desk.asking import is_key
from newsroom.desk.meanwhile import saved_since
from newsroom.kit.moments import on_the_clock


class PresenceMixin:
    """Whoever may read a piece is told who is in it; whoever may write in it is told of."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.here_view))
        own = path("<int:pk>/here/", view, name="articles_article_here")
        return [own, *super().get_urls()]

    def here_view(self, request, pk):
        """A page says that it is open; it is told who else is there, and what was saved since."""
        # A page that is merely open is nobody's work, and keeps no session alive.
        request.in_background = True
        article = self.row_to_read(request, pk)
        if self.has_change_permission(request, article):
            unsaved = request.POST.get("unsaved") == "1"
            presences.here(article, request.user, has_unsaved=unsaved)
        return JsonResponse(
            {"others": others(article, request.user), "saved": _saved(article, request.POST)}
        )

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context["others"] = others(obj, request.user)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def others(article, person):
    """Who else has the piece open, in sentences."""
    return [_sentence(one) for one in presences.others(article, person)]


def _sentence(one):
    told = {
        "who": called(one.person),
        "time": date_format(on_the_clock(one.since), "H:i"),
    }
    if one.has_unsaved:
        return _("%(who)s opened this piece at %(time)s and has unsaved text.") % told
    return _("%(who)s opened this piece at %(time)s.") % told


def _saved(article, data):
    """What others saved since a page was opened."""
    seen, _dot, number = data.get("seen", "").rpartition(".")
    if seen == str(article.edit) or not is_key(number):
        return []
    told = saved_since(article, int(number))
    return [*told, _("What you save is put together with that.")]
