"""What the address of a page at the desk may ask about rows."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import FieldDoesNotExist
from django.db.models.constants import LOOKUP_SEP

# How the filters of a list ask. Django takes every lookup, and fails on some: on a range of one
# day, or on the year nought.
ASKED = {"exact", "in", "isnull", "isempty", "gt", "gte", "lt", "lte"}
# Of the dates above a list, whose numbers Django looks at.
DATES = {"year", "month", "day"}


def is_key(text):
    """Whether a text from outside can be the key of a row: of thousands of digits Python makes no
    number, and of twenty no database.
    """
    return text.isascii() and text.isdecimal() and len(text) < 19


class AskedOnlyWhatItShows:
    """For pages of the desk: `?email__startswith=a` would tell letter by letter what is hidden, and
    `?grants=7` which rows are tied to one that is.
    """

    def get_object(self, request, object_id, from_field=None):
        """The row. `?_to_field=` names no column, and Django fails as it looks for that."""
        return super().get_object(request, object_id, from_field or None)

    def changelist_view(self, request, extra_context=None):
        """The list. Of the rows that were chosen in it Django takes every text for a key, and fails
        as it looks for them.
        """
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(map(is_key, chosen)):
            request.POST = request.POST.copy()
            request.POST.setlist(ACTION_CHECKBOX_NAME, list(filter(is_key, chosen)))
        return super().changelist_view(request, extra_context)

    def lookup_allowed(self, lookup, value, request):
        column, *how = lookup.split(LOOKUP_SEP)
        return (
            self._is_known(column, *how)
            and self._is_shown(column, request)
            and super().lookup_allowed(lookup, value, request)
        )

    def _is_known(self, column, *how):
        """Of rows tied to others, one is asked for by its key, as the filters do: those know whose
        they may tell.
        """
        known = ASKED | DATES if column == self.date_hierarchy else ASKED
        if len(how) > 1 and how[-1] != "isnull":
            return how[-2:] == ("id", "exact")
        return not how or how[-1] in known

    def _is_shown(self, column, request):
        """Whether a column, or a relation, stands on some page for whoever asks. What is none may
        be the name of a filter.
        """
        try:
            return self.opts.get_field(column).name in self._shown(request)
        except FieldDoesNotExist:
            return True

    def _shown(self, request):
        names = flatten_fieldsets(self.get_fieldsets(request))
        names += [*self.get_list_display(request), self.date_hierarchy, self.opts.pk.name]
        for one in self.get_list_filter(request):
            column = one[0] if isinstance(one, tuple) else one
            names += [column.partition(LOOKUP_SEP)[0]] if isinstance(column, str) else []
        return set(names)
