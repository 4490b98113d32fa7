"""What the readers' templates cannot say themselves."""

from django import template

from articles.reader.bios import linked, telling, unsaid
from articles.reader.body import printed_body
from articles.reader.hints import supporters
from articles.reader.logos import shown
from articles.reader.structured import structured
from newsroom.kit.languages import with_territory
from newsroom.pictures.renditions import renditions

# Of every language, and straight ones.
OPENING = set("“„«‹‘‚»›\"'")

register = template.Library()
register.filter("portrait", renditions)
register.filter("as_logos", shown)
register.filter(with_territory)
register.simple_tag(structured)
register.simple_tag(printed_body)
register.simple_tag(linked, name="linked_bio")
register.simple_tag(supporters)
register.filter(telling)
register.filter(unsaid)


@register.filter
def told_in(grants, group):
    """Those of some printed grants that a `NoticeGroup` is the first to tell of."""
    return [printed for printed in grants if printed.grant_id in group.grants]


@register.filter
def lead_sizes(picture):
    """How wide a lead image stands: static/css/article.css."""
    if picture.is_narrow:
        return "(min-width: 60rem) 21rem, 100vw"
    return "(min-width: 68rem) 64rem, 100vw"


@register.filter
def hangs(text):
    """The class of what begins with a quotation mark, which hangs in the margin, or nothing."""
    return " hangs" if text.strip()[:1] in OPENING else ""
