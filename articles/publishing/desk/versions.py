"""Published versions at the desk: what was live when. Nobody changes one."""

from datetime import UTC

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Q
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.desk.scope import PartScope, sees_all
from articles.disclosure.desk.reading import kept_funders, kept_grants
from articles.models import (
    PublishedVersion,
    VersionByline,
    VersionCorrection,
    VersionDisclosure,
    VersionGrant,
    VersionTag,
)
from articles.models.printed import read_printed
from articles.planning.desk.calendar import CalendarMixin
from articles.reader.desk.looks import show
from funding.models import Statement
from newsroom.desk.model_admin import DeskAdmin, ViewOnly
from newsroom.desk.navigation import Room
from newsroom.kit import clock


class LiveAt(admin.ListFilter):
    """What readers saw at a moment, given in the publication's time zone."""

    title = _("Live at")
    template = "admin/articles/publishedversion/live_at.html"
    parameter = "live_at"

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        if self.parameter in params:
            self.used_parameters[self.parameter] = params.pop(self.parameter)[-1]

    @property
    def value(self):
        return self.used_parameters.get(self.parameter, "")

    def has_output(self):
        return True

    def expected_parameters(self):
        return [self.parameter]

    def choices(self, changelist):
        others = changelist.params.items()
        return [{"name": name, "value": value} for name, value in others if name != self.parameter]

    def queryset(self, request, queryset):
        return queryset.shown(self._moment()) if self.value else queryset

    def _moment(self):
        try:
            moment = parse_datetime(self.value)
            moment = timezone.make_aware(moment) if timezone.is_naive(moment) else moment
            return moment.astimezone(UTC)
        except (ValueError, AttributeError, OverflowError) as error:
            raise IncorrectLookupParameters from error


class PartInline(ViewOnly, admin.TabularInline):
    """Frozen rows on the page of their version, for whoever may see versions."""

    extra = 0
    can_delete = False
    # Of a row with an address Django would ask the desk for a page that it does not have.
    view_on_site = False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_publishedversion")


class BylineInline(PartInline):
    model = VersionByline
    verbose_name_plural = _("Bylines as printed")
    fields = ["name", "role", "affiliation", "bio"]


class DisclosureInline(PartInline):
    model = VersionDisclosure
    verbose_name_plural = _("Disclosures as printed")
    fields = ["kind", "text", "language", "basis", "is_printed"]


class GrantInline(PartInline):
    model = VersionGrant
    verbose_name_plural = _("Grants as printed")
    fields = ["title", "kind", "amount", "currency", "basis"]


class TagInline(PartInline):
    model = VersionTag
    verbose_name_plural = _("Tags as printed")
    fields = ["name"]


class CorrectionInline(PartInline):
    model = VersionCorrection
    verbose_name_plural = _("Corrections as printed")
    fields = ["kind", "text", "dated"]


@admin.register(PublishedVersion)
class PublishedVersionAdmin(CalendarMixin, ViewOnly, PartScope, DeskAdmin):
    room = Room.PIECES
    list_display = ["title", "number", "state", "live_from", "ends_at", "section_name", "language"]
    list_filter = [LiveAt, "funding", "section", "language"]
    search_fields = ["title", "path", "bylines__name", "disclosures__text"]
    date_hierarchy = "live_from"
    ordering = ["-live_from", "-pk"]
    view_on_site = False
    inlines = [BylineInline, DisclosureInline, GrantInline, CorrectionInline, TagInline]
    fieldsets = [
        (None, {"fields": ["title", "as_printed", "article", "number", "path"]}),
        (_("Life"), {
            "fields": ["state", "live_from", "expires_at", "live_until", "first_published_at",
                       "served_since", "frozen_at", "frozen_by"],
        }),
        (_("Filed under"), {"fields": [
            ("section_name", "kind"), ("issue_name", "issue_place"), ("series_name", "part"),
            ("language", "funding"),
        ]}),
    ]  # fmt: skip

    def get_queryset(self, request):
        """Without what names a grant or funder of which whoever asks may not read yet."""
        versions = super().get_queryset(request)
        if sees_all(request.user):
            return versions
        kept = kept_grants(request.user)
        named = VersionGrant.objects.filter(grant__in=kept)
        of_grants = Q(grant__in=kept) | Q(statement__grant__in=kept)
        spoken_of = VersionDisclosure.objects.filter(
            of_grants | Q(statement__funder__in=kept_funders(request.user)),
            statement__occasion=Statement.Occasion.NAMED,
        )
        versions = versions.exclude(pk__in=named.values("version"))
        return versions.exclude(pk__in=spoken_of.values("version"))

    def has_view_permission(self, request, obj=None):
        allowed = super().has_view_permission(request, obj)
        own = obj is None or obj.article.created_by_id == request.user.pk
        return allowed and (own or sees_all(request.user))

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.page_view))
        name = "articles_publishedversion_page"
        return [path("<int:pk>/page/", view, name=name), *super().get_urls()]

    def page_view(self, request, pk):
        """The version as readers were served it, whenever that was."""
        version = self.row_to_read(request, pk)
        (piece,) = read_printed(PublishedVersion.objects.filter(pk=version.pk))
        return show(request, piece, "admin/articles/unpublished.html", past=version)

    @admin.display(description=_("state"))
    def state(self, version):
        now, end = clock.now(), version.ends_at
        if end and end <= version.live_from:
            return _("cancelled")
        if version.live_from > now:
            return _("scheduled")
        return _("ended") if end and end <= now else _("live")

    @admin.display(description=_("until"))
    def ends_at(self, version):
        return version.ends_at

    @admin.display(description=_("as printed"))
    def as_printed(self, version):
        url = reverse("admin:articles_publishedversion_page", args=[version.pk])
        return format_html('<a href="{}">{}</a>', url, _("See the page as readers were served it"))
