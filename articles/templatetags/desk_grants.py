from django import template

from articles.upkeep.desk.grants import grant_rows

register = template.Library()


@register.inclusion_tag("admin/_grants.html", takes_context=True)
def desk_grants(context):
    """The grants of whoever keeps them, with what each lacks, for the desk's first page."""
    user = context["request"].user
    rows, more = grant_rows(user)
    return {
        "rows": rows,
        "more": more,
        "may_see": user.has_perm("funding.change_grant"),
        "may_approve": user.has_perm("funding.approve_wording"),
    }
