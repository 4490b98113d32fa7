"""What the desk’s scripts send, to addresses that no page has a button for."""

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


AUTOSAVE = {"_autosave": "a" * 24, "_number": "1", "title": "Typed"}
# By the end of the pattern.
SENT = {
    "/login/else/": {},
    "/article/autosave/": AUTOSAVE,
    "/article/<pk>/autosave/": AUTOSAVE,
    "/article/autosave/<row>/away/": {},
    "/article/<pk>/here/": {"unsaved": "1"},
    "/article/<pk>/typed/": the_page,
    "/article/<pk>/texts/<edit>/": {},
}
