"""Where moved pages went."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.encoding import iri_to_uri, uri_to_iri
from django.utils.translation import gettext_lazy as _

from newsroom.audit.vouched import vouched_for_when_edited
from newsroom.kit.fields import NameField
from newsroom.kit.text import normal, tidy_line


def on_site(text: str) -> str:
    """An address of the site however it was pasted: from its first slash on, letters unescaped.

    What is no letter stays as it is escaped, so that no path becomes a query.
    """
    address = tidy_line(text)
    if address.startswith(f"{settings.SITE_URL}/"):
        address = address.removeprefix(settings.SITE_URL)
    return normal("NFC", uri_to_iri(iri_to_uri(address)))


def as_asked_for(text: str) -> str:
    """The same for addresses that are asked for alike: with and without the last slash, and
    whatever part of the page they lead to.
    """
    path, _mark, query = on_site(text).partition("#")[0].partition("?")
    path = path.rstrip("/") or "/"
    return f"{path}?{query}" if query else path


class OldPathField(NameField):
    """What is stored, or looked for, is `as_asked_for`."""

    tidy = staticmethod(as_asked_for)


class NewPathField(NameField):
    """What is stored is `on_site`."""

    tidy = staticmethod(on_site)


class RedirectQuerySet(models.QuerySet["Redirect"]):
    """The questions that are asked about old paths."""

    def from_any(self, *addresses: str) -> dict[str, str]:
        """The new path by the old one, for those of some addresses that are redirected, with
        their query or without it.
        """
        asked = {as_asked_for(address) for address in addresses}
        asked |= {address.partition("?")[0] for address in asked}
        return dict(self.filter(old_path__in=asked).values_list("old_path", "new_path"))

    def way_on(self, address: str) -> str | None:
        """Where an address leads, or None.

        The query is part of an old path, or else it is kept: unless the new path has one, or
        would become an old path by it.
        """
        ways, asked = self.from_any(address), as_asked_for(address)
        path, _mark, query = asked.partition("?")
        new = ways.get(asked, ways.get(path))
        if new is None or asked in ways or "?" in new:
            return new
        place, mark, part = new.partition("#")
        with_query = f"{place}?{query}"
        return new if self.filter(old_path=with_query).exists() else f"{with_query}{mark}{part}"


@vouched_for_when_edited
class Redirect(models.Model):
    """An old address of the site and where it leads now.

    Triggers refuse a ring, whoever writes here.
    """

    old_path = OldPathField(
        _("old path"),
        max_length=300,
        unique=True,
        help_text=_("With or without the last slash; with a query, such as ?id=7, or without."),
    )
    new_path = NewPathField(_("new path"), max_length=300)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["old_path"]
        constraints = [
            models.CheckConstraint(
                name="nothing_leads_away_from_the_front_page",
                condition=~Q(old_path="/"),
                violation_error_message=_("The front page is always there: nothing leads away."),
            ),
            # Browsers read a backslash as a slash, and leave out tabs and line breaks.
            models.CheckConstraint(
                name="a_redirect_stays_on_the_site",
                condition=Q(old_path__startswith="/", new_path__startswith="/")
                & ~Q(old_path__startswith="//")
                & ~Q(new_path__startswith="//")
                & ~Q(new_path__contains="\\")
                & ~Q(new_path__contains="\t")
                & ~Q(new_path__contains="\n")
                & ~Q(new_path__contains="\r"),
                violation_error_message=_("Both paths start with one slash: /2024/05/old-title/."),
            ),
        ]

    def __str__(self):
        return f"{self.old_path} → {self.new_path}"

    def clean(self) -> None:
        if self._leads_back():
            words = _("From there a way leads back to the old path: readers would go in a ring.")
            raise ValidationError({"new_path": words}, code="ring")

    def _leads_back(self):
        """Whether the old path, with a query or without, is reached from the new one."""
        old, others = as_asked_for(self.old_path), Redirect.objects.exclude(pk=self.pk)
        reached: set[str] = set()
        places = {self.new_path}
        while places:
            asked = {as_asked_for(place) for place in places}
            reached |= asked | {place.partition("?")[0] for place in asked}
            places = set(others.from_any(*places).values())
            places = {place for place in places if as_asked_for(place) not in reached}
        return old in reached
