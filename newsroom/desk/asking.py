"""What the address of a list at the desk may ask about its rows."""

from django.contrib.admin.utils import flatten_fieldsets
from django.db.models.constants import LOOKUP_SEP

# How the filters of a list ask. Django takes every lookup, and fails on some: on a range of one
# day, or on the year nought.
ASKED = {"exact", "in", "isnull", "isempty", "gt", "gte", "lt", "lte"}
# Of the dates above a list, whose numbers Django looks at.
DATES = {"year", "month", "day"}


class AskedOnlyWhatItShows:
    """For pages of the desk: `?email__startswith=a` would tell letter by letter what is hidden."""

    def lookup_allowed(self, lookup, value, request):
        return (
            self._is_known(*lookup.split(LOOKUP_SEP))
            and lookup.partition(LOOKUP_SEP)[0] not in self._hidden(request)
            and super().lookup_allowed(lookup, value, request)
        )

    def _is_known(self, column, *how):
        known = ASKED | DATES if column == self.date_hierarchy else ASKED
        return not how or how[-1] in known

    def _hidden(self, request):
        """The columns of its pages that are left out for whoever asks."""
        every = self.fieldsets or [(None, {"fields": self.fields or ()})]
        shown = {*flatten_fieldsets(self.get_fieldsets(request)), self.date_hierarchy}
        return set(flatten_fieldsets(every)) - shown - set(self.get_list_filter(request))
