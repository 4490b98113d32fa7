"""What stands around every page: masthead, identity, menus, the site's address."""

import json
from functools import cached_property

from django.conf import settings

from articles.models import MenuEntry, PublishedVersion, Section
from articles.reader.menus import OF_A_PAGE, Menus
from newsroom.identity.shown import Shown
from newsroom.kit.json_rows import JsonList, instances
from newsroom.kit.languages import direction
from newsroom.models import Masthead


def frame(request):
    """The context processor. Pages that print no frame, as those of the desk, cost no query.

    A request has one frame, however many pages are written for it.
    """
    if not hasattr(request, "frame"):
        request.frame = Frame(request)
    return {"frame": request.frame}


class Frame:
    """One query, whatever is asked of it, made when a template first asks.

    `identity` is another one than the stored, where somebody looks at it before it is saved.
    """

    site_url = settings.SITE_URL

    def __init__(self, request, identity=None):
        self.request, self._identity = request, identity

    @property
    def path(self):
        return self.request.path

    @cached_property
    def masthead(self):
        """The masthead with its identity, and in columns of JSON what its menus may lead to."""
        columns = {
            "sections": JsonList(PublishedVersion.objects.live().sections()),
            "pages": JsonList(PublishedVersion.objects.live_pages(), *OF_A_PAGE),
            "entries": JsonList(MenuEntry.objects.leading_on()),
        }
        mastheads = Masthead.objects.select_related("identity").annotate(**columns)
        return mastheads.get(pk=Masthead.THE_ROW)

    @cached_property
    def identity(self):
        return self._identity or Shown(self.masthead.identity)

    @cached_property
    def sections(self):
        """The sections in which there is something to read."""
        return instances(Section, self.masthead.sections)

    @cached_property
    def main_menu(self):
        return self._menus.main()

    @cached_property
    def footer_menu(self):
        return self._menus.footer()

    @cached_property
    def pages(self):
        """The pages of the publication itself, as links."""
        return self._menus.pages()

    @property
    def in_main(self):
        """The addresses in the menu on top, which need no second line there."""
        return {link.url for link in self.main_menu}

    @property
    def in_footer(self):
        """The same, of the menu at the foot."""
        return {link.url for link in self.footer_menu}

    @property
    def language(self):
        return self.masthead.language

    @property
    def direction(self):
        return direction(self.language)

    @cached_property
    def _menus(self):
        entries = instances(MenuEntry, self.masthead.entries)
        pages = json.loads(self.masthead.pages)
        return Menus(entries, self.sections, pages, self.language)
