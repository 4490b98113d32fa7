"""What a row of coverage can name: which pieces are meant."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, Q

from articles.models.filed import Filed
from articles.models.version_parts import VersionByline, VersionTag

# The target that is yes or no; every other one is the key of a row.
SITE = "whole_site"


@dataclass(frozen=True)
class Target:
    """A column of `Coverage` that says which pieces are meant, and all that follows from it.

    `specificity` tells which of two rows wins. `keys` are those of a piece
    that a row may name, `under` is the condition on published versions that
    one of some keys is theirs; `called` is the column of its name, for a row.
    """

    column: str
    specificity: int
    keys: Callable[[Filed], Iterable[int | bool | None]]
    under: Callable[[Iterable], Q]
    called: str = "name"

    @property
    def attname(self) -> str:
        """The attribute of a row that holds the key."""
        return self.column if self.column == SITE else f"{self.column}_id"

    def is_named(self, named: bool = True) -> Q:
        """The condition on rows that they name this target, or do not."""
        if self.column == SITE:
            return Q(**{SITE: named})
        return Q(**{f"{self.column}__isnull": not named})


def _of_the_version(column):
    return lambda keys: Q(**{f"{column}__in": keys})


def _frozen_with(model, column):
    return lambda keys: Q(pk__in=model.objects.filter(**{f"{column}__in": keys}).values("version"))


def _everything(keys):
    if isinstance(keys, models.QuerySet):
        return Q(Exists(keys))
    return Q(pk__isnull=False)


# The most specific first. Everything that asks which pieces a row covers asks here.
TARGETS = (
    Target("article", 50, lambda filed: [filed.article_id], _of_the_version("article"), "title"),
    Target("tag", 30, lambda filed: filed.tag_ids, _frozen_with(VersionTag, "tag")),
    Target("section", 20, lambda filed: [filed.section_id], _of_the_version("section")),
    Target("author", 10, lambda filed: filed.author_ids, _frozen_with(VersionByline, "author")),
    Target(SITE, 0, lambda filed: [True], _everything),
)
# Those whose key is that of a row.
ROWS = tuple(target for target in TARGETS if target.column != SITE)


def exactly_one_target() -> Q:
    """Each way of naming one target and no other, joined by or."""
    ways = Q()
    for chosen in TARGETS:
        way = Q()
        for target in TARGETS:
            way &= target.is_named(target is chosen)
        ways |= way
    return ways
