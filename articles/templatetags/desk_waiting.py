from django import template

from articles.publishing.desk.waiting import waiting_lists

register = template.Library()


@register.inclusion_tag("admin/_waiting.html", takes_context=True)
def desk_waiting(context):
    """What waits for whoever is signed in, for the desk's first page."""
    return {"lists": waiting_lists(context["request"].user)}
