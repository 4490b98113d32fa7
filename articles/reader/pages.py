"""The pages of the publication itself: about, team, imprint, privacy and the like."""

from typing import Any

from django.utils.safestring import SafeString

from articles.disclosure.naming import page_context
from articles.models.printed import Printed
from articles.reader.structured import as_script
from newsroom.models import Masthead

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
    if piece.version.is_page:
        return "articles/page.html", {"piece": piece}
    return "articles/article.html", page_context(piece)


def structured_house_page(piece: Printed, masthead: Masthead, site_url: str) -> SafeString:
    """The JSON-LD of a page of the publication, safe inside a script element."""
    version = piece.version
    site = {"@type": "WebSite", "name": masthead.name, "url": f"{site_url}/"}
    return as_script(
        {
            "@context": "https://schema.org",
            "@type": TYPES.get(version.path.strip("/"), "WebPage"),
            "name": version.title,
            "description": version.standfirst,
            "url": site_url + version.path,
            "inLanguage": version.language,
            "datePublished": version.first_published.isoformat(),
            "dateModified": version.changed_at.isoformat(),
            "isPartOf": site,
        }
    )
