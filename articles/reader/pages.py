"""The pages of the publication itself: about, team, imprint, privacy and the like."""

from typing import Any

from articles.disclosure.naming import page_context
from articles.models.printed import Printed
from articles.reader.breadcrumbs import of_page
from articles.reader.frame import Frame
from articles.reader.menus import Link

# What schema.org calls a page that has such an address, however the publication calls it; a
# WebPage is all that can be said of any other (schema.org 30.0: AboutPage, ContactPage).
TYPES = {
    **dict.fromkeys(("about", "about-us", "o-nas", "pro-nas", "pra-nas", "ueber-uns"), "AboutPage"),
    **dict.fromkeys(("contact", "kontakt", "kontakty", "kantakty"), "ContactPage"),
}


def shown(piece: Printed) -> tuple[str, dict[str, Any]]:
    """The template that shows readers what stands at an address, and what it is told: the same
    for a page and its preview.
    """
    version = piece.version
    if version.is_page:
        kind = TYPES.get(version.path.strip("/"), "WebPage")
        told = {"piece": piece, "page_type": kind, "crumbs": of_page(version)}
        return "articles/page.html", told
    return "articles/article.html", page_context(piece)


def neighbours(piece: Printed, frame: Frame) -> list[Link]:
    """The pages in the language of a page, itself among them; none where it is alone."""
    found = [link for link in frame.pages if link.language == piece.version.language]
    return found if len(found) > 1 else []
