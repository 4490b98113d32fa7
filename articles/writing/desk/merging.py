"""A page of a piece that is saved from an older copy is put together with what came since."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.writing.content import content_of
from articles.writing.desk.conflicts import shown
from articles.writing.desk.typed import Unreadable, fill_in, typed
from articles.writing.merge import merge
from articles.writing.names import Names
from articles.writing.revisions import base
from newsroom.audit import changes
from newsroom.desk.meanwhile import saved_since

# What the names of choices begin with, and the button that leads back to the form.
TAKE, BACK = "take-", "_back"


@dataclass(frozen=True)
class Together:
    """What was put together: `told` says who saved what meanwhile, `move` which move waits."""

    told: tuple[str, ...]
    move: str
    brings_something: bool


class MergesMixin:
    """Stands before whatever reads what was sent."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and object_id and BACK not in request.POST:
            answer = self._put_together(request, unquote(object_id))
            if answer is not None:
                return answer
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _put_together(self, request, object_id):
        """The page that asks what is to be taken, if something is; otherwise what was sent is
        what came of it, and None is returned.
        """
        article = self.get_object(request, object_id)
        if article is None or not self.has_change_permission(request, article):
            return None
        seen, _dot, number = request.POST.get("seen", "").rpartition(".")
        if seen == str(article.edit):
            return None
        known, stored = base(article, _number(seen)), content_of(article)
        form_class = self.get_form(request, article, change=True)
        form = form_class(request.POST, request.FILES, instance=article)
        formsets, _inlines = self._create_formsets(request, article, change=True)
        try:
            mine = typed(form, formsets, known or stored)
        except Unreadable:
            return None
        choices = {
            name.removeprefix(TAKE): choice
            for name, choice in request.POST.items()
            if name.startswith(TAKE)
        }
        found = merge(known, mine, stored, choices)
        told = tuple(saved_since(article, _number(number)))
        if found.open:
            return self._asking(request, article, found, known, stored, told)
        self._send_instead(request, article, found.content, form, formsets)
        request.together = Together(
            told, request.POST.get("_was_move", ""), found.content != stored
        )
        return None

    def _send_instead(self, request, article, content, form, formsets):
        data = request.POST.copy()
        seen = f"{article.edit}.{changes.last_number(article)}"
        fill_in(data, content, form, formsets, seen)
        # Nobody has read yet what came of it: nothing is moved with it.
        data["_was_move"] = data.pop("_move", [""])[-1]
        request.POST = data

    def _asking(self, request, article, found, known, stored, told):
        names = Names(known, found.content, stored)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Two of you changed the same"),
            "opts": self.opts,
            "original": article,
            "told": told,
            "is_known": known is not None,
            "conflicts": [shown(one, names) for one in found.open],
            "sent": _sent_again(request),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/articles/article/merging.html", context)

    def response_change(self, request, article):
        if together := getattr(request, "together", None):
            words = _("Yours and what others saved meanwhile are both in it now.")
            if not together.brings_something:
                words = _("You had changed nothing in it. This is what others saved meanwhile.")
            messages.warning(request, " ".join([words, *together.told]))
            if together.move:
                messages.warning(
                    request, _("Not moved: read it again as it is now, and press the button.")
                )
        return super().response_change(request, article)


def _number(text):
    """A number that was sent, or -1, which no edit has."""
    return int(text) if text.isdecimal() and len(text) < len(str(2**31)) else -1


def _sent_again(request):
    """(name, value) of all that was sent, to be sent once more with the choices."""
    left = ("csrfmiddlewaretoken",)
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in left
    ]
