"""Where at the desk a row is shown."""

from django.contrib.admin import site
from django.contrib.admin.exceptions import NotRegistered
from django.urls import reverse

from articles.models import PublishedVersion

# What a row without a page of its own belongs to, the nearest first.
OWNERS = ("version", "entry", "article", "author", "report", "statement", "grant", "funder")


def page_of(row, request):
    """The address of the page of a row, or of what it belongs to; None where there is none that
    whoever asks may open.
    """
    for owner in (row, *(getattr(row, name, None) for name in OWNERS)):
        if owner is not None and _may_open(owner, request):
            kind = f"{owner._meta.app_label}_{owner._meta.model_name}"
            page = "page" if isinstance(owner, PublishedVersion) else "change"
            return reverse(f"admin:{kind}_{page}", args=[owner.pk])
    return None


def _may_open(row, request):
    try:
        return site.get_model_admin(type(row)).has_view_permission(request, row)
    except NotRegistered:
        return False
