"""What the addresses of the site itself begin with: no page that people write may stand there."""

from django.conf import settings
from django.urls import get_resolver


def first_words() -> set[str]:
    """The first part of every address of the site, of the desk and of files, in lower case.

    They are read from the patterns of addresses: a new one is among them by itself.
    """
    resolver = get_resolver()
    ways = [
        way
        for name in resolver.reverse_dict
        for found, *_rest in resolver.reverse_dict.getlist(name)
        for way, _parameters in found
    ]
    ways += [prefix for prefix, _resolver in resolver.namespace_dict.values()]
    ways += [settings.STATIC_URL, settings.MEDIA_URL]
    return {way.strip("/").partition("/")[0].lower() for way in ways}
