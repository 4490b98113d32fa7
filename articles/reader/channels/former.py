"""Where WordPress and Ghost have their feeds: whoever still reads there is led to ours."""

import re

from django.http import Http404
from django.urls import reverse

from articles.reader.scopes import find_scope

# What WordPress calls its formats (developer.wordpress.org, "WordPress Feeds"), and ours.
FORMS = {
    "rss": "rss.xml",
    "rss2": "rss.xml",
    "rdf": "rss.xml",
    "atom": "atom.xml",
    "json": "feed.json",
}
# Nobody comments here: who read the comments is led to the pieces.
OF_THE_SITE = re.compile(rf"/(?:comments/)?(?:feed(?:/({'|'.join(FORMS)}))?|rss)/?")
OF_A_PART = re.compile(
    rf"/(category|tag|author)/(?:[\w-]+/)*([\w-]+)/(?:feed(?:/({'|'.join(FORMS)}))?|rss)/?"
)
PARTS = {"category": "section", "tag": "tag", "author": "author"}


def former_feed(path: str, form: str | None = None) -> str | None:
    """The address of our feed for a path of theirs, of the same format where we have it; None for
    any other path, and for what there is not. `form` is what ``/?feed=`` asks for.
    """
    if path == "/" and form in FORMS:
        return _feed(form)
    if found := OF_THE_SITE.fullmatch(path):
        return _feed(found[1])
    if found := OF_A_PART.fullmatch(path):
        part, slug, form = found.groups()
        return _feed(form, **{PARTS[part]: slug})
    return None


def _feed(form, **subject):
    try:
        found = find_scope(**subject).subject
    except Http404:
        return None
    present = dict.fromkeys(subject, found and found.slug)
    return reverse("feed", kwargs=present | {"name": FORMS[form or "rss"]})
