"""The menus that stand around every page of readers."""

from datetime import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, Func, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.filing import Section
from articles.models.page import IS_PAGE
from articles.models.redirect import Redirect, RedirectQuerySet, on_site
from articles.models.version import PublishedVersion, PublishedVersionQuerySet
from newsroom.audit.vouched import vouched_for_when_edited
from newsroom.kit import numbers
from newsroom.kit.fields import NameField
from newsroom.kit.text import refuse_invisible, refuse_unprintable
from newsroom.kit.web_addresses import refuse_misleading


def refuse_no_link(text: str) -> None:
    """Raise ValidationError for what is neither a path of the site nor an honest web address."""
    if not text.startswith("/"):
        refuse_misleading(text)
    elif text.startswith("//") or "\\" in text:
        words = gettext("A page of this site begins with one slash, as in /about/.")
        raise ValidationError(words, code="no-path")


class LinkField(NameField):
    """An address of the site from its first slash on, ``/about/``, or one of another site."""

    default_validators = [refuse_unprintable, refuse_invisible, refuse_no_link]
    tidy = staticmethod(on_site)


class Place(Func):
    """What stands in an address before its last slash, its query and its part of a page."""

    output_field = models.TextField()
    template = "RTRIM(SPLIT_PART(SPLIT_PART(%(expressions)s, '#', 1), '?', 1), '/')"

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, Any]:
        text, params = compiler.compile(self.source_expressions[0])
        ends = ", ".join(f"INSTR({text} || '{mark}', '{mark}')" for mark in "#?")
        return f"RTRIM(SUBSTR({text}, 1, MIN({ends}) - 1), '/')", [*params, *params, *params]


class MenuEntryQuerySet(models.QuerySet["MenuEntry"]):
    """The questions that are asked about the lines of menus."""

    def leading_on(self, at: datetime | None = None) -> Self:
        """Those that may be shown to readers: all but what leads nowhere."""
        return self.exclude(_nowhere(PublishedVersion.objects.shown(at)))

    def leading_nowhere(self, at: datetime | None = None) -> Self:
        """Those that lead to a piece or a page of ours of which readers see nothing at a moment,
        be it chosen or typed, straight or by the way of a redirect.
        """
        return self.filter(_nowhere(PublishedVersion.objects.shown(at)))


def _nowhere(shown: PublishedVersionQuerySet) -> Q:
    is_closed = Q(~_shows(shown, OuterRef("page"), by="article"), page__isnull=False)
    typed, moved = _path("link"), _moved("link")
    lost = moved.filter(_is_gone("new_path", shown), ~Exists(_moved("new_path")))
    is_lost = Q(~_shows(shown, typed), Exists(lost))
    return is_closed | Q(_is_gone("link", shown), ~Exists(moved)) | is_lost


def _is_gone(link: str, shown: PublishedVersionQuerySet) -> Q:
    """That a piece or a page has an address at which readers see nothing."""
    path = _path(link)
    return Q(Exists(Article.objects.filter(path=path)), ~_shows(shown, path))


def _shows(shown: PublishedVersionQuerySet, place: Any, by: str = "path") -> Exists:
    return Exists(shown.filter(**{by: place}))


def _path(link: str) -> Concat:
    return Concat(Place(OuterRef(link)), Value("/"))


def _moved(link: str) -> RedirectQuerySet:
    return Redirect.objects.filter(old_path=Place(OuterRef(link)))


class Menu(models.Model):
    """One of the menus. A migration makes them."""

    class Place(models.TextChoices):
        MAIN = "main", _("On top of every page")
        FOOTER = "footer", _("At the foot of every page")

    place = models.CharField(
        _("place"), primary_key=True, max_length=10, choices=Place, editable=False
    )

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        ordering = ["-place"]

    def __str__(self):
        return str(self.get_place_display())


@vouched_for_when_edited
class MenuEntry(models.Model):
    """A line of a menu: a section, while there is something to read in it; a page, while readers
    see it; or a link, unless it leads to a piece or page of ours that they do not see.
    """

    menu = models.ForeignKey(Menu, models.CASCADE, related_name="entries", verbose_name=_("menu"))
    position = numbers.PositiveSmallIntegerField(_("position"), default=0)
    section = models.ForeignKey(
        Section, models.CASCADE, null=True, blank=True, verbose_name=_("section")
    )
    page = models.ForeignKey(
        Article,
        models.CASCADE,
        null=True,
        blank=True,
        limit_choices_to=IS_PAGE,
        related_name="+",
        verbose_name=_("or a page"),
    )
    link = LinkField(
        _("or a link"),
        max_length=300,
        blank=True,
        help_text=_("An address of this site, as in /archive/, or one with https://."),
    )
    label = NameField(
        _("words"),
        max_length=60,
        blank=True,
        help_text=_("Left empty, they are the name of the section or the title of the page."),
    )

    objects = MenuEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("menu entry")
        verbose_name_plural = _("menu entries")
        ordering = ["menu", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_menu_entry_leads_to_one_place",
                condition=Q(section__isnull=False, page=None, link="")
                | Q(section=None, page__isnull=False, link="")
                | (Q(section=None, page=None) & ~Q(link="") & ~Q(label="")),
                violation_error_message=_(
                    "Choose a section or a page, or write a link with the words for it."
                ),
            )
        ]

    def __str__(self):
        return self.label or str(self.section or self.page or self.link)
