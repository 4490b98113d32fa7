"""Telling people by mail what concerns them in a piece: written with the deed, sent after it."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from functools import partial

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet

from articles.models import Article, News
from articles.writing.post import post
from newsroom.kit import clock
from newsroom.kit.moments import at_hour, day_of
from newsroom.models import MailChoice

# When those are told who want one mail a day.
MORNING = time(7)


def its_people(article: Article) -> QuerySet[User]:
    """Whose piece it is: who made it, wrote in it since it was last published, signs it and has an
    account, or has it to edit.
    """
    return User.objects.filter(
        Q(pk__in=[article.created_by_id, article.editor_id])
        | Q(pk__in=article.writers.values("pk"))
        | Q(author__bylines__article=article)
    ).distinct()


def those_who_may(permission: str) -> QuerySet[User]:
    """Who has a permission, superusers not counted."""
    return User.objects.with_perm(
        permission, include_superusers=False, backend=settings.AUTHENTICATION_BACKENDS[0]
    )


def tell(
    what: News.What,
    article: Article,
    to: Collection[User],
    *,
    by: User | None,
    note: str = "",
) -> None:
    """Put what happened into the mail of some people, but of whoever did it.

    Call it inside the transaction of what it tells of. It is sent once that is stored, or by the
    timer that runs `manage.py post`. Without a mail server nobody is told.
    """
    if not settings.EMAIL_HOST:
        return
    now = clock.now()
    told = {person for person in to if person.is_active and person.email and person != by}
    choices = MailChoice.objects.filter(user__in=told).values_list("user_id", "when")
    when = dict.fromkeys((person.pk for person in told), MailChoice.When.AT_ONCE) | dict(choices)
    News.objects.bulk_create(
        News(
            to=person,
            article=article,
            what=what,
            by=by,
            note=note,
            at=now,
            due_at=_morning_after(now) if when[person.pk] == MailChoice.When.DAILY else now,
        )
        for person in sorted(told, key=lambda one: one.pk)
        if when[person.pk] != MailChoice.When.NEVER
    )
    at_once = [key for key, choice in when.items() if choice == MailChoice.When.AT_ONCE]
    if at_once:
        transaction.on_commit(partial(post, at_once), robust=True)


def _morning_after(now: datetime) -> datetime:
    return at_hour(day_of(now) + timedelta(days=1), MORNING)
