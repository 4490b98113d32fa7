"""What search engines are told to look at: what is live, and what may be named."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem, sitemap
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from articles.disclosure.naming import public_funders, public_grants
from articles.models import (
    Issue,
    PublishedVersion,
    Series,
    Tag,
    VersionByline,
    VersionFigure,
    VersionTag,
)
from articles.reader.indexes import LISTS, with_pieces
from articles.reader.paid_content import without_paid_content
from articles.reader.translations import translations_of, with_translations
from authors.models import Author
from newsroom.kit import clock
from newsroom.kit.json_rows import JsonRows, instances
from newsroom.models import Masthead

LEAD = ("lead_file", "lead_width", "lead_height", "lead_focal_x", "lead_focal_y")
NEWS, MOST_NEWS = timedelta(days=2), 1000


class SiteMap(Sitemap):
    """Addresses under the site's own name, whatever host the request was sent to."""

    limit = 5000

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme


class Pieces(SiteMap):
    """Every piece, with the pictures that stand in it and the languages that it is there in."""

    def versions(self):
        return PublishedVersion.objects.live().newest_first()

    def items(self):
        figures = JsonRows(VersionFigure, key="version_id", order="position")
        told = self.versions().only("path", "printed_at", "language", "original", *LEAD)
        return with_translations(told).annotate(figure_rows=figures)

    def location(self, item):
        return item.path

    def lastmod(self, item):
        return item.printed_at.replace(microsecond=0)

    def get_urls(self, *args, **kwargs):
        urls = super().get_urls(*args, **kwargs)
        return [url | _beside(url["item"]) for url in urls]


class Pages(Pieces):
    """The pages of the publication itself."""

    def versions(self):
        return PublishedVersion.objects.live_pages()


class Lists(SiteMap):
    """Sections, authors, tags, issues and series with something to read, and the lists of them."""

    def items(self):
        sections = PublishedVersion.objects.live().sections()
        live = PublishedVersion.objects.live().values("pk")
        bylines = VersionByline.objects.filter(version__in=live)
        authors = Author.objects.filter(merged_into=None, pk__in=bylines.values("author"))
        tags = VersionTag.objects.filter(version__in=live)
        tags = Tag.objects.filter(pk__in=tags.values("tag")).order_by("name")
        return [
            reverse("home"),
            *(section.get_absolute_url() for section in sections),
            *(author.get_absolute_url() for author in authors),
            *(reverse("tag", args=[tag.slug]) for tag in tags),
            *(one.get_absolute_url() for one in with_pieces(Issue.objects.all(), "issue")),
            *(one.get_absolute_url() for one in with_pieces(Series.objects.all(), "series")),
            *(reverse(name) for name, _label in LISTS),
        ]

    def location(self, item):
        return item


class FundingPages(SiteMap):
    """Who pays, and what was corrected."""

    def items(self):
        return [
            reverse("corrections"),
            reverse("funding"),
            *(grant.get_absolute_url() for grant in public_grants()),
            *(funder.get_absolute_url() for funder in public_funders()),
        ]

    def location(self, item):
        return item


SITEMAPS = {"pieces": Pieces, "pages": Pages, "lists": Lists, "funding": FundingPages}


def _beside(version):
    """What a sitemap says of a piece beside its address."""
    others = translations_of(version)
    own = [(version.language, version.path)] if others else []
    languages = [*own, *((one.language, one.path) for one in others)]
    return {
        "pictures": _pictures(version),
        "languages": [(language, settings.SITE_URL + path) for language, path in languages],
    }


def _pictures(version):
    """The address of each picture of a piece, once."""
    figures = [figure.picture for figure in instances(VersionFigure, version.figure_rows)]
    shown = [picture for picture in (version.lead_picture, *figures) if picture]
    return list(dict.fromkeys(settings.SITE_URL + picture.whole for picture in shown))


@require_safe
@conditional_page
def one(request, section):
    """A sitemap, without Last-Modified: the newest moment goes back when a piece is withdrawn."""
    response = sitemap(request, SITEMAPS, section, template_name="articles/sitemap.xml")
    del response["Last-Modified"]
    return response


@require_safe
@conditional_page
def news(request):
    """What appeared in the last two days, for news search: no paid content, which is not news.

    (developers.google.com, "Create a News sitemap": two days, 1,000 pieces;
    support.google.com/news/publisher-center, "Ads & sponsored content".)
    """
    since = clock.now() - NEWS
    fresh = PublishedVersion.objects.live().filter(first_published_at__gt=since)
    versions = without_paid_content(fresh).newest_first().defer("body")[:MOST_NEWS]
    context = {"versions": versions, "house": Masthead.current(), "site_url": settings.SITE_URL}
    return render(request, "articles/news_sitemap.xml", context, content_type="application/xml")


@require_safe
@conditional_page
def index(request):
    """The sitemaps and all their pages, under the site's own name."""
    pages = []
    for section, kind in SITEMAPS.items():
        address = settings.SITE_URL + reverse("sitemap", args=[section])
        numbers = kind().paginator.page_range
        pages += [f"{address}?p={number}" if number > 1 else address for number in numbers]
    context = {"sitemaps": [SitemapIndexItem(page) for page in pages]}
    return render(request, "sitemap_index.xml", context, content_type="application/xml")
