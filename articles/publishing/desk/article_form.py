from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Tag
from articles.models.choices import Funding
from articles.publishing.desk.body_editor import BodyWidget
from articles.publishing.desk.gone import LEADING, deleted_since
from articles.publishing.desk.tags import TagLine
from articles.publishing.page_address import taken
from articles.writing.assigning import assignable
from articles.writing.desk.vanishing import AsksWhatVanishes
from newsroom.called import called
from newsroom.desk.forms import DeskForm


class Growing(forms.Textarea):
    """A text of the page itself: as many lines as it has, without a box."""

    def __init__(self, placeholder, **attrs):
        super().__init__({"rows": 1, "dir": "auto", "placeholder": placeholder, **attrs})


class People(forms.ModelChoiceField):
    """Members of staff, by their names."""

    def label_from_instance(self, user):
        return called(user)


class ArticleForm(AsksWhatVanishes, DeskForm):
    """The form of the working copy.

    A form is stale when the article's `edit` has moved on: a new byline or grant counts as well.
    It is put together with what came since before it gets here, unless there is a mistake in it.
    """

    STALE = _(
        "Nothing is saved yet, and what you typed is still here. Correct what is marked, and save "
        "it: it is put together then with what others saved."
    )

    editor = People(
        assignable(),
        required=False,
        empty_label=_("Nobody yet"),
        label=_("Editor"),
        help_text=Article._meta.get_field("editor").help_text,
    )

    class Meta:
        widgets = {
            "title": Growing(_("Title"), enterkeyhint="next"),
            "standfirst": Growing(_("Standfirst: a sentence or two that lead in")),
            "body": BodyWidget,
            "tags": TagLine,
            "lead_caption": Growing(_("Caption: left empty, the photo’s own")),
            "lead_credit": Growing(_("Credit: left empty, the photo’s own")),
        }

        help_texts = {"tags": _("With a comma between two.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "editor" in self.fields:
            self.fields["editor"].queryset = assignable(self.instance)
        if self.instance.pk is None and "title" in self.fields:
            self.fields["title"].widget.attrs["autofocus"] = True
        if "funding" in self.fields and self.instance.funding == Funding.IMPORTED:
            # No form sets it; a piece that came in so keeps it until somebody declares.
            choices = self.fields["funding"].choices
            self.fields["funding"].choices = [(Funding.IMPORTED, Funding.IMPORTED.label), *choices]

    def state(self):
        return str(self.instance.edit)

    def _clean_fields(self):
        """What cannot be chosen because it was deleted is told so, by its name."""
        super()._clean_fields()
        for name in {*LEADING} & {*self.errors} if self.instance.pk else ():
            if sentence := deleted_since(self.instance, name, self[name].data or ""):
                self.errors[name] = self.error_class([sentence], renderer=self.renderer)

    # Those that a form without tags makes.
    new_tags = ()

    def clean_slug(self):
        """A page is refused an address that is taken; that of a piece has its day before it."""
        slug = self.cleaned_data["slug"]
        if slug and self.instance.is_page and (sentence := taken(f"/{slug}/")):
            raise forms.ValidationError(sentence)
        return slug

    def clean_language(self):
        """A piece is there once in a language: an original takes that of no translation of it."""
        language = self.cleaned_data["language"]
        piece = self.instance
        changes = piece.pk and language != piece.language
        if changes and piece.translations.filter(language=language).exists():
            raise forms.ValidationError(_("The piece has a translation in this language already."))
        return language

    def clean_tags(self):
        """The tags that exist, as they are spelled, and those that will be made."""
        tags = Tag.objects.read(self.cleaned_data["tags"])
        self.new_tags = Tag.objects.unknown(self.cleaned_data["tags"])
        return sorted(tag.name for tag in tags)
