"""The addresses readers know. Those of pieces are their dates and never change; those of pages of
the publication itself are one word.
"""

import re

from django.urls import path, re_path

from articles.reader import archive, crawlers, funding_pages, indexes, sitemaps, views
from articles.reader.channels import views as channels
from articles.reader.channels.channel import FORMATS
from articles.reader.channels.feed_entry import SUMMARY
from articles.reader.channels.oembed import oembed
from articles.reader.search import page as search

PIECE = r"^(?P<path>\d{4}/\d\d/\d\d/[\w-]+)/"
PAGE = r"^(?P<path>[\w-]+)/"
FEED = rf"feed/(?:(?P<mode>{SUMMARY})/)?(?P<name>{'|'.join(map(re.escape, FORMATS))})$"

urlpatterns = [
    re_path(f"{PIECE}$", views.article, name="article"),
    re_path(f"{PIECE}text/$", channels.text, name="text"),
    re_path(f"{PIECE}republish/$", channels.republish, name="republish"),
    path("section/<slug:slug>/", views.section, name="section"),
    path("author/<slug:slug>/", views.author, name="author"),
    re_path(r"^tag/(?P<slug>[\w-]+)/$", views.tag, name="tag"),
    path("oembed", oembed, name="oembed"),
    path("issue/<slug:slug>/", views.issue, name="issue"),
    path("series/<slug:slug>/", views.series, name="series"),
    path("issues/", indexes.issues, name="issues"),
    path("series/", indexes.series, name="all-series"),
    path("authors/", indexes.authors, name="authors"),
    path("tags/", indexes.tags, name="tags"),
    path("archive/", archive.archive, name="archive"),
    re_path(r"^archive/(?P<year>\d{4})/$", archive.year, name="archive-year"),
    re_path(r"^archive/(?P<year>\d{4})/(?P<month>\d\d)/$", archive.month, name="archive-month"),
    path("corrections/", views.corrections, name="corrections"),
    path("search/", search.search, name="search"),
    path("opensearch.xml", search.description, name="opensearch"),
    re_path(f"^{FEED}", channels.feed, name="feed"),
    re_path(rf"^section/(?P<section>[\w-]+)/{FEED}", channels.feed, name="feed"),
    re_path(rf"^author/(?P<author>[\w-]+)/{FEED}", channels.feed, name="feed"),
    re_path(rf"^tag/(?P<tag>[\w-]+)/{FEED}", channels.feed, name="feed"),
    re_path(rf"^issue/(?P<issue>[\w-]+)/{FEED}", channels.feed, name="feed"),
    re_path(rf"^series/(?P<series>[\w-]+)/{FEED}", channels.feed, name="feed"),
    re_path(rf"^language/(?P<language>[\w-]+)/{FEED}", channels.feed, name="feed"),
    path("sitemap.xml", sitemaps.index),
    path("sitemap-<section>.xml", sitemaps.one, name="sitemap"),
    path("news-sitemap.xml", sitemaps.news),
    path("robots.txt", crawlers.robots),
    path("trust.txt", crawlers.trust),
    path(".well-known/trust.txt", crawlers.trust),
    path("llms.txt", crawlers.llms),
    path("funding/", funding_pages.register, name="funding"),
    path("funding/register.csv", funding_pages.register_csv, name="register-csv"),
    path("funding/register.json", funding_pages.register_json, name="register-json"),
    path("funding/360giving.json", funding_pages.threesixty_json, name="360giving"),
    path("funding/<slug:slug>/", funding_pages.grant, name="grant"),
    path("funder/<slug:slug>/", funding_pages.funder, name="funder"),
    # Last: no page is given an address with which another one here begins.
    re_path(f"{PAGE}$", views.article, name="article"),
    re_path(f"{PAGE}text/$", channels.text, name="text"),
]
