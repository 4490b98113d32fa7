"""What authors have said about their interests, recorded with the piece."""

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
            speaking = Author.objects.filter(bylines__article=obj, bylines__role__in=AUTHORING)
            formset.form.base_fields["author"].queryset = speaking.distinct()
        return formset

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("author", "recorded_by")

    def has_change_permission(self, request, obj=None):
        return False
