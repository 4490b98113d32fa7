"""Who has a piece open for writing."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import Case, F, Value, When

from articles.models import Article, Presence
from newsroom.kit import clock

# A page says every minute that it is open (static/desk/here.js); who was not heard of for longer
# than this has left, and of whom nothing was heard for a day nothing is kept.
AWAY = timedelta(minutes=2, seconds=30)
LASTING = timedelta(days=1)


def here(article: Article, person: User, *, has_unsaved: bool) -> None:
    """Somebody has the piece open, and perhaps text in it that is not saved."""
    now = clock.now()
    forget_old()
    Presence.objects.bulk_create(
        [Presence(article=article, person=person, since=now, at=now)], ignore_conflicts=True
    )
    # Whoever comes back begins anew.
    since = Case(When(at__lte=now - AWAY, then=Value(now)), default=F("since"))
    own = Presence.objects.filter(article=article, person=person)
    own.update(since=since, at=now, has_unsaved=has_unsaved)


def others(article: Article, person: User) -> list[Presence]:
    """Everybody else who has it open, who came first first."""
    there = Presence.objects.filter(article=article, at__gt=clock.now() - AWAY)
    return list(there.exclude(person=person).select_related("person"))


def forget_old() -> None:
    """Take away whoever was not heard of for a day."""
    Presence.objects.filter(at__lte=clock.now() - LASTING).delete()
