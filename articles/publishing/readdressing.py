"""Giving a piece that readers know another address. The old one leads on for ever."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Redirect
from articles.models.choices import Stage
from articles.models.redirect import as_asked_for
from articles.publishing.move import Asked, Deed, Move
from articles.publishing.moves import PUBLISHED, WHY
from articles.publishing.page_address import leads_somewhere, taken
from articles.publishing.refusals import MoveRefused, NothingToChange
from articles.publishing.timeline import Change, once_more
from newsroom.audit import ledger
from newsroom.kit.slugs import slug


def _readdress(article: Article, deed: Deed) -> Change:
    """Print everything that is live or to come once more, word for word, under another address.

    Its day stays: only the last part changes. Raises MoveRefused where that says nothing, or
    leads to something else already, and NothingToChange where it is that already.
    """
    old, new = str(article.path), _wanted(article, deed.address)
    # Whoever publishes at this moment looks for a free address as well.
    ledger.lock()
    if leads_somewhere(new) or (article.is_page and taken(new)):
        raise MoveRefused(_("There is something else at %s, now or once.") % new)
    article.path, article.slug = new, new.strip("/").split("/")[-1]
    change = once_more(article, now=deed.now)
    ways = _lead_on(old, new, was_seen=article.was_served(deed.now))
    return replace(change, facts={"address": {"before": old, "after": new}}, redirects=ways)


def _lead_on(old, new, *, was_seen):
    """The ways that lead to the old address, each at one step, and one from there if it was seen.

    That one may be there: it led elsewhere while nothing of the piece was to be read.
    """
    ways = list(Redirect.objects.filter(new_path=old))
    for way in ways:
        way.new_path = new
        way.save(update_fields=["new_path"])
    if was_seen:
        way, _created = Redirect.objects.update_or_create(
            old_path=as_asked_for(old), defaults={"new_path": new}
        )
        ways.append(way)
    return ways


def _wanted(article, words):
    """The address that somebody asked for: by its last part, however it was pasted."""
    if "/" in words:
        words = words.partition("#")[0].partition("?")[0]
    last = slug(words.rstrip("/").rpartition("/")[2], language=article.language)
    if not last:
        raise MoveRefused(_("Say what the address is to end with."))
    new = f"{article.path.rstrip('/').rpartition('/')[0]}/{last}/"
    if new == article.path:
        raise NothingToChange(_("That is its address already."))
    return new


READDRESS = Move(
    label=gettext_lazy("Change its address"),
    sources=(Stage.DRAFT, Stage.REVIEW, Stage.READY, Stage.PUBLISHED),
    target=None,
    permission="articles.publish_article",
    effect=_readdress,
    asks={
        "address": Asked(
            gettext_lazy("What it ends with"),
            gettext_lazy("Words joined by hyphens. The old address leads on for ever."),
        ),
        "note": WHY,
    },
    needs=PUBLISHED,
)
