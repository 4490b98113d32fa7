"""The menus that stand around every page of readers."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.filing import Section
from articles.models.page import IS_PAGE
from articles.models.redirect import on_site
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
        words = _now("A page of this site begins with one slash, as in /about/.")
        raise ValidationError(words, code="no-path")


class LinkField(NameField):
    """An address of the site from its first slash on, ``/about/``, or one of another site."""

    default_validators = [refuse_unprintable, refuse_invisible, refuse_no_link]
    tidy = staticmethod(on_site)


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
    see it; or a link.
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
