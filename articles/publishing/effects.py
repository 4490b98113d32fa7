"""What each move does beside setting the stage: the facts that its ledger entry keeps."""

from django.utils import timezone

from articles.models import Correction
from articles.publishing.freeze import freeze_edition, text_of
from articles.publishing.record import vouch
from articles.publishing.reissue import reissued
from articles.publishing.timeline import arrange


def _nothing(article, **context):
    return {}


def _approve(article, **context):
    article.approved_text = text_of(article)
    return {"text": article.approved_text}


def _publish(article, *, by, at, until, now, **context):
    edition = freeze_edition(article, live_from=at, expires_at=until, by=by, now=now)
    article.first_published_at = edition[0].version.first_published_at
    article.path = edition[0].version.path
    article.slug = article.path.strip("/").split("/")[-1]
    article.approved_text = text_of(article)
    article.writers.clear()
    return vouch(*arrange(article, until=at, now=now, then=edition))


def _unschedule(article, *, now, **context):
    changed = arrange(article, until=None, now=now)
    forget_what_nobody_saw(article, now)
    return vouch(*changed)


def _withdraw(article, *, by, at, note, now, **context):
    if note.strip():
        Correction.objects.create(
            article=article,
            kind=Correction.Kind.WITHDRAWAL,
            text=note,
            dated=timezone.localdate(at),
            created_by=by,
        )
    changed = arrange(article, until=at, now=now, for_good=True)
    forget_what_nobody_saw(article, now)
    return vouch(*changed)


def _reissue(article, *, by, note, now, **context):
    return vouch(*reissued(article, by=by, now=now, note=note))


def forget_what_nobody_saw(article, now):
    """Take back a first publication that was only ever scheduled, with its address.

    The day a piece is first read decides which grants cover it.
    """
    if article.first_published_at and not article.versions.begun(now).exists():
        article.first_published_at = article.path = None


EFFECTS = {
    "submit": _nothing,
    "return": _nothing,
    "approve": _approve,
    "revise": _nothing,
    "publish": _publish,
    "unschedule": _unschedule,
    "withdraw": _withdraw,
    "reopen": _nothing,
    "reissue": _reissue,
}
