"""Forms for browsers that run no scripts, under `?plain=1`: lists instead of boxes that look rows
up, and an empty row in each table. templates/admin/change_form.html leads there, for them alone.
"""

from django.db.models import Q
from django.forms import Select

ASKED_FOR = "plain"


def is_plain(request):
    return ASKED_FOR in request.GET


def rows_for(request, column, site):
    """The rows that whoever asks could look up for a relation: none where they may see no list."""
    page = site.get_model_admin(column.related_model)
    if not page.has_view_permission(request):
        return column.related_model._default_manager.none()
    return page.rows_to_choose(request).complex_filter(column.get_limit_choices_to())


class ListOfRows(Select):
    """A list of what can be chosen, and of what is chosen already: a save lets that stand."""

    def keep(self, field, key):
        """Let the row with this key, which the stored row leads to, be in the list of a field."""
        rows = field.queryset
        if key and not rows.filter(pk=key).exists():
            field.queryset = rows.model._base_manager.filter(
                Q(pk__in=rows.order_by().values("pk")) | Q(pk=key)
            )
