"""Where the addresses of a former site lead: told by patterns, from the one that each thing had."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs

from django.urls import reverse

from articles.former.models import Arrival, FormerSite
from articles.former.uploads import file_of
from articles.models import Redirect
from articles.models.redirect import as_asked_for

# What systems put behind the address of a piece or a list: other forms of it, and further pages.
FORMS = re.compile(
    r"/(?:feed(?:/\w+)?|rss|amp|embed|trackback|print|page/\d+|\d{1,3}|comment-page-\d+)$"
)
SLASHES = re.compile("/{2,}")
BY_KEY = ("p", "page_id", "attachment_id")
OF_A_TIME = re.compile(r"^.*?/(?P<year>(?:19|20)\d\d)(?:/(?P<month>[01]\d)(?:/[0-3]\d)?)?$")


def former_address(path: str, query: str) -> str | None:
    """Where an address that stood on a former site leads, or None: at most four questions."""
    if not FormerSite.objects.exists():
        return None
    if key := _key(query):
        return _of_piece(Arrival.objects.filter(key=key))
    asked = as_asked_for(SLASHES.sub("/", path))
    if file := file_of(path):
        return _of_picture(file)
    ways = list(_shorter(asked))
    return (
        _of_piece(Arrival.objects.filter(path__in=[*ways, *_what_a_file_belonged_to(ways[-1])]))
        or _of_a_list(ways[1:])
        or next(filter(None, map(_of_a_time, ways)), None)
    )


def _key(query):
    told = parse_qs(query)
    keys = (told[name][0] for name in BY_KEY if name in told)
    return next((key for key in keys if key.isascii() and key.isdigit()), "")


def _shorter(path) -> Iterator[str]:
    """The path, and without what may have been put behind it."""
    yield path
    while found := FORMS.search(path):
        path = path[: found.start()]
        yield path


def _what_a_file_belonged_to(path):
    """The page of a file of the library stood below that of its piece."""
    above = path.rpartition("/")[0]
    return [above] if above else []


def _of_piece(arrivals):
    """The address of the piece that readers know under the longest of some paths."""
    known = arrivals.filter(kind=Arrival.Kind.PIECE, article__path__isnull=False)
    found = sorted(known.values_list("path", "article__path"), key=lambda one: -len(one[0]))
    return found[0][1] if found else None


def _of_picture(file):
    arrivals = Arrival.objects.filter(kind=Arrival.Kind.PICTURE, path=file)
    arrival = arrivals.select_related("photo").first()
    return arrival.photo.picture.src if arrival and arrival.photo else None


def _of_a_list(ways):
    led = Redirect.objects.from_any(*ways)
    return next((led[way] for way in ways if way in led), None)


def _of_a_time(path):
    found = OF_A_TIME.match(path)
    if not found:
        return None
    name = "archive-month" if found["month"] else "archive-year"
    return reverse(name, kwargs={k: v for k, v in found.groupdict().items() if v})
