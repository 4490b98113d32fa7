"""What is sent to addresses that no page has a button for: by the desk’s scripts, or from a page in
another state.
"""

from articles.models import Article
from tests.filling_in import fields_of
from tests.permissions.presses import Press


def sent(address, client):
    """What is sent to each of the URLs of an address; `client` reads what it is made of."""
    for end, data in SENT.items():
        if address.pattern.endswith(end):
            for url in address.urls:
                yield Press(url, "", data(url, client) if callable(data) else data)


def the_page(url, client):
    """Whatever stands in the form of the piece."""
    return fields_of(client.get(url.replace("/typed/", "/change/")).content.decode())


def to_be_tied(url, client):
    """An original in another language. It is of a contributor, so whoever reads any piece may read
    it, and whether they tie another to it is up to that one.
    """
    piece = Article.objects.get(pk=url.split("/")[-3])
    theirs = Article.objects.filter(created_by__groups__name="Contributor", translation_of=None)
    return {"to": str(theirs.exclude(language=piece.language).latest("pk").pk)}


AUTOSAVE = {"_autosave": "a" * 24, "_number": "1", "title": "Typed"}
# By the end of the pattern.
SENT = {
    "/login/else/": {},
    "/article/autosave/": AUTOSAVE,
    "/article/<pk>/autosave/": AUTOSAVE,
    "/article/autosave/<row>/away/": {},
    "/article/<pk>/here/": {"unsaved": "1"},
    "/article/paste/": {"html": "<p>Pasted</p>"},
    "/article/<pk>/typed/": the_page,
    "/article/<pk>/texts/<edit>/": {},
    # Found by a search first, offered of a translation alone, and where the draft has no block.
    "/article/<pk>/tie/": to_be_tied,
    "/article/<pk>/untie/": {},
    "/frontblock/begin/": {},
}
