"""The mail of the desk: what waits for somebody is sent in one mail, and is gone then."""

import logging
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import News
from articles.models.seeing import sees
from newsroom.called import called
from newsroom.kit import clock
from newsroom.models import Masthead

logger = logging.getLogger(__name__)

# A mail server that is gone for longer would send what nobody wants to know any more.
GIVEN_UP_AFTER = timedelta(days=4)
# What a server tells of one mail. Whatever else it tells, or that it says nothing, holds for all.
NOT_THIS_ONE = (SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused, ValueError)
# How long to wait after a mail that was not taken; each time twice as long, up to six hours.
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=10), timedelta(hours=6)

HAPPENED = {
    News.What.SUBMIT: gettext_lazy("“%(title)s” waits for your review. %(by)s submitted it."),
    News.What.RETURN: gettext_lazy("“%(title)s” was returned by %(by)s."),
    News.What.APPROVE: gettext_lazy("“%(title)s” was approved by %(by)s."),
    News.What.PUBLISH: gettext_lazy("“%(title)s” was published by %(by)s."),
    News.What.ASSIGN: gettext_lazy("“%(title)s” is yours to edit. %(by)s assigned it."),
    News.What.COMMENT: gettext_lazy("%(by)s commented on “%(title)s”."),
    News.What.SUGGEST: gettext_lazy("%(by)s suggests changes of “%(title)s”."),
    News.What.FUNDING: gettext_lazy(
        "“%(title)s” no longer says something that it said about who paid for it."
    ),
    News.What.HOLD: gettext_lazy(
        "“%(title)s” is not scheduled any more: what has to be said about its funding has changed."
    ),
}


def post(people: Collection[int] | None = None) -> list[News]:
    """Send what is due to some people, by their keys, or to everybody; returns what was sent.

    What cannot be sent stays, is tried again later, and is given up after some days: the log says
    so. Two who call this at once send nothing twice.
    """
    now = clock.now()
    _give_up(now)
    waiting = News.objects.filter(due_at__lte=now).select_related("to", "by", "article")
    if people is not None:
        waiting = waiting.filter(to__in=people)
    sent: list[News] = []
    for person, rows in groupby(waiting.order_by("to", "at", "pk"), key=lambda news: news.to):
        taken = [news for news in rows if _takes(news, now)]
        told = [news for news in taken if _may_be_told(person, news)]
        try:
            if told:
                _mail(person, told).send()
        except NOT_THIS_ONE as problem:
            logger.warning("Not sent to user %d, tried again later: %r", person.pk, type(problem))
        except OSError as problem:
            logger.warning("The mail server does not answer: %r", type(problem))
            break
        else:
            News.objects.filter(pk__in=[news.pk for news in taken]).delete()
            sent += told
    return sent


def _takes(news, now):
    """Whether it is ours to send: whoever else looked at the same moment finds it due later."""
    wait = min(FIRST_WAIT * 2 ** min(news.attempts, 10), LONGEST_WAIT)
    still_due = News.objects.filter(pk=news.pk, due_at=news.due_at)
    return bool(still_due.update(attempts=F("attempts") + 1, due_at=now + wait))


def _give_up(now: datetime) -> None:
    too_old = News.objects.filter(at__lt=now - GIVEN_UP_AFTER)
    count = too_old.count()
    if count:
        too_old.delete()
        logger.error("Given up: mail that could not be sent for four days: %d.", count)


def _may_be_told(person, news):
    signs = news.article.bylines.filter(author__user=person).exists()
    return person.is_active and bool(person.email) and (signs or sees(person, news.article))


def _mail(person: User, told: list[News]) -> EmailMessage:
    house, account = Masthead.current().name, settings.SITE_URL + reverse("mfa_index")
    first = _sentence(told[0])
    subject = first if len(told) == 1 else _("%d things at the desk") % len(told)
    why = _(
        "You get this because you work on these pieces at the desk of %(house)s. When you get "
        "mail, and whether, you choose on your account: %(account)s"
    ) % {"house": house, "account": account}
    parts = ["\n\n".join(_lines(person, news)) for news in told]
    return EmailMessage(
        f"{house}: {subject}",
        "\n\n".join([*parts, f"-- \n{why}"]) + "\n",
        to=[person.email],
        headers={"List-Unsubscribe": f"<{account}#mail>", "Auto-Submitted": "auto-generated"},
    )


def _lines(person: User, news: News) -> Iterator[str]:
    """What happened; and what was said with it, for whoever may read the piece at the desk."""
    yield _sentence(news)
    if not sees(person, news.article):
        return
    if news.note:
        yield "\n".join(f"> {line}" for line in news.note.splitlines())
    page = reverse("admin:articles_article_change", args=[news.article_id])
    yield settings.SITE_URL + page


def _sentence(news):
    told = {"title": news.article.title, "by": called(news.by) or _("The newsroom")}
    return str(HAPPENED[News.What(news.what)]) % told
