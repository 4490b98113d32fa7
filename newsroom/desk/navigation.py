"""The navigation of the desk: its rooms, in the words of those who work in them.

The page of each model stands in the `room` that its ModelAdmin names; what is no page of a model
is brought at start with `add_page`. Shown is only what the person may open.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.admin import AdminSite
from django.db.models import TextChoices
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class Room(TextChoices):
    """The rooms, in the order in which they are shown."""

    PIECES = "pieces", _("Pieces")
    CALENDAR = "calendar", _("Calendar")
    FRONT = "front", _("Front page")
    PHOTOS = "photos", _("Photos")
    AUTHORS = "authors", _("Authors")
    FUNDING = "funding", _("Funding")
    HOUSE = "house", _("House")


class InARoom:
    """For every page of the desk: where it stands, and whether the name of its room leads to it."""

    room = Room.HOUSE
    leads_its_room = False


class Page(NamedTuple):
    """A page that is no model's: the name of its URL, and the permission that opens it."""

    room: Room
    label: Promise
    url_name: str
    permission: str


class Entry(NamedTuple):
    label: str
    url: str
    is_here: bool = False


class ShownRoom(NamedTuple):
    """A room that somebody may enter. The first of its entries is where its name leads."""

    label: str
    entries: list[Entry]

    @property
    def url(self) -> str:
        return self.entries[0].url

    @property
    def is_here(self) -> bool:
        return any(entry.is_here for entry in self.entries)


PAGES: list[Page] = []


def add_page(page: Page) -> None:
    """Bring a page into its room, at start."""
    if page not in PAGES:
        PAGES.append(page)


def navigation(
    site: AdminSite, request: HttpRequest, apps: list[dict[str, Any]]
) -> list[ShownRoom]:
    """The rooms that somebody may enter; `apps` is what `site.get_app_list` gives them."""
    entries: dict[str, list[Entry]] = {room: [] for room in Room}
    for room, entry in [*_of_models(site, apps), *_of_pages(request)]:
        entries[room].append(entry)
    urls = [entry.url for found in entries.values() for entry in found]
    # The page of a list may lie in the folder of another; a row may be in a list elsewhere.
    path = getattr(request, "listed_at", request.path)
    here = max(filter(path.startswith, urls), key=len, default=None)
    return [
        ShownRoom(Room(room).label, [one._replace(is_here=one.url == here) for one in found])
        for room, found in entries.items()
        if found
    ]


def _of_models(site: AdminSite, apps: list[dict[str, Any]]) -> Iterator[tuple[str, Entry]]:
    models = [model for app in apps for model in app["models"] if model["admin_url"]]
    of = {model["model"]: site.get_model_admin(model["model"]) for model in models}
    for model in sorted(models, key=lambda one: (not of[one["model"]].leads_its_room, one["name"])):
        yield of[model["model"]].room, Entry(capfirst(model["name"]), model["admin_url"])


def _of_pages(request: HttpRequest) -> Iterator[tuple[str, Entry]]:
    for page in PAGES:
        if request.user.has_perm(page.permission):
            yield page.room, Entry(str(page.label), reverse(page.url_name))
