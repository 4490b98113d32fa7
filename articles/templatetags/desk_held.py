from django import template

from articles.upkeep.desk.held import held_pieces

register = template.Library()


@register.inclusion_tag("admin/_held.html", takes_context=True)
def desk_held(context):
    """The pieces that do not appear as scheduled, for the desk’s first page."""
    return {"pieces": held_pieces(context["request"].user)}
