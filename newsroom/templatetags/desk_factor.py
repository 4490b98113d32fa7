from django import template

from newsroom.signin import factors

register = template.Library()


@register.inclusion_tag("account/_reminder.html", takes_context=True)
def desk_factor(context):
    """From when on somebody needs a second factor, for the desk’s first page; empty if they do not,
    or have one.
    """
    request = context["request"]
    if request.session.get(factors.HAS_FACTOR):
        return {}
    day = factors.needed_from(request.user)
    return {"day": day} if day and not factors.has_factor(request.user) else {}
