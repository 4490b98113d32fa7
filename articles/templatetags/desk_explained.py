from django import template

from articles.desk import explained

register = template.Library()


@register.filter
def what_for(model):
    """What the pages of a model are for, in a line."""
    return explained.explained(model)
