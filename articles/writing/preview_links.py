"""Links that show a piece before it is published: who makes, revokes and opens them, until when.

A link ends when its days are over, when readers begin or cease to see anything of the piece, when
it is revoked, and when its maker may not read the piece any more.
"""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from articles.models import Article, PreviewLink
from articles.models.choices import Stage
from articles.models.seeing import sees, writes_in
from articles.writing.models.preview_link import LONGEST, USUAL
from newsroom.audit import ledger
from newsroom.audit.digest import of_text
from newsroom.kit import clock

# Of one piece. Nobody keeps more of them in mind.
MOST = 30


class LinkRefused(Exception):
    """Nothing was changed. The message is for whoever wanted it."""


@transaction.atomic
def make_link(
    article: Article, *, by: User, days: int = USUAL, for_whom: str = ""
) -> tuple[PreviewLink, str]:
    """A new link, and its key: whoever has that is shown the piece, and nobody is told it again.

    Raises LinkRefused.
    """
    if not may_make(by, article):
        raise LinkRefused(_("Only who may write in a piece shows it to others by a link."))
    if article.stage == Stage.WITHDRAWN:
        raise LinkRefused(_("The piece is withdrawn. Reopen it before you show it to anybody."))
    if len(open_links(article)) >= MOST:
        raise LinkRefused(_("This piece has %d open links: revoke one of those first.") % MOST)
    now = clock.now()
    PreviewLink.objects.filter(made_at__lte=now - timedelta(days=LONGEST)).delete()
    key = secrets.token_urlsafe(32)
    link = PreviewLink.objects.create(
        article=article,
        maker=by,
        digest=of_text(key),
        for_whom=for_whom.strip(),
        made_at=now,
        days=days,
    )
    ledger.record(by, "make a preview link", article, link=link.pk, until=link.ends_at)
    return link, key


@transaction.atomic
def revoke(link: PreviewLink, *, by: User) -> None:
    """End a link now; raises LinkRefused."""
    if not may_revoke(by, link):
        raise LinkRefused(_("A link is revoked by whoever made it, or may write in the piece."))
    ledger.record(by, "revoke a preview link", link.article, link=link.pk)
    link.delete()


def may_make(user: User, article: Article) -> bool:
    return writes_in(user, article)


def may_revoke(user: User, link: PreviewLink) -> bool:
    own = link.maker_id == user.pk and sees(user, link.article)
    return own or writes_in(user, link.article)


def find_open(key: str) -> PreviewLink | None:
    """The link of a key; None where it has ended, as where there never was one.

    It is sought by a digest, so how long that takes tells nothing of the key of another.
    """
    found = PreviewLink.objects.filter(digest=of_text(key)).select_related("article", "maker")
    link, now = found.first(), clock.now()
    return link if link and _is_open(link, _last_turn(link.article, now), now) else None


def open_links(article: Article) -> list[PreviewLink]:
    """Those of a piece, the oldest first: as many queries for many as for one."""
    now = clock.now()
    turn = _last_turn(article, now)
    # Prefetched, so that the links of one maker share what is known of their powers.
    links = article.preview_links.prefetch_related("maker")
    return [link for link in links if _is_open(link, turn, now)]


def _is_open(link, turn, now):
    if now >= link.ends_at or (turn and turn >= link.made_at):
        return False
    return link.article.stage != Stage.WITHDRAWN and sees(link.maker, link.article)


def _last_turn(article: Article, now: datetime) -> datetime | None:
    """The last moment at which readers began to see an edition of a piece, or ceased to see
    anything of it. An edition that goes on, by another plan or at another address, is no news.
    """
    editions = article.versions.begun(now).order_by().values("edition")
    began = editions.annotate(first=Min("live_from")).aggregate(last=Max("first"))["last"]
    last = article.versions.gone(now).first()
    return max(filter(None, (began, last and last.ends_at)), default=None)
