"""What authors have said about their interests, recorded with the piece."""

from functools import partial

from django.forms.models import BaseInlineFormSet

from articles.models import InterestConfirmation
from articles.models.choices import AUTHORING
from authors.models import Author
from newsroom.desk.model_admin import DeskInline


class ConfirmationFormSet(BaseInlineFormSet):
    recorded_by = None

    def save_new(self, form, commit=True):
        form.instance.recorded_by = self.recorded_by
        return super().save_new(form, commit)


def _choices(article):
    bylines = article.bylines.all() if article else ()
    speaking = [one.author for one in bylines if one.role in AUTHORING]
    return [("", "---------"), *((author.pk, str(author)) for author in dict.fromkeys(speaking))]


class ConfirmationInline(DeskInline):
    """Confirmations are added and deleted, and never changed."""

    model = InterestConfirmation
    formset = ConfirmationFormSet
    fields = ["author", "confirmed_at", "recorded_by"]
    readonly_fields = ["confirmed_at", "recorded_by"]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.recorded_by = request.user
        if "author" in formset.form.base_fields:
            author = formset.form.base_fields["author"]
            speaking = Author.objects.filter(bylines__article=obj, bylines__role__in=AUTHORING)
            author.queryset = speaking.distinct()
            # Asked while the page is written: by then the bylines were read, for their own table.
            author.choices = partial(_choices, obj)
        return formset

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("author", "recorded_by")

    def has_change_permission(self, request, obj=None):
        return False
