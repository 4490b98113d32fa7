"""What search engines are told to look at: what is live, and what may be named."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.disclosure.naming import public_funders, public_grants
from articles.models import PublishedVersion, Tag, VersionByline, VersionTag
from authors.models import Author


class SiteMap(Sitemap):
    """Addresses under the site's own name, whatever host the request was sent to."""

    limit = 5000

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme


class Pieces(SiteMap):
    def items(self):
        return PublishedVersion.objects.live().newest_first().values_list("path", "printed_at")

    def location(self, item):
        return item[0]

    def lastmod(self, item):
        return item[1]


class Pages(Pieces):
    """The pages of the publication itself."""

    def items(self):
        return PublishedVersion.objects.live_pages().values_list("path", "printed_at")


class Lists(SiteMap):
    """Sections, authors and tags with something to read."""

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


@require_safe
def index(request):
    """The sitemaps and all their pages, under the site's own name."""
    pages = []
    for section, kind in SITEMAPS.items():
        address = settings.SITE_URL + reverse("sitemap", args=[section])
        numbers = kind().paginator.page_range
        pages += [f"{address}?p={number}" if number > 1 else address for number in numbers]
    context = {"sitemaps": [SitemapIndexItem(page) for page in pages]}
    return render(request, "sitemap_index.xml", context, content_type="application/xml")


@require_safe
def robots(request):
    """The desk is not named: its pages say themselves that they are not to be found."""
    lines = ["User-agent: *", "Disallow:", "", f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
