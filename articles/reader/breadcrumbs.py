"""Where a page stands: the way to it from the front page, for readers and for machines.

Each is a list of `Crumb`, the page itself the last. Names are said in the language of the page
that prints them.
"""

from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FRONT_PAGE = _("Front page")
# The list in which each kind of subject stands, and what it is called.
LISTED = {
    "issue": ("issues", _("Issues")),
    "series": ("all-series", pgettext_lazy("several", "Series")),
    "author": ("authors", _("Authors")),
    "tag": ("tags", _("Tags")),
}
ARCHIVE = _("Archive")
REGISTER = _("Who funds us")
CORRECTIONS = _("Corrections")


class Crumb(NamedTuple):
    """A page on the way, and its path."""

    name: str
    path: str


def of_piece(version):
    """By its section, as far as that was printed."""
    crumbs = [_front_page()]
    if version.section_slug:
        crumbs.append(Crumb(version.section_name, reverse("section", args=[version.section_slug])))
    return [*crumbs, Crumb(version.title, version.path)]


def of_page(version):
    """Of a page of the publication itself."""
    return [_front_page(), Crumb(version.title, version.path)]


def of_subject(kind, subject):
    """Of the page of a section, author, tag, issue or series, by the list in which it stands."""
    return [*(of_list(kind) if kind in LISTED else [_front_page()]), _crumb(subject)]


def of_list(kind):
    """Of the list of all authors, tags, issues or series."""
    name, label = LISTED[kind]
    return [_front_page(), Crumb(label, reverse(name))]


def of_archive(year=None, month=None):
    """Of the archive, of one of its years, or of a month: the first day of it."""
    crumbs = [_front_page(), Crumb(ARCHIVE, reverse("archive"))]
    if year:
        crumbs.append(Crumb(str(year), reverse("archive-year", args=[f"{year:04}"])))
    if month:
        address = reverse("archive-month", args=[f"{year:04}", f"{month:%m}"])
        crumbs.append(Crumb(_in_words(month, "F"), address))
    return crumbs


def of_register(name="", path=""):
    """Of the register of grants, or of the page of a grant or funder in it."""
    register = Crumb(REGISTER, reverse("funding"))
    return [_front_page(), register, *([Crumb(name, path)] if name else [])]


def of_corrections():
    return [_front_page(), Crumb(CORRECTIONS, reverse("corrections"))]


def _front_page():
    return Crumb(FRONT_PAGE, reverse("home"))


def _crumb(subject):
    return Crumb(subject.name, subject.get_absolute_url())


_in_words = lazy(date_format, str)
