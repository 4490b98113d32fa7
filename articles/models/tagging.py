import re
from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from taggit.managers import _TaggableManager
from taggit.models import ItemBase

from newsroom.addresses.fields import AddressField
from newsroom.audit.vouched import vouched_for_when_edited
from newsroom.kit.fields import NameField
from newsroom.kit.text import name_key, tidy_line
from newsroom.search.searched import Searched

SEPARATORS = ",;"
LONGEST = 100
# Of one piece. Whoever pastes a text into the line of tags is told, and makes no tag of each word.
MOST = 100


def split_tags(text: str) -> list[str]:
    """The names in ``a, b; #c``, each once, as a form or a manuscript lists them.

    The sign of “C#” is part of it, that of a hashtag is not.
    """
    names = (_bare(name) for name in re.split(rf"[{SEPARATORS}\n]|\s#", text))
    return list(dict.fromkeys(filter(None, names)))


def join_tags(tags: Iterable["Tag"]) -> str:
    """The names of tags as a form shows them, so that `split_tags` gives them again."""
    return ", ".join(sorted(tag.name for tag in tags))


def _bare(name):
    return tidy_line(tidy_line(name).lstrip("#"))


def tag_key(name: str) -> str:
    """What a tag is compared by: as names are, but “C#” is not “C”."""
    return name_key(name.replace("#", "♯"))


class TagQuerySet(models.QuerySet["Tag"]):
    """The questions that are asked about tags."""

    def read(self, names: Iterable[str]) -> list["Tag"]:
        """The tags of these names, in whatever spelling, each once; what is new is not saved.

        Raises ValidationError for what cannot be a tag, and for more than MOST.
        """
        names = list(names)
        if len(names) > MOST:
            words = gettext("A piece has %(most)d tags at most; these are %(n)s.")
            told = {"most": MOST, "n": number_format(len(names), force_grouping=True)}
            raise ValidationError(words % told)
        wanted: dict[str, Tag] = {}
        for tag in map(self.model.called, names):
            wanted.setdefault(tag.key, tag)
        known = {tag.key: tag for tag in self.filter(key__in=wanted)}
        return [known.get(key, tag) for key, tag in wanted.items()]

    def unknown(self, names: Iterable[str]) -> list[str]:
        """The keys of those of some names that are no tags yet. Raises as `read` does."""
        return [tag.key for tag in self.read(names) if tag._state.adding]


@vouched_for_when_edited
class Tag(Searched, models.Model):
    """A word that pieces are filed under. One word is one tag, however it is spelled.

    It is taken from forms and manuscripts alike without the sign of a hashtag.
    """

    searched = ("name",)

    name = NameField(_("name"), max_length=LONGEST)
    key = models.CharField(editable=False, unique=True)
    slug = AddressField(_("address"), help_text=_("Left empty, it is made from the name."))

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clean()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("tag", args=[self.slug])

    def clean(self) -> None:
        self.name = _bare(self.name)
        self.key = tag_key(self.name)
        if not self.key:
            raise ValidationError({"name": gettext("“%s” is no word to file under.") % self.name})
        if set(SEPARATORS) & set(self.name):
            words = gettext("“%s” reads as several tags: a tag has no comma and no semicolon.")
            raise ValidationError({"name": words % self.name})
        if len(self.name) > LONGEST:
            words = gettext("“%(start)s…” is too long for a tag, which has %(n)d characters.")
            told = {"start": self.name[:40], "n": LONGEST}
            raise ValidationError({"name": words % told})

    @classmethod
    def called(cls, name: str) -> Self:
        """An unsaved tag. Raises ValidationError for a name that no tag can have."""
        tag = cls(name=name)
        try:
            tag.clean()
            tag.clean_fields(exclude=["slug"])
        except ValidationError as problem:
            raise ValidationError(problem.messages) from problem
        return tag


class TagsOfArticle(_TaggableManager):
    """Takes names and tags; a name that is known in another spelling gives the tag that is known.

    Raises ValidationError, and adds nothing, for a name that no tag can have.
    """

    def add(self, *tags: str | Tag, **kwargs: Any) -> None:
        super().add(*_stored(tags), **kwargs)

    def set(self, tags: Iterable[str | Tag], **kwargs: Any) -> None:
        super().set(_stored(tags), **kwargs)


def _stored(tags):
    given = [tag.name if isinstance(tag, Tag) else tag for tag in tags]
    return [
        Tag.objects.get_or_create(key=tag.key, defaults={"name": tag.name})[0]
        if tag._state.adding
        else tag
        for tag in Tag.objects.read(given)
    ]


class ArticleTag(ItemBase):
    """A tag on an article. A tag in use cannot be deleted: that would unlabel the piece."""

    content_object = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="article_tags"
    )
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="article_tags")

    class Meta:
        verbose_name = _("tag of an article")
        verbose_name_plural = _("tags of articles")
        constraints = [models.UniqueConstraint(name="a_tag_once", fields=["content_object", "tag"])]
