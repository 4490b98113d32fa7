"""A block of the draft at the desk: what belongs to it, and what is pinned in its places."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _

from articles.desk.picking import PicksPhotos
from articles.front import kinds
from articles.front.models.draft import FrontBlock, FrontPlace
from newsroom.desk.forms import DeskForm, OrderedRowForm
from newsroom.desk.model_admin import DeskInline

# Where nothing fills the places, as many stand ready beside those that are pinned.
SPARE = 3


class BlockForm(DeskForm):
    """The form of a block of one kind. Its place on the page is no part of it: whoever orders the
    blocks meanwhile makes it no older.
    """

    new_kind = kinds.HAND

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.kind = self.new_kind
            self.instance.length = self.initial.get("length", self.instance.row.length)

    def state(self):
        kept, self.instance.position = self.instance.position, 0
        try:
            return super().state()
        finally:
            self.instance.position = kept

    def clean(self):
        cleaned = super().clean()
        if self.instance._state.adding and FrontBlock.objects.count() >= kinds.MOST_BLOCKS:
            words = _("The front page has at most %d blocks: take one out first.")
            raise ValidationError(words % kinds.MOST_BLOCKS)
        return cleaned


class PlaceForm(OrderedRowForm):
    """What is pinned to a place; one in which nothing is pinned is none."""

    def clean_article(self):
        """A page of the publication itself, as its imprint, stands in no list."""
        article = self.cleaned_data["article"]
        if article and article.is_page:
            raise ValidationError(_("This is a page and no piece: readers come to it by a menu."))
        return article


class PlaceFormSet(BaseInlineFormSet):
    def clean(self):
        """Refuse a place that the block does not have, and two pieces in one."""
        super().clean()
        seen = set()
        for form in self.forms:
            kept = form.has_changed() or form.instance.pk
            number = form.cleaned_data.get("position") if hasattr(form, "cleaned_data") else None
            if not kept or number is None or form.cleaned_data.get("DELETE"):
                continue
            if self.instance.row.fills and number > self.instance.length:
                words = _("This block has no place %d: let it show more pieces, or pin it above.")
                form.add_error("position", words % number)
            elif number in seen:
                form.add_error("position", _("Two pieces are pinned to the same place."))
            seen.add(number)


class PlaceInline(PicksPhotos, DeskInline):
    """A row for each place of the block, pinned or not."""

    model = FrontPlace
    form = PlaceForm
    formset = PlaceFormSet
    template = "admin/front/_places.html"
    autocomplete_fields = ["article", "photo"]
    fields = ["position", "article", "until", "title", "text", "photo"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("article", "photo")

    def get_extra(self, request, obj=None, **kwargs):
        return len(free_places(obj, request))

    def get_max_num(self, request, obj=None, **kwargs):
        row = row_asked(request, obj)
        if not row.fills:
            return kinds.MOST_PLACES
        return obj.length if obj else row.length

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "until":
            field.label = _("Pinned until (%s)") % settings.TIME_ZONE
        return field


def free_places(block, request):
    """The numbers of the places of a block, or of one that is being added, that hold no pin."""
    row = row_asked(request, block)
    held = set(block.places.values_list("position", flat=True)) if block and block.pk else set()
    if row.fills:
        length = block.length if block else row.length
        return [number for number in range(1, length + 1) if number not in held]
    if not row.length:
        return []
    first = max(held, default=0) + 1
    return list(range(first, min(first + SPARE, kinds.MOST_PLACES + 1)))


def kind_asked(request):
    """The kind of block that the address of the form asks for; one by hand, unless it is known."""
    asked = request.GET.get("kind", "")
    return asked if asked in kinds.KINDS else kinds.HAND


def row_asked(request, block):
    """What is known of the kind of a block, or of one that is being added."""
    return block.row if block else kinds.KINDS[kind_asked(request)]
