from django import template

from articles.publishing.desk.waiting import worklists

register = template.Library()


@register.inclusion_tag("admin/_worklists.html", takes_context=True)
def desk_worklists(context):
    """The worklists of whoever is signed in, for the desk's first page."""
    return {"worklists": worklists(context["request"].user)}
