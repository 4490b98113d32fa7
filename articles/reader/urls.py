"""The addresses readers know. Those of pieces are their dates and never change."""

from django.urls import path, re_path

from articles.reader import funding_pages, pictures, views

urlpatterns = [
    path("", views.home, name="home"),
    re_path(r"^(?P<path>\d{4}/\d\d/\d\d/[\w-]+)/$", views.article, name="article"),
    path("section/<slug:slug>/", views.section, name="section"),
    path("author/<slug:slug>/", views.author, name="author"),
    re_path(r"^tag/(?P<slug>[\w-]+)/$", views.tag, name="tag"),
    path("about/", views.about, name="about"),
    path("funding/", funding_pages.funding, name="funding"),
    path("funding/<slug:slug>/", funding_pages.grant, name="grant"),
    path("funder/<slug:slug>/", funding_pages.funder, name="funder"),
    re_path(
        r"^pictures/(?P<width>\d{1,5})/(?P<sha>[0-9a-f]{64})\.(?P<kind>webp|jpg)$",
        pictures.rendered,
        name="picture",
    ),
    re_path(
        r"^media/(?P<name>pictures/[0-9a-f]{2}/[0-9a-f]{64}\.(?:jpg|png|webp|avif))$",
        pictures.original,
        name="original",
    ),
]
