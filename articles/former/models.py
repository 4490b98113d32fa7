from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.photo import Photo
from authors.models import Author


class FormerSite(models.Model):
    """A site from which pieces came, and the system that ran it."""

    class System(models.TextChoices):
        WORDPRESS = "wordpress", "WordPress"
        GHOST = "ghost", "Ghost"
        NEWSROOM = "newsroom", _("newsroom of this kind")

    system = models.CharField(_("system"), max_length=10, choices=System)
    address = models.CharField(
        _("address"), max_length=200, help_text=_("Without a slash at its end.")
    )

    class Meta:
        verbose_name = _("former site")
        verbose_name_plural = _("former sites")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="a_site_is_left_once", fields=["system", "address"])
        ]

    def __str__(self):
        return self.address


class Arrival(models.Model):
    """What became of one thing in the exports of a former site, so that the next export of it finds
    it again, and old addresses lead there.

    `key` is what the site called it and `path` where it stood there, or nothing; that of a picture
    is below the folder of uploads. `digest` is of what the export told last; `edit` is the one with
    which a piece was stored then: while it has no later one, nobody has written in it here. What
    was deleted here leads to nothing, and stays away. Where it `was_refused` to bring a piece as
    far as it was there, the next run tries that again.
    """

    class Kind(models.TextChoices):
        PIECE = "piece", _("piece")
        PICTURE = "picture", _("picture")
        AUTHOR = "author", _("author")

    site = models.ForeignKey(FormerSite, models.PROTECT, related_name="arrivals")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=200)
    path = models.CharField(max_length=400, blank=True, db_index=True)
    digest = models.CharField(max_length=64)
    edit = models.PositiveIntegerField(default=0, editable=False)
    was_refused = models.BooleanField(default=False, editable=False)
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, related_name="arrivals", verbose_name=_("article")
    )
    photo = models.ForeignKey(
        Photo, models.SET_NULL, null=True, related_name="arrivals", verbose_name=_("photo")
    )
    author = models.ForeignKey(
        Author, models.SET_NULL, null=True, related_name="arrivals", verbose_name=_("author")
    )

    class Meta:
        verbose_name = _("arrival")
        verbose_name_plural = _("arrivals")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="a_thing_arrives_once", fields=["site", "kind", "key"]),
            models.CheckConstraint(
                name="an_arrival_is_of_its_kind",
                condition=Q(kind="piece", photo=None, author=None)
                | Q(kind="picture", article=None, author=None)
                | Q(kind="author", article=None, photo=None),
            ),
        ]

    def __str__(self):
        return f"{self.site}: {self.kind} {self.key}"

    def refuse_too_long(self) -> None:
        """Raise ValidationError for a key or path that its column cannot hold."""
        for name in ("key", "path"):
            longest = self._meta.get_field(name).max_length
            if len(getattr(self, name)) > longest:
                words = gettext("Its address or its key there has more than %d characters.")
                raise ValidationError(words % longest)
