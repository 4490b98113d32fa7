"""What the readers' templates cannot say themselves."""

from django import template

from articles.reader.body import printed_body
from articles.reader.logos import shown
from articles.reader.structured import structured
from newsroom.kit.languages import with_territory
from newsroom.pictures.renditions import renditions

register = template.Library()
register.filter("portrait", renditions)
register.filter("as_logos", shown)
register.filter(with_territory)
register.simple_tag(structured)
register.simple_tag(printed_body)


@register.filter
def told_in(grants, group):
    """Those of some printed grants that a `NoticeGroup` is the first to tell of."""
    return [printed for printed in grants if printed.grant_id in group.grants]
