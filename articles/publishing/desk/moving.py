"""The buttons of an article: save first, then move."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.publishing.gate import problems
from articles.publishing.moves import MOVES
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused


class Moment(forms.DateTimeField):
    """A moment in the publication's time zone, as browsers let people choose one."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def clean(self, value):
        moment = super().clean(value)
        if moment and moment < timezone.now().replace(second=0, microsecond=0):
            raise forms.ValidationError(_("%s is in the past.") % value.replace("T", " "))
        return moment


class MoveForm(forms.Form):
    """What the table says that a move asks for, shown beside its button.

    `problems` finds those of the piece, and is called where a move asks about warnings.
    """

    use_required_attribute = False

    def __init__(self, verb, problems, data=None):
        super().__init__(data, prefix=f"move-{verb}", auto_id="id_%s")
        self.verb, self.move = verb, MOVES[verb]
        for name, asked in self.move.asks.items():
            field = FIELDS[name](problems)
            field.label, field.help_text, field.required = asked.label, asked.help_text, False
            if name != "acknowledged" or field.choices:
                self.fields[name] = field


def _words(problems):
    return forms.CharField(widget=forms.Textarea({"rows": 3}))


def _moment(problems):
    return Moment()


def _warnings(problems):
    warnings = [problem for problem in problems() if not problem.blocks]
    return forms.MultipleChoiceField(
        choices=[(warning.code, warning.message) for warning in warnings],
        widget=forms.CheckboxSelectMultiple,
    )


# How each thing that a move may ask for is entered.
FIELDS = {
    "note": _words,
    "public_note": _words,
    "at": _moment,
    "until": _moment,
    "acknowledged": _warnings,
}


def page_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])


class MovesMixin:
    def response_change(self, request, article):
        if "_confirm_guesses" in request.POST:
            return self._confirm_guesses(request, article)
        if "_move" in request.POST:
            return self._move(request, article, request.POST["_move"])
        return super().response_change(request, article)

    def _move(self, request, article, verb):
        try:
            told = _told(verb, article, request.POST)
            perform(verb, article, by=request.user, **told)
        except MoveRefused as refusal:
            messages.error(request, _("Saved, but not moved. %s") % refusal)
        else:
            messages.success(request, _done(verb, article, told.get("at")))
        return HttpResponseRedirect(page_of(article))

    def _confirm_guesses(self, request, article):
        open_guesses = article.guesses.filter(confirmed_at=None)
        count = open_guesses.update(confirmed_at=timezone.now(), confirmed_by=request.user)
        messages.success(request, _("Saved. Guesses confirmed: %d.") % count)
        return HttpResponseRedirect(page_of(article))


def _done(verb, article, at):
    """What happened, and since when readers will notice."""
    facts = {"move": MOVES[verb].label, "stage": article.get_stage_display()}
    if at and at > timezone.now():
        facts["moment"] = date_format(timezone.localtime(at), "DATETIME_FORMAT")
        return _("%(move)s: set for %(moment)s. Readers see no change before.") % facts
    return _("%(move)s: done. The piece is %(stage)s.") % facts


def _told(verb, article, data):
    """What the form beside the button says, or MoveRefused in the words of the field."""
    if verb not in MOVES or not MOVES[verb].by_hand:
        raise MoveRefused(_("There is no such move."))
    form = MoveForm(verb, lambda: problems(article), data)
    if not form.is_valid():
        lines = [
            f"{form.fields[name].label}: {error}"
            for name, errors in form.errors.items()
            for error in errors
        ]
        raise MoveRefused(" ".join(lines))
    return {name: value for name, value in form.cleaned_data.items() if value not in (None, "", [])}
