"""Every address of the program, read from its URL patterns, with rows of the demo in them."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import Resolver404, resolve, reverse

from articles.models import Article, Autosave, FoundSentence, Photo
from authors.models import Author
from funding.ready_made import catalogue
from tests.articles.reader.crawling import crawl
from tests.routes import routes

# What stands in addresses of the desk for what is no key of a row.
OF_THE_DESK = {
    "kind": "csv",
    "key": next(one.key for one in catalogue() if "site" in one.belongs_to),
    "app_label": "articles",
    "url": "no-such-page",
    "id": "1",
    "edit": "1",
    "revision": "1",
    "form": "html",
}
# Pages whose address has the key of another row than those beside them.
WITH_THE_KEY_OF = {
    "articles_article_throw_away": Autosave,
    "articles_settlement_sentence": FoundSentence,
    "articles_settlement_aside": FoundSentence,
}
# Pages of some rows alone.
OF_SOME = {"articles_article_untie": Q(translation_of__isnull=False)}


@dataclass(frozen=True)
class Address:
    """One URL pattern: how the documentation writes it, and addresses of the demo that it takes."""

    pattern: str
    urls: tuple[str, ...]

    @property
    def is_of_the_desk(self):
        return self.pattern.startswith(reverse("admin:index"))


def addresses(linked):
    """All of them; of readers with those of ``{route: addresses}``, as `crawled` finds them."""
    found = [
        Address(
            written(route), tuple(urls_at_the_desk(route, one.name or "") or linked.get(route, ()))
        )
        for route, one in routes()
    ]
    return list(dict.fromkeys(found))


def written(route):
    """A route as the documentation writes it: `/desk/articles/article/<object_id>/change/`."""
    named = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", route)
    named = re.sub(r"\(\?:(.*?)\)\?", r"[\1]", named)
    return "/" + re.sub(r"<\w+:", "<", named).translate({ord(one): None for one in "^$\\"})


def urls_at_the_desk(route, name):
    """Addresses that a route of the desk takes; none for those that readers have links to."""
    pattern = written(route)
    taken = re.findall(r"<(\w+)>", pattern)
    if not taken:
        return [pattern]
    if not pattern.startswith(reverse("admin:index")):
        return []
    model = model_of(name)
    return [
        re.sub(r"<(\w+)>", lambda one, row=row: str(OF_THE_DESK.get(one[1], row)), pattern)
        + beside(name, row)
        for row in (keys(model, OF_SOME.get(name, Q())) if model else [""])
    ]


def beside(name, row):
    """What an address asks for besides, of a page that has a form only then."""
    if name != "authors_author_same":
        return ""
    return f"?with={Author.objects.filter(merged_into=None).exclude(pk=row).first().pk}"


def model_of(name):
    """The model of a page of the desk, by the names that Django gives to their addresses."""
    if name in WITH_THE_KEY_OF:
        return WITH_THE_KEY_OF[name]
    for model in admin.site._registry:
        if name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_"):
            return model
    return None


def keys(model, those):
    """Of a few of those rows: the oldest and the newest; of pieces at each stage one of a
    contributor, who reads no others, and one of somebody else.
    """
    rows = model._base_manager.filter(those).order_by("pk")
    if model is Article:
        own = User.objects.filter(groups__name="Contributor")
        theirs = {*own.values_list("pk", flat=True)}
        return sorted({(row.stage, row.created_by_id in theirs): row.pk for row in rows}.values())
    found = list(rows.values_list("pk", flat=True))
    return sorted({*found[:1], *found[-1:]})


def crawled(client):
    """``{route: two addresses}`` of whatever a stranger comes to from the first page."""
    photo = Photo.objects.exclude(file="").first()
    found = {}
    for address in crawl(client, also=[photo.file.url]):
        path = urlsplit(address).path
        found.setdefault(resolve(path).route, {})[path] = None
    return {route: list(paths)[:2] for route, paths in found.items()}


def route_of(url):
    try:
        return resolve(urlsplit(url).path).route
    except Resolver404:
        return None
