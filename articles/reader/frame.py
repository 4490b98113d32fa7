"""What stands around every page: the masthead, the ways to sections and pages, the address."""

import json
from functools import cached_property

from django.conf import settings

from articles.models import PublishedVersion, Section
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
    """One query, whatever is asked of it, made when a template first asks."""

    site_url = settings.SITE_URL

    def __init__(self, request):
        self.request = request

    @property
    def path(self):
        return self.request.path

    @cached_property
    def masthead(self):
        """The masthead, with what else stands around a page in columns of JSON."""
        sections = JsonList(PublishedVersion.objects.live().sections())
        pages = JsonList(PublishedVersion.objects.live_pages(), "title", "path", "language")
        return Masthead.objects.annotate(sections=sections, pages=pages).get(pk=Masthead.THE_ROW)

    @cached_property
    def sections(self):
        """The sections in which there is something to read."""
        return instances(Section, self.masthead.sections)

    @cached_property
    def pages(self):
        """The pages of the publication itself: the title, path and language of each."""
        return json.loads(self.masthead.pages)

    @property
    def language(self):
        return self.masthead.language

    @property
    def direction(self):
        return direction(self.language)
