"""Forms for browsers that run no scripts, under `?plain=1`: lists instead of boxes that look rows
up, and an empty row in each table. templates/admin/change_form.html leads there, for them alone.
"""

ASKED_FOR = "plain"


def is_plain(request):
    return ASKED_FOR in request.GET


def rows_for(request, column, site):
    """The rows that whoever asks could look up for a relation: none where they may see no list."""
    page = site.get_model_admin(column.related_model)
    if not page.has_view_permission(request):
        return column.related_model._default_manager.none()
    return page.get_queryset(request).complex_filter(column.get_limit_choices_to())
