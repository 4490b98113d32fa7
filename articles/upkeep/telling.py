"""Telling the people of a piece that it will not appear as they scheduled it.

They find it on the first page of the desk (`articles.upkeep.desk.held`), and in their mail.
"""

from django.contrib.auth.models import User
from django.utils import formats
from django.utils.translation import gettext as _

from articles.models import Article, News
from articles.upkeep.scheduled import Outdated
from articles.writing.news import its_people, tell
from newsroom.kit.moments import on_the_clock
from newsroom.models import LedgerEntry


def tell_its_people(article: Article, held: Outdated, *, by: User | None) -> None:
    """Tell whose piece it is and who scheduled it."""
    moment = on_the_clock(held.whole.version.live_from)
    note = _("It was scheduled for %s. Publish it again once what is in the way is mended.")
    people = its_people(article) | User.objects.filter(pk=_who_scheduled(article)).distinct()
    when = formats.date_format(moment, "j F Y, H:i")
    tell(News.What.HOLD, article, people, by=by, note=note % when)


def _who_scheduled(article):
    scheduled = LedgerEntry.objects.filter(
        verb="publish", subject_kind=article._meta.label_lower, subject_key=str(article.pk)
    )
    return scheduled.order_by("-number").values_list("actor", flat=True).first()
