from django import template

from articles.upkeep.desk.due import due_rows

register = template.Library()


@register.inclusion_tag("admin/_due.html", takes_context=True)
def desk_due(context):
    """What is due soon for whoever is signed in, for the desk's first page."""
    return {"rows": due_rows(context["request"].user)}
