"""What is asked of who turns a sentence into a grant, or declares that nobody paid."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.debt.groups import Group
from articles.debt.likeness import differ_in_small_words
from articles.debt.proposing import NewGrant, grants_that_say, what_it_names
from articles.models import FoundSentence, Section
from articles.upkeep.desk.reissuing import ReasonForm
from funding.models import Funder, Grant, Statement
from newsroom.kit.fields import LinesFormField

KINDS = (Statement.Kind.ACKNOWLEDGEMENT, Statement.Kind.VIEWS, Statement.Kind.LEGAL_LABEL)
# Nobody turns a sentence that was printed into a grant that is still to be confirmed.
STATUSES = [choice for choice in Grant.Status.choices if choice[0] != Grant.Status.PROPOSED]
# Of the columns.
LONG = 250


class NonePaidForm(ReasonForm):
    """Of which pieces it is said that nobody outside paid."""

    section = forms.ModelChoiceField(
        Section.objects.all(),
        label=gettext_lazy("Section"),
        required=False,
        empty_label=gettext_lazy("every section"),
    )
    until = forms.IntegerField(
        label=gettext_lazy("First published until the end of the year"),
        required=False,
        min_value=1000,
        max_value=9999,
    )

    field_order = ["section", "until", "reason"]


class Sentences(forms.ModelMultipleChoiceField):
    """Several sentences. A key that no database holds is none of them."""

    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError as problem:  # SQLite is asked for all of them at once.
            words = self.error_messages["invalid_choice"]
            told = {"value": ", ".join(value)}
            raise forms.ValidationError(words, "invalid_choice", told) from problem


class SettleForm(forms.Form):
    """A grant on file or a new one, with the words that are printed instead of the sentences."""

    sentences = Sentences(FoundSentence.objects.none(), widget=forms.CheckboxSelectMultiple)
    grant = forms.ModelChoiceField(
        Grant.objects.all(),
        label=gettext_lazy("Grant"),
        required=False,
        empty_label=gettext_lazy("one that is not on file"),
    )
    funder = forms.CharField(
        label=gettext_lazy("Who paid"), required=False, max_length=LONG, strip=True
    )
    title = forms.CharField(
        label=gettext_lazy("Project title"),
        required=False,
        max_length=LONG,
        help_text=gettext_lazy("Letter for letter as in the agreement."),
    )
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=STATUSES)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[(kind.value, kind.label) for kind in KINDS]
    )
    text = LinesFormField(
        label=gettext_lazy("What is printed instead"),
        help_text=gettext_lazy("Letter for letter as the agreement prescribes it."),
        widget=forms.Textarea,
    )
    reason = LinesFormField(
        label=gettext_lazy("On what evidence"),
        help_text=gettext_lazy("The agreement’s article, a letter. For the record."),
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, group: Group, *args):
        self.group = group
        super().__init__(*args, initial=_initial(group))
        sentences = [one.sentence for one in group.counted]
        self.fields["sentences"].queryset = FoundSentence.objects.filter(
            pk__in=[one.pk for one in sentences]
        )
        self.fields["text"].widget.attrs |= {"rows": 4, "lang": sentences[0].language}

    def clean(self):
        if self.cleaned_data.get("grant"):
            return
        for name, words in (("funder", _("Say who paid.")), ("title", _("Say what for."))):
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, words)
        for name, column in (("funder", Funder.name), ("title", Grant.title)):
            self._check(name, column.field)

    def _check(self, name, column):
        """What its column would not store is told at the field."""
        try:
            if self.cleaned_data.get(name):
                self.cleaned_data[name] = column.clean(self.cleaned_data[name], None)
        except forms.ValidationError as problem:
            self.add_error(name, problem)

    def chosen(self) -> set[str]:
        """The keys of the sentences that were ticked."""
        return set(map(str, self["sentences"].value() or ()))

    def of_a_new_grant(self) -> list[forms.BoundField]:
        return [self[name] for name in ("funder", "title", "status")]

    def of_the_words(self) -> list[forms.BoundField]:
        return [self[name] for name in ("kind", "text", "reason")]

    def the_grant(self) -> Grant | NewGrant:
        told = self.cleaned_data
        return told["grant"] or NewGrant(told["funder"], told["title"], told["status"])


def _initial(group):
    first = group.first.sentence
    grants = grants_that_say(first.text, first.language)
    named = what_it_names(first.text)
    return {
        # Who reads them ticks what differs in a name: two funders may nearly be called alike.
        "sentences": [
            one.sentence.pk
            for one in group.counted
            if differ_in_small_words(first.text, one.sentence.text)
        ],
        "grant": grants[0] if len(grants) == 1 else None,
        "funder": named.funder,
        "title": named.title,
        "status": named.status,
        "kind": first.kind,
        "text": first.text,
    }
