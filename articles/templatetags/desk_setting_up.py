from django import template

from articles.setting_up.desk.offer import Offer

register = template.Library()


@register.simple_tag(takes_context=True)
def setting_up(context):
    """The offer to set up a newsroom that is new, for the desk’s first page."""
    return Offer(context["request"], context["masthead"])
