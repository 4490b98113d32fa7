"""What was typed and not saved, kept for whoever typed it until they save it or throw it away."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from articles.models import Article, Autosave
from newsroom.kit import clock

# Of what was typed and left alone for longer nothing is kept.
LASTING = timedelta(days=30)

# The values of each field of a form, by its name.
Typed = Mapping[str, Sequence[str]]


def keep(
    content: Typed, *, by: User, article: Article | None, key: str, number: int, edit: int
) -> bool:
    """Keep what a page sends, in the place of what it sent before; `article` is None for a new one.

    Returns False where something newer of that page is kept already.
    """
    told = {"number": number, "edit": edit, "content": dict(content), "at": clock.now()}
    page = Autosave.objects.filter(person=by, article=article, key=key)
    if page.filter(number__lt=number).update(**told):
        return True
    forget_old()
    try:
        with transaction.atomic():
            Autosave.objects.create(person=by, article=article, key=key, **told)
    except IntegrityError:
        return False
    return True


def of(person: User) -> QuerySet[Autosave]:
    """What somebody has typed and not saved, latest first."""
    return Autosave.objects.filter(person=person, at__gt=clock.now() - LASTING)


def waiting(person: User, article: Article | None) -> QuerySet[Autosave]:
    """What of it belongs to a piece; None for what belongs to one that was never saved."""
    return of(person).filter(article=article)


def forget(person: User, key: str) -> None:
    """Once it was saved, or thrown away."""
    Autosave.objects.filter(person=person, key=key).delete()


def forget_old() -> None:
    """Take away whatever was left alone for too long."""
    Autosave.objects.filter(at__lte=clock.now() - LASTING).delete()
