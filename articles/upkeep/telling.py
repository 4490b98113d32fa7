"""Telling the people of a piece that it will not appear as they scheduled it.

They find it on the first page of the desk (`articles.upkeep.desk.held`), and in their mail,
where there is a mail server.
"""

from functools import partial

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from articles.models import Article
from articles.upkeep.scheduled import Outdated
from newsroom.kit.moments import on_the_clock
from newsroom.models import LedgerEntry, Masthead


def tell_its_people(article: Article, held: Outdated) -> None:
    """Mail those who wrote a piece and who scheduled it, once all is stored.

    A mail that cannot be sent undoes nothing: the first page of the desk says the same.
    """
    if not settings.EMAIL_HOST:
        return
    addresses = sorted(set(_its_people(article).exclude(email="").values_list("email", flat=True)))
    if addresses:
        moment = on_the_clock(held.whole.version.live_from)
        page = reverse("admin:articles_article_change", args=[article.pk])
        words = _(
            "“%(title)s” was scheduled for %(moment)s and will not appear: what has to be said "
            "about its funding has changed.\n\n"
            "Its page at the desk says what is in the way. Publish it again once that is mended:\n"
            "%(url)s\n"
        ) % {
            "title": held.whole.version.title,
            "moment": formats.date_format(moment, "j F Y, H:i"),
            "url": f"{settings.SITE_URL}{page}",
        }
        subject = _("%(house)s: “%(title)s” is not scheduled any more") % {
            "house": Masthead.current().name,
            "title": held.whole.version.title,
        }
        mail = partial(send_mail, subject, words, None, addresses)
        transaction.on_commit(mail, robust=True)


def _its_people(article):
    """Who made it, who wrote in it since, its authors with an account, and who scheduled it."""
    scheduled = LedgerEntry.objects.filter(
        verb="publish", subject_kind=article._meta.label_lower, subject_key=str(article.pk)
    )
    publisher = scheduled.order_by("-number").values_list("actor", flat=True).first()
    return User.objects.filter(
        Q(pk__in=[article.created_by_id, publisher])
        | Q(pk__in=article.writers.values("pk"))
        | Q(author__bylines__article=article),
        is_active=True,
    )
