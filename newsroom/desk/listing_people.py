"""Lists of the desk say of people what they are called, not the name with which they sign in."""

from django.contrib import admin
from django.contrib.auth.models import User

from newsroom.called import called


class ListsPeople:
    """For lists with a column of who did something, or has it: `list_display` names that column."""

    def get_changelist_instance(self, request):
        """The rows and their people are read by now, as the columns ask for them."""
        found = super().get_changelist_instance(request)
        columns = [one for one in self.opts.concrete_fields if one.related_model is User]
        named = {column.name: _named(column) for column in columns}
        found.list_display = [named.get(name, name) for name in found.list_display]
        found.sortable_by = [named.get(name, name) for name in found.sortable_by]
        return found


def _named(column):
    @admin.display(description=column.verbose_name, ordering=column.name)
    def person(row):
        return called(getattr(row, column.name)) or None

    # The cells are called by it, for the styles.
    person.__name__ = column.name
    return person
