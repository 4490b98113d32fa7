"""What the readers' templates cannot say themselves."""

from django import template

from articles.reader import structured
from articles.reader.logos import shown
from newsroom.pictures.renditions import renditions

register = template.Library()


@register.filter
def portrait(file):
    """The renditions of a stored picture whose size is not known, or None."""
    return renditions(file)


@register.filter
def lead_picture(version):
    """The renditions of a version's lead image, or None."""
    return renditions(version.lead_file, version.lead_width, version.lead_height)


@register.filter
def as_logos(logos):
    """Funders' logos with the sizes in which they stand beside each other."""
    return shown(logos)


@register.simple_tag
def structured_data(piece, grants, frame):
    """The JSON-LD of a piece. It is data: no browser runs it, so no policy has to allow it."""
    return structured.structured(piece, grants, frame.masthead, frame.site_url)
