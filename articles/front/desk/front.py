"""The room of the front page: the draft and its blocks, and what was arranged when."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles.front import kinds
from articles.front.desk.blocks import BlockForm, PlaceInline, free_places, kind_asked, row_asked
from articles.front.desk.looking import look
from articles.front.desk.ordering import Outdated, put_in_order
from articles.front.desk.room import ArrangeForm, room
from articles.front.models.arrangement import Arrangement
from articles.front.models.draft import FrontBlock
from articles.front.publishing import ArrangementRefused, arrange, cancel, take_up
from articles.front.reading import blocks_at, draft, frozen
from newsroom.audit import changes
from newsroom.desk.asking import is_key
from newsroom.desk.model_admin import DeskAdmin, ViewOnly
from newsroom.desk.navigation import Room
from newsroom.kit import clock
from newsroom.kit.moments import on_the_clock

ROOM = "admin:articles_frontblock_changelist"


def to_the_room(block=None):
    """Back to the room, and in it to the block that somebody has just moved."""
    return HttpResponseRedirect(reverse(ROOM) + (f"#block-{block}" if block else ""))


@admin.register(FrontBlock)
class FrontBlockAdmin(DeskAdmin):
    """The list of blocks is the room; the form of each asks for what its kind needs."""

    room = Room.FRONT
    leads_its_room = True
    form = BlockForm
    autocomplete_fields = ["section", "series", "tag"]
    inlines = [PlaceInline]
    change_form_template = "admin/front/block.html"

    class Media:
        css = {"all": ["desk/front.css"]}

    def get_urls(self):
        views = [
            ("begin/", require_POST(self.begin_view), "begin"),
            ("order/", require_POST(self.order_view), "order"),
            ("arrange/", require_POST(self.arrange_view), "arrange"),
            ("preview/", require_safe(self.preview_view), "preview"),
            ("shown/", require_safe(self.shown_view), "shown"),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"articles_frontblock_{name}")
            for route, view, name in views
        ]
        return [*own, *super().get_urls()]

    def get_fields(self, request, obj=None):
        return row_asked(request, obj).asks

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.new_kind = kind_asked(request)
        return form

    def get_inlines(self, request, obj):
        return self.inlines if row_asked(request, obj).length else []

    def get_changeform_initial_data(self, request):
        length = kinds.KINDS[kind_asked(request)].length
        return {"length": length, **super().get_changeform_initial_data(request)}

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Each row that stands ready has the number of its place."""
        block = obj if obj.pk else None
        initial = [{"position": number} for number in free_places(block, request)]
        return {**super().get_formset_kwargs(request, obj, inline, prefix), "initial": initial}

    def save_model(self, request, row, form, change):
        if not change:
            last = FrontBlock.objects.order_by("-position").first()
            row.position = last.position + 1 if last else 0
        super().save_model(request, row, form, change)

    def render_change_form(self, request, context, *args, **kwargs):
        """Of which kind another one would be is chosen in the room."""
        context |= {"show_save_and_add_another": False}
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(self, request, extra_context=None):
        """The room; a list for whoever asks for one, as the admin does when it deletes."""
        if request.method == "POST" or request.GET:
            return super().changelist_view(request, extra_context)
        return self._room(request, ArrangeForm())

    def _room(self, request, form):
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = room()
        if not form.is_bound:
            form.initial["seen"] = found["digest"]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Front page"),
            "form": form,
            "may_change": self.has_change_permission(request),
            "may_arrange": request.user.has_perm("articles.add_arrangement"),
            "sees_shown": request.user.has_perm("articles.view_arrangement"),
            **found,
        }
        return TemplateResponse(request, "admin/front/room.html", context)

    def begin_view(self, request):
        """The draft gets what the page has where nobody arranges it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            with transaction.atomic():
                for kind in kinds.FIRST:
                    row = FrontBlock(kind=kind, length=kinds.KINDS[kind].length)
                    row.save()
                    changes.added(request.user, row)
        except IntegrityError:
            messages.info(request, _("Somebody has begun already."))
        return to_the_room()

    def order_view(self, request):
        """The blocks in the order in which they were sent, one of them moved up or down."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        moved = {way: request.POST[way] for way in ("up", "down") if way in request.POST}
        try:
            put_in_order(request.POST.getlist("block"), by=request.user, **moved)
        except Outdated as refusal:
            messages.error(request, refusal)
        return to_the_room(next(filter(is_key, moved.values()), None))

    def arrange_view(self, request):
        if not request.user.has_perm("articles.add_arrangement"):
            raise PermissionDenied
        form = ArrangeForm(request.POST)
        if form.is_valid():
            try:
                made = arrange(by=request.user, **form.cleaned_data)
            except ArrangementRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                moment = date_format(on_the_clock(made.shown_from), "DATETIME_FORMAT")
                words = _("Readers are shown this front page from %s on.")
                messages.success(request, words % moment)
                return to_the_room()
        return self._room(request, form)

    def preview_view(self, request):
        """The draft as readers would see it, now or at a moment."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return look(request, lambda at: frozen(draft()), is_draft=True)

    def shown_view(self, request):
        """What the front page showed, or will show, at a moment."""
        if not request.user.has_perm("articles.view_arrangement"):
            raise PermissionDenied
        return look(request, blocks_at, is_draft=False)


@admin.register(Arrangement)
class ArrangementAdmin(ViewOnly, DeskAdmin):
    """What was arranged when. One that has not begun can be cancelled; any can be taken up."""

    room = Room.FRONT
    list_display = ["shown_from", "state", "frozen_by", "note"]
    date_hierarchy = "shown_from"
    fields = ["shown_from", "state", "frozen_at", "frozen_by", "note"]
    change_form_template = "admin/front/arrangement.html"

    class Media:
        css = {"all": ["desk/front.css"]}

    def get_urls(self):
        own = [
            path(
                f"<int:pk>/{route}/",
                self.admin_site.admin_view(require_POST(view)),
                name=f"articles_arrangement_{name}",
            )
            for route, view, name in (
                ("cancel", self.cancel_view, "cancel"),
                ("take-up", self.take_up_view, "take_up"),
            )
        ]
        return [*own, *super().get_urls()]

    def cancel_view(self, request, pk):
        arrangement = self.row_to_read(request, pk)
        return self._done(request, partial(cancel, arrangement), _("It is cancelled."))

    def take_up_view(self, request, pk):
        arrangement = self.row_to_read(request, pk)
        words = _("The draft is as it was arranged then. Readers see it once it is published.")
        return self._done(request, partial(take_up, arrangement), words)

    def _done(self, request, deed, words):
        try:
            deed(by=request.user)
        except ArrangementRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, words)
        return to_the_room()

    @admin.display(description=gettext_lazy("state"))
    def state(self, arrangement):
        if arrangement.cancelled_at:
            return _("cancelled")
        return _("scheduled") if arrangement.shown_from > clock.now() else _("shown")
