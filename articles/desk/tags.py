from django import forms
from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from taggit import admin as stock
from taggit.models import Tag

from newsroom.addresses.models import LEADS_ELSEWHERE, FormerAddress
from newsroom.desk.forms import DeskForm
from newsroom.desk.model_admin import DeskAdmin
from newsroom.kit.text import name_key, refuse_unprintable, tidy_line

# The page that taggit registers has a merge that asks for no permission.
admin.site.unregister(stock.Tag)


class TagForm(DeskForm):
    def clean_name(self):
        name = tidy_line(self.cleaned_data["name"])
        refuse_unprintable(name)
        others = Tag.objects.exclude(pk=self.instance.pk).values_list("name", flat=True)
        if name_key(name) in map(name_key, others):
            raise forms.ValidationError(self.TAKEN)
        return name

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if FormerAddress.objects.of_others(self.instance).filter(slug=slug).exists():
            raise forms.ValidationError(LEADS_ELSEWHERE)
        return slug


@admin.register(Tag)
class TagAdmin(DeskAdmin):
    form = TagForm
    list_display = ["name", "slug", "pieces"]
    search_fields = ["name"]
    ordering = ["name"]

    def get_fields(self, request, obj=None):
        return ["name", "slug"] if obj else ["name"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(pieces=Count("article_tags"))

    @admin.display(description=_("articles"), ordering="pieces")
    def pieces(self, tag):
        return tag.pieces
