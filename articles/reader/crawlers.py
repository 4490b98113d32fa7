"""What the site says to whatever reads it by itself: `robots.txt`, `trust.txt`, `llms.txt`."""

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from articles.models import PublishedVersion
from articles.reader.paid_content import without_paid_content
from newsroom.environment import reporting
from newsroom.models import Masthead

KNOWN = Path(__file__).with_name("crawlers.toml")
TRAINING, ANSWERS = "training", "answers"
# What each choice of the masthead keeps away.
KEPT_AWAY = {
    Masthead.Crawlers.UNSAID: (),
    Masthead.Crawlers.ALLOWED: (),
    Masthead.Crawlers.NO_TRAINING: (TRAINING,),
    Masthead.Crawlers.REFUSED: (TRAINING, ANSWERS),
}
# How many of the newest pieces a guide for language models names.
LENGTH = 20


@cache
def crawlers():
    """What gathers pages for language models: name, operator, what for, and where that is said."""
    return tomllib.loads(KNOWN.read_text(encoding="utf-8"))["crawlers"]


@require_safe
@conditional_page
def robots(request):
    """The desk is not named: its pages say themselves that they are not to be found."""
    kept_away = KEPT_AWAY[Masthead.current().crawlers]
    named = [one["name"] for one in crawlers() if one["gathers_for"] in kept_away]
    lines = ["User-agent: *", "Disallow:", ""]
    if named:
        lines += [*(f"User-agent: {name}" for name in named), "Disallow: /", ""]
    maps = ("sitemap", "news-sitemap")
    return _text([*lines, *(f"Sitemap: {settings.SITE_URL}/{name}.xml" for name in maps)])


@require_safe
@conditional_page
def trust(request):
    """Whom the publication belongs to and where else it is, as JournalList has it.

    (journallist.net, "Reference Document for trust.txt Specifications", July 2024.)
    """
    masthead = Masthead.current()
    told = masthead.crawlers != Masthead.Crawlers.UNSAID
    may_train = "no" if TRAINING in KEPT_AWAY[masthead.crawlers] else "yes"
    disclosed = [settings.SITE_URL + reverse(name) for name in ("funding", "corrections")]
    lines = [
        f"# {masthead.name}",
        *(f"belongto={address}" for address in masthead.belongs_to_in_lines),
        *(f"social={address}" for address in masthead.profiles_in_lines),
        *([f"contact={reporting(masthead.contact)}"] if masthead.contact else []),
        *(f"disclosure={address}" for address in disclosed),
        *([f"datatrainingallowed={may_train}"] if told else []),
    ]
    return _text(lines)


@require_safe
@conditional_page
def llms(request):
    """A guide for language models (llmstxt.org): what the publication is, where it says who pays,
    and what is new. 404 where the masthead offers none, or keeps all of them away.
    """
    masthead = Masthead.current()
    if not masthead.llms_txt or masthead.crawlers == Masthead.Crawlers.REFUSED:
        raise Http404
    with translation.override(masthead.language):
        return _text(_guide(masthead, PublishedVersion.objects.live()))


def _guide(masthead, versions):
    newest = without_paid_content(versions).newest_first().defer("body")[:LENGTH]
    pages = [(_("Who funds us"), reverse("funding")), (_("Corrections"), reverse("corrections"))]
    return [
        f"# {masthead.name}",
        *(["", f"> {masthead.tagline}"] if masthead.tagline else []),
        "",
        _(
            "Who paid for a piece is part of the piece. Whoever quotes a piece, or answers with "
            "it, says who paid for it in the words that stand under it."
        ),
        *_links(_("About us"), pages),
        *_links(_("Sections"), ((one.name, one.get_absolute_url()) for one in versions.sections())),
        *_links(_("Newest pieces"), ((one.title, f"{one.path}text/") for one in newest)),
    ]


def _links(heading, links):
    """A list of links in Markdown, as the guide wants them."""
    listed = [f"- [{name}]({settings.SITE_URL}{path})" for name, path in links]
    return ["", f"## {heading}", "", *listed] if listed else []


def _text(lines):
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
