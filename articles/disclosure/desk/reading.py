"""Who reads at the desk of which grant and funder, and so of all that is said about them.

The one place that decides it. From whoever does not see all are kept: grants that are only
proposed or under embargo, funders that stand in no others, and persons who have not agreed to be
named.
"""

from functools import cached_property

from django.contrib.admin import RelatedFieldListFilter
from django.db.models import Q

from articles.desk.scope import sees_all
from funding.models import Funder, Grant, GrantParty, Statement


def kept_grants(user):
    """The grants that somebody may not read of."""
    if sees_all(user):
        return Grant.objects.none()
    return Grant.objects.exclude(pk__in=Grant.objects.settled())


def kept_funders(user):
    """The funders that somebody may not read of. One that stands in no grant yet is read of."""
    if sees_all(user):
        return Funder.objects.none()
    parties = GrantParty.objects.order_by()
    settled = parties.filter(grant__in=Grant.objects.settled())
    unsettled = Q(pk__in=parties.values("funder")) & ~Q(pk__in=settled.values("funder"))
    return Funder.objects.filter(unsettled | Q(kind=Funder.Kind.PERSON, public=False))


class KeptBack:
    """What somebody may not read of: asked for once, and only where it is needed."""

    def __init__(self, user):
        self.user = user

    @cached_property
    def grants(self):
        return set(kept_grants(self.user).values_list("pk", flat=True))

    @cached_property
    def funders(self):
        return set(kept_funders(self.user).values_list("pk", flat=True))

    def holds(self, row):
        """Whether a grant or funder is among it, or that of a statement; None never is."""
        if isinstance(row, Statement):
            return row.grant_id in self.grants or row.funder_id in self.funders
        if isinstance(row, Grant):
            return row.pk in self.grants
        return isinstance(row, Funder) and row.pk in self.funders


class GrantScope:
    """For rows about grants or funders: they are read by whoever may read of each of them.

    The paths lead from a row to them. Where one leads to none, it keeps nothing back.
    """

    grant_paths = ("grant",)
    funder_paths = ()

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if sees_all(request.user):
            return rows
        kept = [(path, kept_grants(request.user)) for path in self.grant_paths]
        kept += [(path, kept_funders(request.user)) for path in self.funder_paths]
        for path, unread in kept:
            rows = rows.exclude(**{f"{path}__in": unread})
        return rows


class ReadableChoices(RelatedFieldListFilter):
    """A filter by grants or by funders: what there is to choose from is read as well.

    Whoever asks for another by its key is not told which rows are tied to it.
    """

    KEPT = {Grant: kept_grants, Funder: kept_funders}

    def queryset(self, request, queryset):
        kept = self.KEPT[self.field.related_model](request.user)
        if self.lookup_val and kept.filter(pk__in=self.lookup_val).exists():
            return queryset.none()
        return super().queryset(request, queryset)

    def field_choices(self, field, request, model_admin):
        kept = self.KEPT[field.related_model](request.user)
        of = field.related_model.objects.exclude(pk__in=kept)
        return field.get_choices(
            include_blank=False,
            ordering=self.field_admin_ordering(field, request, model_admin),
            limit_choices_to={"pk__in": of.order_by().values("pk")},
        )
