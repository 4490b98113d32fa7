"""The address of a page of the publication itself: one word under the site’s name."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from articles.models import Article, Redirect
from articles.models.problem import Problem
from articles.models.redirect import as_asked_for
from newsroom.addresses.first_words import first_words
from newsroom.kit.slugs import slug

# Where Ghost has its feed: whoever reads there still is led to ours, while nothing else is there.
FORMER_FEED = "rss"


def path_of_page(page: Article) -> str:
    """The address that a page would get: ``/imprint/``."""
    return f"/{page.slug or slug(page.title, language=page.language, fallback='page')}/"


def taken(path: str) -> str:
    """The sentence that refuses a page an address, ``/imprint/``, or nothing where it is free.

    A number is taken as well: that is how years are asked for.
    """
    word = path.strip("/").lower()
    if word in {*first_words(), FORMER_FEED} or word.isdigit() or leads_somewhere(path):
        return _("There is something else at %s, now or once.") % path
    return ""


def leads_somewhere(path: str) -> bool:
    """Whether something that people wrote stands at an address, or once did."""
    return bool(used([path]))


def used(paths: Iterable[str]) -> set[str]:
    """Those of some addresses, ``/imprint/``, at which something stands that people wrote, or
    once did.
    """
    paths = set(paths)
    here = Article.objects.filter(path__in=paths).order_by().values_list("path", flat=True)
    redirected = Redirect.objects.from_any(*paths)
    return {*filter(None, here), *(path for path in paths if as_asked_for(path) in redirected)}


def has_a_free_address(page: Article) -> Iterator[Problem]:
    """What the gate asks of a page that nobody has been given the address of yet."""
    if page.path is None and (sentence := taken(path_of_page(page))):
        yield Problem("address-taken", sentence, "slug")
