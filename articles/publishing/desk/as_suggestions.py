"""The page of a piece, written as suggestions: its text is kept beside it, all else saved."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from articles.publishing.desk.moving import page_of
from articles.writing.proposals import moved, propose
from articles.writing.revisions import base
from newsroom.desk.asking import is_key
from newsroom.kit.fields import BodyField
from newsroom.kit.text import refuse_unprintable

# The tick, and what the address says of a page that opens with it. Its value is the key of the text
# that the page was opened with: what somebody suggests, or else the piece.
TICK, OPEN, THE_PIECE = "suggests", "suggest", "piece"


class AsSuggestionsMixin:
    """Stands before whatever puts together and saves: to that, the text is as it was opened."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and object_id and TICK in request.POST:
            article = self.get_object(request, unquote(object_id))
            if article is not None and self.has_change_permission(request, article):
                self._suggest_instead(request, article)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _suggest_instead(self, request, article):
        try:
            body = BodyField.tidy(request.POST.get("body", ""))
            refuse_unprintable(body)
        except ValidationError:
            # The form says so, at its field; nothing of it is saved.
            return
        edit = request.POST.get("seen", "").partition(".")[0]
        known = base(article, int(edit)) if is_key(edit) and int(edit) < 2**31 else None
        made_of = known["body"] if known else article.body
        own = article.proposals.filter(by=request.user).first()
        if own and request.POST[TICK] != str(own.pk):
            # The page was opened with another text: what it does not hold is suggested still.
            body = moved(made_of, body, own.body)
        kept = propose(article, body, base=made_of, by=request.user)
        told = _("Your suggestions are kept beside the piece, for its writer to take or leave.")
        messages.success(request, told if kept else _("You suggest nothing: it is as it stands."))
        data = request.POST.copy()
        data["body"] = made_of
        del data[TICK]
        if data.pop("_move", None):
            messages.warning(
                request, _("Not moved: what you suggest has to be taken or left first.")
            )
        request.POST, request.has_suggested = data, bool(kept)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None or request.method != "GET" or OPEN not in request.GET:
            return form
        request.own_text = obj.proposals.filter(by=request.user).first()
        if request.own_text is None:
            return form
        return type(form)(form.__name__, (OwnText, form), {"own_text": request.own_text.body})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        own = getattr(request, "own_text", None)
        context["suggesting"] = {
            "is_on": OPEN in request.GET if request.method == "GET" else TICK in request.POST,
            "key": request.POST.get(TICK) or (own.pk if own else THE_PIECE),
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def response_change(self, request, article):
        response = super().response_change(request, article)
        if getattr(request, "has_suggested", False) and response.status_code == 302:
            return HttpResponseRedirect(f"{page_of(article)}?{OPEN}=1")
        return response


class OwnText:
    """A form that opens with the text as somebody suggests it."""

    own_text = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["body"] = self.own_text
