"""Every page but that of a piece, as schema.org describes it: JSON-LD, safe inside a script."""

from django.db.models import prefetch_related_objects
from django.urls import reverse

from articles.reader.paid_content import labelled_title
from articles.reader.structured import as_script, breadcrumbs, publisher
from newsroom.pictures.renditions import renditions


def structured_page(kind, shared, frame, listing=None, crumbs=None, **more):
    """A page of a type of schema.org, with the way to it and the pieces that are listed on it."""
    described = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": shared.url,
        "name": shared.title,
        "description": shared.description,
        "url": shared.url,
        "inLanguage": shared.language,
        "primaryImageOfPage": _picture(shared),
        "isPartOf": {"@type": "WebSite", "@id": f"{frame.site_url}/#site"},
        "publisher": publisher(frame.masthead, frame.site_url),
        "breadcrumb": breadcrumbs(crumbs, frame.site_url) if crumbs else None,
        "mainEntity": _list(listing, frame.site_url) if listing else None,
    }
    return as_script(described | more)


def structured_author(author, shared, frame, listing, crumbs):
    """The page of an author: who they are, and where else they are found."""
    # The page prints them as well.
    prefetch_related_objects([author], "handles")
    person = {
        "@type": "Person",
        "@id": f"{frame.site_url}{author.get_absolute_url()}#person",
        "name": author.name,
        "url": frame.site_url + author.get_absolute_url(),
        "description": author.bio,
        "sameAs": [handle.url for handle in author.handles.all()],
    }
    if portrait := renditions(author.photo):
        person["image"] = frame.site_url + portrait.whole
    if author.affiliation:
        person["affiliation"] = {"@type": "Organization", "name": author.affiliation}
    told = {name: value for name, value in person.items() if value}
    written = [
        {
            "@type": "Article",
            "headline": labelled_title(piece),
            "url": frame.site_url + piece.version.path,
            "datePublished": piece.version.first_published.isoformat(),
        }
        for piece in listing.pieces
    ]
    more = {"mainEntity": told, "hasPart": written}
    return structured_page("ProfilePage", shared, frame, crumbs=crumbs, **more)


def structured_home(shared, frame):
    """The site itself, and how it is searched."""
    site = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "@id": f"{frame.site_url}/#site",
        "name": frame.masthead.name,
        "description": shared.description,
        "url": f"{frame.site_url}/",
        "inLanguage": shared.language,
        "publisher": publisher(frame.masthead, frame.site_url),
    }
    site["potentialAction"] = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{frame.site_url}{reverse('search')}?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    return as_script(site)


def _list(listing, site_url):
    """The pieces of a page of a list, in order, by their addresses."""
    return {
        "@type": "ItemList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": labelled_title(piece),
                "url": site_url + piece.version.path,
            }
            for place, piece in enumerate(listing.pieces, 1)
        ],
    }


def _picture(shared):
    return {"@type": "ImageObject", "url": shared.picture_url} if shared.picture else None
