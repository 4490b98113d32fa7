"""Keeping watch: what readers are really served, against what was frozen.

Looks from outside, as a reader's browser or feed reader does, so that a
cache, a proxy or a changed template cannot drop a disclosure unseen.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from articles.models import Drift, PublishedVersion, WatchRun
from articles.models.printed import read_printed
from articles.upkeep.outside import Unreadable, disclosures_in, entries_in, feeds_in
from newsroom.kit import clock
from newsroom.kit.web_addresses import parts_of

CHUNK = 50
# A server that says nothing so often in a row is not asked again in this run.
GIVES_UP_AFTER = 3
TOO_MANY_REQUESTS = 429
SERVER_ERROR = 500


class Silent(Exception):
    """The server did not answer, or could not: nothing is known about the page. Says how."""


@dataclass(frozen=True)
class Checked:
    """Something that was looked at; `sentence` is empty where all is well.

    Where the server was `silent`, the sentence says how, and nothing is known about the page.
    """

    url: str
    sentence: str
    version: PublishedVersion | None = None
    silent: bool = False


def watch(base_url: str, *, fetch: Callable[[str], tuple[int, str]]) -> Iterator[Checked]:
    """Look at every live page and feed below an address; yields each `Checked` as it is looked at.

    `fetch` takes an address and returns (status, text), or raises `Silent`. The run and
    every drift are stored; a silent server is counted, for it changed nothing. After some
    silence in a row the run ends, without an end being stored. A page whose piece was
    published anew meanwhile is left for the next run.
    """
    run = WatchRun.objects.create(address=base_url, begun_at=clock.now())
    silences = 0
    for found in _look(base_url, _answered_by(fetch)):
        run.looked_at += 1
        run.unanswered += found.silent
        silences = silences + 1 if found.silent else 0
        if found.silent:
            yield found
        elif found.sentence and _still_live(found.version):
            Drift.objects.create(
                run=run, version=found.version, url=found.url[:500], sentence=found.sentence
            )
            yield found
        else:
            yield Checked(found.url, "")
        if silences == GIVES_UP_AFTER:
            break
    else:
        run.ended_at = clock.now()
    run.save(update_fields=["looked_at", "unanswered", "ended_at"])


def _answered_by(fetch):
    """As `fetch`, and also Silent where the server says that it cannot answer now."""

    def answered(url):
        status, text = fetch(url)
        if status >= SERVER_ERROR or status == TOO_MANY_REQUESTS:
            raise Silent(_("The server answers %d.") % status)
        return status, text

    return answered


def _look(base_url, fetch):
    keys = list(PublishedVersion.objects.live().newest_first().values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        versions = PublishedVersion.objects.filter(pk__in=keys[start : start + CHUNK])
        for whole in read_printed(versions.newest_first()):
            yield _page(whole, urljoin(base_url, whole.version.path), fetch)
    try:
        status, home = fetch(base_url)
    except Silent as silence:
        yield Checked(base_url, str(silence), silent=True)
        return
    if status != 200:
        yield Checked(base_url, _("The front page answers %d.") % status)
        return
    for feed in feeds_in(home):
        try:
            url = urljoin(base_url, feed)
        except ValueError:
            yield Checked(feed, _("The front page offers this as a feed, which is no address."))
            continue
        if parts_of(url).netloc == parts_of(base_url).netloc:
            yield from _feed(url, fetch)


def _page(whole, url, fetch):
    try:
        status, html = fetch(url)
    except Silent as silence:
        return Checked(url, str(silence), whole.version, silent=True)
    if status != 200:
        return Checked(url, _("The page answers %d.") % status, whole.version)
    return Checked(url, _difference(whole, disclosures_in(html)), whole.version)


def _feed(url, fetch):
    try:
        status, text = fetch(url)
    except Silent as silence:
        yield Checked(url, str(silence), silent=True)
        return
    if status != 200:
        yield Checked(url, _("The feed answers %d.") % status)
        return
    try:
        entries = list(entries_in(text))
    except Unreadable as problem:
        yield Checked(url, str(problem))
        return
    texts = defaultdict(list)
    for address, html in entries:
        texts[parts_of(address).path or address].append(html)
    for whole in read_printed(PublishedVersion.objects.live().filter(path__in=texts)):
        wrong = (_difference(whole, disclosures_in(html)) for html in texts.pop(whole.version.path))
        yield Checked(url, next(filter(None, wrong), ""), whole.version)
    for path in texts:
        yield Checked(url, _("The feed shows %s, which is not live.") % path)


def _difference(whole, found):
    """What is wrong with the disclosures found, in a sentence; empty where nothing is."""
    expected = [notice.text for notice in whole.notices]
    if found == expected:
        return ""
    missing = [text for text in expected if text not in found]
    foreign = [text for text in found if text not in expected]
    sentences = [_("“%s” is missing.") % text for text in missing]
    sentences += [_("“%s” was never frozen for this piece.") % text for text in foreign]
    if not sentences:
        sentences = [_("The disclosures stand there twice, or in another order.")]
    return " ".join(sentences)


def _still_live(version):
    return version is None or PublishedVersion.objects.live().filter(pk=version.pk).exists()
