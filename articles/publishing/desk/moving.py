"""The buttons of an article: save first, then move."""

from copy import copy
from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.publishing.moves import MOVES
from articles.publishing.one_press import THROUGH, publish_through
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused
from newsroom.desk.dates import DayInput, MomentInput
from newsroom.desk.kept import taken
from newsroom.kit import clock
from newsroom.kit.fields import LinesFormField
from newsroom.kit.moments import on_the_clock

# The name under which a page is handed what was typed for a move that was refused.
TYPED = "typed"


class Moment(forms.DateTimeField):
    """A moment in the publication's time zone, as browsers let people choose one."""

    widget = MomentInput

    def clean(self, value):
        moment = super().clean(value)
        if moment and moment < clock.now().replace(second=0, microsecond=0):
            raise forms.ValidationError(_("%s is in the past.") % value.replace("T", " "))
        return moment


class Codes(forms.MultipleChoiceField):
    """The warnings that somebody has read. Which there are, `perform` looks up as it publishes."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value):
        return True


class MoveForm(forms.Form):
    """What the table says that a move asks somebody for, shown beside its button.

    `warnings` are those of the piece, as they are shown; without them any is taken for read.
    `way` are the verbs of all the moves that its button makes, where those are several.
    """

    use_required_attribute = False

    def __init__(self, verb, user, data=None, *, warnings=None, way=()):
        super().__init__(data, prefix=f"move-{verb}", auto_id="id_%s")
        self.verb, self.move = verb, MOVES[verb]
        self.button, self.way = THROUGH if way else verb, [MOVES[one].label for one in way]
        for name, asked in {**self.move.explains, **self.move.asks}.items():
            if not asked.may_be_told_by(user) or (name == "acknowledged" and warnings == []):
                continue
            field = FIELDS[name]()
            field.label, field.help_text, field.required = asked.label, asked.help_text, False
            self.fields[name] = field
        if warnings and "acknowledged" in self.fields:
            self.fields["acknowledged"].choices = [(one.code, one.message) for one in warnings]

    def told(self):
        """What can be read of it, by the names of the arguments of `perform`."""
        answers = self.cleaned_data if self.is_bound else {}
        return {name: value for name, value in answers.items() if value not in (None, "", [])}


def _words():
    return LinesFormField(widget=forms.Textarea({"rows": 3}))


def _day():
    return forms.DateField(widget=DayInput)


# How each thing that a move may ask for is entered.
FIELDS = {
    "address": partial(forms.CharField, max_length=300),
    "note": _words,
    "public_note": _words,
    "at": Moment,
    "until": Moment,
    "first_published": _day,
    "acknowledged": Codes,
}


def page_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def verb_of(pressed):
    """The move that a button is about: the one press asks what publishing asks."""
    return "publish" if pressed == THROUGH else pressed


def typed_beside(request):
    """(verb, what was sent) where a button of a move was pressed, else None."""
    pressed = request.POST.get("_move") if request.method == "POST" else None
    return pressed and (verb_of(pressed), request.POST)


class MovesMixin:
    def response_add(self, request, article, post_url_continue=None):
        if "_move" in request.POST and IS_POPUP_VAR not in request.POST:
            return self._move(request, article, request.POST["_move"])
        return super().response_add(request, article, post_url_continue)

    def response_change(self, request, article):
        if "_confirm_guesses" in request.POST:
            return self._confirm_guesses(request, article)
        if "_move" in request.POST:
            return self._move(request, article, request.POST["_move"])
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, article)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(page_of(article))

    def _move(self, request, article, pressed):
        verb = verb_of(pressed)
        make = publish_through if pressed == THROUGH else partial(perform, verb)
        try:
            told = _told(verb, request.user, request.POST)
            make(article, by=request.user, **told)
        except MoveRefused as refusal:
            messages.error(request, _("Saved, but not moved. %s") % refusal)
            return taken(request, self._shown_again(request, article, verb))
        messages.success(request, _done(verb, article, told.get("at")))
        return HttpResponseRedirect(page_of(article))

    def _shown_again(self, request, article, verb):
        """The page as it is saved, with what was typed beside the button.

        It is sent to the address of the piece, also where the piece was new.
        """
        typed = {TYPED: (verb, request.POST)}
        request = copy(request)
        request.method = "GET"
        return self.change_view(request, str(article.pk), page_of(article), typed)

    def _confirm_guesses(self, request, article):
        open_guesses = article.guesses.filter(confirmed_at=None)
        count = open_guesses.update(confirmed_at=clock.now(), confirmed_by=request.user)
        messages.success(request, _("Saved. Guesses confirmed: %d.") % count)
        return HttpResponseRedirect(page_of(article))


def _done(verb, article, at):
    """What happened, and since when readers will notice."""
    facts = {"move": MOVES[verb].label, "stage": article.get_stage_display()}
    if at and at > clock.now():
        facts["moment"] = date_format(on_the_clock(at), "DATETIME_FORMAT")
        return _("%(move)s: set for %(moment)s. Readers see no change before.") % facts
    return _("%(move)s: done. The piece is %(stage)s.") % facts


def _told(verb, user, data):
    """What the form beside the button says, or MoveRefused in the words of the field."""
    if verb not in MOVES or not MOVES[verb].by_hand:
        raise MoveRefused(_("There is no such move."))
    form = MoveForm(verb, user, data)
    if not form.is_valid():
        lines = [
            f"{form.fields[name].label}: {error}"
            for name, errors in form.errors.items()
            for error in errors
        ]
        raise MoveRefused(" ".join(lines))
    return form.told()
