"""What leads on from every page: the entries that editors chose, or else what is there to read."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Menu, MenuEntry, Section

# What of a live page a menu has to know.
OF_A_PAGE = ("article_id", "title", "path", "language")


class Link(NamedTuple):
    """A line of a menu; the language is empty where it is that of the page around it."""

    label: str
    url: str
    language: str = ""


class Menus:
    """The menus of a site, from their entries, the sections in which there is something to read,
    and the pages that readers see, each a row of OF_A_PAGE.

    Entries are in the language of the publication; of the titles of pages, each has its own.
    """

    def __init__(
        self,
        entries: Iterable[MenuEntry],
        sections: list[Section],
        pages: list[dict],
        language: str,
    ) -> None:
        self._entries, self._language = list(entries), language
        self._sections = {section.pk: section for section in sections}
        self._pages = {page["article_id"]: page for page in pages}

    def main(self) -> list[Link]:
        """On top of every page; without entries, the sections."""
        if made := self._made(Menu.Place.MAIN):
            return list(self._links(made))
        return [self._to_section(section) for section in self._sections.values()]

    def footer(self) -> list[Link]:
        """At the foot, before what is there on every site; without entries, pages and archive."""
        if made := self._made(Menu.Place.FOOTER):
            return list(self._links(made))
        return [*self.pages(), Link(_("Archive"), reverse("archive"))]

    def pages(self) -> list[Link]:
        """Every page that readers see, whatever the menus lead to."""
        return [self._to_page(page) for page in self._pages.values()]

    def _made(self, place):
        return [entry for entry in self._entries if entry.menu_id == place]

    def _links(self, entries: list[MenuEntry]) -> Iterator[Link]:
        """What has nothing to read has no page, and so no line."""
        for entry in entries:
            if section := self._sections.get(entry.section_id):
                yield self._to_section(section, entry.label)
            elif page := self._pages.get(entry.page_id):
                yield self._to_page(page, entry.label)
            elif entry.link:
                yield Link(entry.label, entry.link, self._language)

    def _to_section(self, section, label=""):
        return Link(label or section.name, section.get_absolute_url(), self._language)

    def _to_page(self, page, label=""):
        language = self._language if label else page["language"]
        return Link(label or page["title"], page["path"], language)
