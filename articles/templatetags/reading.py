"""What the readers' templates cannot say themselves."""

from collections import Counter
from html import unescape

from django import template

from articles.reader.bios import linked, telling, unsaid
from articles.reader.body import printed_body
from articles.reader.contents import by_section
from articles.reader.hints import supporters
from articles.reader.logos import shown
from articles.reader.pages import neighbours
from articles.reader.paid_content import labelled_title
from articles.reader.reading_time import minutes
from articles.reader.sharing import embed_address, fediverse_creator, shared_page, shared_piece
from articles.reader.structured import structured
from articles.reader.structured_pages import structured_author, structured_home, structured_page
from articles.reader.ways_to_share import ways_to_share
from newsroom.kit.languages import base
from newsroom.pictures.renditions import renditions

# Of every language, and straight ones.
OPENING = set("“„«‹‘‚»›\"'")
TAGS_BESIDE = 8

register = template.Library()
register.filter("portrait", renditions)
register.filter("as_logos", shown)
register.filter("base_language", base)
register.filter(by_section)
register.filter(labelled_title)
register.filter(embed_address)
register.filter(fediverse_creator)
register.filter(minutes)
register.simple_tag(structured)
register.simple_tag(structured_author)
register.simple_tag(structured_home)
register.simple_tag(structured_page)
register.simple_tag(shared_page)
register.simple_tag(shared_piece)
register.simple_tag(ways_to_share)
register.simple_tag(printed_body)
register.simple_tag(neighbours)
register.simple_tag(linked, name="linked_bio")
register.simple_tag(supporters)
register.filter(telling)
register.filter(unsaid)


@register.simple_block_tag(end_name="endkept")
def kept(content):
    """What stands between the tags, as text in one line: with ``as``, for more than one place."""
    return " ".join(unescape(content).split())


@register.filter
def tags_beside(pieces, tag):
    """The tags that most of some pieces have beside one, as printed."""
    beside = [one for piece in pieces for one in piece.tags if one.tag_id != tag.pk]
    common = Counter(one.tag_id for one in beside).most_common(TAGS_BESIDE)
    named = {one.tag_id: one for one in reversed(beside)}
    return [named[key] for key, _number in common]


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
