"""Every place of a newsroom that somebody looks at: each page, and what opens over one."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from articles.models import Article, Revision
from articles.reader.desk.looks import Look
from articles.writing.preview_links import make_link
from authors.models import Author
from tests.looks import opening
from tests.permissions.addresses import addresses, crawled
from tests.permissions.world import USERNAMES

# Pages that say more when they are asked something.
ASKED = {
    "admin:articles_publishedversion_calendar": "span=month",
    "admin:articles_article_search": "q=river",
    "admin:articles_photo_library": "q=river",
    "admin:articles_article_changelist": "q=nothing+like+it",
}


@dataclass(frozen=True)
class Place:
    """An address, as whom it is opened (nobody: a stranger), and what is done there first."""

    address: str
    person: str | None
    opened: Callable[[Page], None] = opening.nothing

    @property
    def name(self):
        done = "" if self.opened is opening.nothing else f" {self.opened.__name__}"
        return f"{self.address}{done} as {self.person or 'a stranger'}"


def places(everybody):
    """All of them; `everybody` is the name of somebody with every power."""
    for one in addresses(crawled(Client())):
        for url in one.urls:
            yield Place(url, everybody if one.is_of_the_desk else None)
    for url_name, query in ASKED.items():
        yield Place(f"{reverse(url_name)}?{query}", everybody)
    for person in USERNAMES.values():
        yield Place(reverse("admin:index"), person)
    yield Place(reverse("admin:login"), None)
    yield Place(reverse("preview", args=[preview_key()]), None)
    revision = Revision.objects.order_by("edit").first()
    compared = reverse("admin:articles_article_compare", args=[revision.article_id])
    yield Place(f"{compared}?from=e{revision.edit}&to=now", everybody)
    piece = Article.objects.filter(stage="draft").first()
    page = Place(reverse("admin:articles_article_change", args=[piece.pk]), everybody)
    yield from (replace(page, opened=opened) for opened in opening.OVER_A_PIECE)
    preview = reverse("admin:articles_article_preview", args=[piece.pk])
    yield from (Place(f"{preview}?as={name}", everybody) for name in Look)
    one, other = Author.objects.order_by("pk")[:2]
    both = reverse("admin:authors_author_same", args=[one.pk])
    yield Place(f"{both}?with={other.pk}", everybody)
    add = Place(reverse("admin:funding_grant_add"), everybody)
    yield replace(add, opened=opening.refused)


def preview_key():
    """What opens the text of a piece for somebody without an account."""
    piece = Article.objects.filter(stage="draft").first()
    _link, key = make_link(piece, by=piece.created_by)
    return key
