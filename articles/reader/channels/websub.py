"""Whoever subscribes to a feed at a hub hears at once what is new (WebSub, W3C 2018).

The hub is told by the command that sends the mail, every few minutes, and of what readers see by
then: never within the transaction of a publication, and as well of what the clock publishes.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from http.client import HTTPException
from urllib.parse import urlencode
from urllib.request import urlopen

from django.conf import settings
from django.core.cache import cache

from articles.models import PublishedVersion
from articles.models.printed import read_printed
from articles.reader.channels.channel import feeds_of
from newsroom.kit import clock

logger = logging.getLogger(__name__)

# Until which moment the hub has been told. Who has lost it tells the last day again: a hub that is
# told twice reads a feed twice, and sends nothing on.
TOLD_UNTIL, AT_MOST = "websub-told-until", timedelta(days=1)
SECONDS = 10

Send = Callable[[str, str], None]


def ping(hub: str, feed: str) -> None:
    """Tell a hub that a feed has something new; raises OSError or HTTPException where it cannot.

    W3C leaves this to the hubs: some read `hub.url`, others `hub.topic`.
    """
    told = urlencode({"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}).encode()
    with urlopen(hub, told, timeout=SECONDS):  # noqa: S310
        pass


def tell_the_hub(send: Send = ping) -> list[str]:
    """Tell the hub of each feed with a piece that appeared since it was told last; returns those.

    None where no hub is set. What it could not be told, it is told the next time; the log says so.
    """
    hub = settings.WEBSUB_HUB
    if not hub:
        return []
    now = clock.now()
    since = max(cache.get(TOLD_UNTIL) or now - AT_MOST, now - AT_MOST)
    appeared = read_printed(PublishedVersion.objects.live().appearing(since, now).defer("body"))
    found = dict.fromkeys(feed for piece in appeared for feed in feeds_of(piece))
    feeds = [settings.SITE_URL + feed for feed in found]
    try:
        for feed in feeds:
            send(hub, feed)
    except (HTTPException, OSError) as problem:
        logger.warning("The hub is not told of what is new, and will be later: %r", type(problem))
        return []
    cache.set(TOLD_UNTIL, now, None)
    return feeds
