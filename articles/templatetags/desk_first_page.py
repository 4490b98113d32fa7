from django import template

from articles.planning.desk.first_page import FirstPage

register = template.Library()


@register.inclusion_tag("admin/_first_page.html", takes_context=True)
def desk_first_page(context):
    """The pieces that concern whoever is signed in, for the desk’s first page."""
    return {"first": FirstPage(context["request"].user)}
