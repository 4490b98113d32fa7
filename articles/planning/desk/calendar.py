"""The calendar at the desk: weeks and months, and the page on which a slot is moved."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from articles.desk.scope import seen_by
from articles.models import Article, PublishedVersion
from articles.planning.rescheduling import may_move, move_slot
from articles.planning.slots import MOST, days
from articles.publishing.desk.moving import MoveForm
from articles.publishing.gate import look
from articles.publishing.refusals import MoveRefused
from newsroom.desk.navigation import Page, Room, add_page
from newsroom.kit import clock
from newsroom.kit.moments import FIRST, LAST, day_of, on_the_clock, span

PERMISSION = "articles.view_article"
URL_NAME = "admin:articles_publishedversion_calendar"
WEEK = timedelta(days=7)
# What a slot keeps when it is moved, and what the publication of a piece asks beside.
KEPT = ("until", "first_published")


@dataclass(frozen=True)
class Span:
    """The days that the calendar shows, in whole weeks from Monday on, around a day."""

    day: date
    is_month: bool

    @classmethod
    def asked(cls, query):
        """The one that an address asks for; this week where it asks for nothing that there is."""
        try:
            day = date.fromisoformat(query.get("day", ""))
        except ValueError:
            day = day_of()
        # A week or two around it has to be on the calendar as well.
        day = min(max(day, FIRST + 7 * WEEK), LAST - 7 * WEEK)
        return cls(day, query.get("span") == "month")

    @property
    def first(self):
        start = self._month[0] if self.is_month else self.day
        return start - timedelta(days=start.weekday())

    @property
    def count(self):
        if not self.is_month:
            return 7
        return -(-(self._month[1] - self.first).days // 7) * 7

    @property
    def _month(self):
        return span(self.day.year, self.day.month)

    @property
    def title(self):
        if self.is_month:
            return date_format(self.day, "YEAR_MONTH_FORMAT")
        last = self.first + timedelta(days=6)
        facts = {"first": date_format(self.first), "last": date_format(last)}
        return _("%(first)s – %(last)s") % facts

    @property
    def before(self):
        return self._month[0] - timedelta(days=1) if self.is_month else self.day - WEEK

    @property
    def after(self):
        return self._month[1] if self.is_month else self.day + WEEK


class CalendarMixin:
    """For the page of versions: what is to come are versions already."""

    def get_urls(self):
        views = [
            ("calendar/", require_safe(self.calendar_view), "calendar"),
            ("<int:pk>/move/", require_http_methods(["GET", "POST"])(self.move_view), "move"),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"articles_publishedversion_{name}")
            for route, view, name in views
        ]
        return [*own, *super().get_urls()]

    def calendar_view(self, request):
        """What is published, scheduled, due and ends, of the pieces that whoever asks may see."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        shown = Span.asked(request.GET)
        pieces = seen_by(request.user, Article.objects.all())
        found, is_cut = days(_seen(request), pieces, shown.first, shown.count, clock.now())
        return self._page(
            request,
            "calendar",
            _("Calendar"),
            {
                "span": shown,
                "days": found,
                "today": day_of(),
                "zone": settings.TIME_ZONE,
                "most": MOST if is_cut else None,
                "movable": {
                    slot.version.pk
                    for day in found
                    for slot in day.slots
                    if slot.may_move and may_move(request.user, slot.article)
                },
                "is_empty": not any(day.slots or day.due for day in found),
            },
        )

    def move_view(self, request, pk):
        """A form that asks for another moment, and whatever a publication has to be told."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        version = get_object_or_404(_seen(request).select_related("article"), pk=pk)
        if not may_move(request.user, version.article):
            raise PermissionDenied
        form = _slot_form(request, version)
        if form.is_bound and form.is_valid() and self._moved(request, version, form):
            return HttpResponseRedirect(_calendar_at(form.cleaned_data["at"]))
        context = {"form": form, "version": version, "calendar": _calendar_at(version.live_from)}
        return self._page(request, "move", _("Move to another moment"), context)

    def _moved(self, request, version, form):
        try:
            move_slot(version, by=request.user, **form.told())
        except MoveRefused as refusal:
            form.add_error(None, _("Nothing was moved. %s") % refusal)
            return False
        moment = date_format(on_the_clock(form.cleaned_data["at"]), "DATETIME_FORMAT")
        facts = {"piece": version.title, "moment": moment}
        messages.success(request, _("“%(piece)s” is scheduled for %(moment)s.") % facts)
        return True

    def _page(self, request, name, title, context):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            **context,
        }
        return TemplateResponse(request, f"admin/planning/{name}.html", context)


def _slot_form(request, version):
    now = clock.now()
    warnings = [one for one in look(version.article, version.live_from).problems if not one.blocks]
    form = MoveForm("publish", request.user, request.POST or None, warnings=warnings)
    # Readers can be told otherwise about who paid only where they were told anything.
    explains = () if version.article.was_served(now) else ("note", "public_note")
    for name in (*KEPT, *explains):
        form.fields.pop(name, None)
    form.fields["at"].required, form.fields["at"].help_text = True, ""
    form.fields["at"].label = _("Move to")
    form.initial["at"] = version.live_from
    return form


def _seen(request):
    return seen_by(request.user, PublishedVersion.objects.all(), "article__")


def _calendar_at(moment):
    return reverse(URL_NAME, query={"day": day_of(moment).isoformat()})


add_page(
    Page(
        Room.CALENDAR,
        gettext_lazy("Calendar"),
        URL_NAME,
        PERMISSION,
    )
)
