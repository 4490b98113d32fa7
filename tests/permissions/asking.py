"""What somebody is told who asks about rows: choices, popups, and the addresses of lists."""

from collections import Counter
from html import unescape
from pathlib import PurePosixPath

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, FileField, TextField
from django.test import RequestFactory
from django.urls import reverse

POPUP = "_popup"
# What no column holds.
NOWHERE = "nowhere at all"
# Pages that name rows of many kinds, and the one that looks for them.
LISTS = ("index", "articles_article_board", "articles_publishedversion_calendar")
SEARCH = "admin:articles_article_search"


class Asking:
    """What one person asks, and is told."""

    def __init__(self, client, user):
        self.client, self.request = client, RequestFactory().get(reverse("admin:index"))
        self.request.user = user or AnonymousUser()
        self.keys = {source: self.keys_offered(source) for source, _target in choices()}
        self.known = {}

    def offered(self):
        """How many rows of each model they may choose who type a part of a name into a form."""
        found = Counter()
        for source, target in choices():
            found[target] += len(self.keys[source])
        return found

    def told(self):
        """Sentences: what somebody finds out about a row, or a column, that no page shows them."""
        for source, target in choices():
            for row in target._base_manager.filter(pk__in=self.keys[source]):
                if not self.may_read(row):
                    yield f"is offered {row!r} for {source}, and may not read it."
        for model, page in admin.site._registry.items():
            if page.has_view_permission(self.request):
                yield from self.told_by_rows(model)
                yield from self.told_by_columns(model, page)
            for column in model._meta.concrete_fields:
                # A popup tells of a row that was saved in it the column that it was asked for.
                if not column.primary_key and page.to_field_allowed(self.request, column.name):
                    yield f"gets to know {column} in a popup."
        yield from self.told_by_naming()

    def told_by_naming(self):
        """What is hidden, and is led to by a page that lists or finds rows of many kinds."""
        hidden = [row for model in admin.site._registry for row in self.hidden(model)]
        lists = [self.client.get(reverse(f"admin:{name}")) for name in LISTS]
        for row in hidden:
            found = self.client.get(reverse(SEARCH), {"q": str(row)})
            for page in (*lists, found):
                if f'"{page_of(type(row), "change", row.pk)}"' in page.content.decode():
                    yield f"is led to {row!r} by {page.request['PATH_INFO']}"

    def hidden(self, model):
        """The first and the last of the rows that somebody may not read."""
        rows = [row for row in model._base_manager.order_by("pk") if not self.may_read(row)]
        return {*rows[:1], *rows[-1:]}

    def keys_offered(self, source):
        query = {
            "app_label": source.model._meta.app_label,
            "model_name": source.model._meta.model_name,
            "field_name": source.name,
        }
        keys, number, more = [], 0, True
        while more:
            number += 1
            answer = self.client.get(reverse("admin:autocomplete", query=query | {"page": number}))
            if answer.status_code != 200 or answer["Content-Type"] != "application/json":
                return keys
            keys += [one["id"] for one in answer.json()["results"]]
            more = answer.json()["pagination"]["more"]
        return keys

    def may_read(self, row):
        """Whether somebody reads the page of a row."""
        if row not in self.known:
            page = admin.site._registry[type(row)]
            may = page.has_view_permission(self.request)
            seen = page.get_object(self.request, str(row.pk)) if may else None
            self.known[row] = bool(seen) and page.has_view_permission(self.request, seen)
        return self.known[row]

    def told_by_rows(self, model):
        """Which rows are tied to one that is hidden: its page is, and they do not name it."""
        for path, target in paths(model):
            tied = model._base_manager.exclude(**{path: None}).values(path)
            hidden = [
                row
                for row in target._base_manager.filter(pk__in=tied).order_by("pk")
                if not self.may_read(row)
            ]
            for row in {*hidden[:1], *hidden[-1:]}:
                for asked in (path, f"{path}__id__exact"):
                    if self.finds_out(model, asked, row.pk, 0, str(row)):
                        yield f"finds out by the list of {model._meta.label_lower} {asked}: {row!r}"

    def told_by_columns(self, model, page):
        """What stands in a column that is hidden: no page of theirs has it."""
        shown = {*flatten_fieldsets(page.get_fieldsets(self.request))}
        shown |= {*page.get_list_display(self.request)}
        for column in model._meta.concrete_fields:
            if column.name in shown or column.choices or column.primary_key:
                continue
            if isinstance(column, CharField | TextField | FileField):
                kept = model._base_manager.exclude(**{column.name: ""})
                value = kept.order_by("-pk").values_list(column.name, flat=True).first()
                name = PurePosixPath(str(value)).name
                if value and self.finds_out(model, column.name, value, NOWHERE, name):
                    yield f"finds out by a list what {column} holds: {value!r}"

    def finds_out(self, model, asked, value, other, words):
        """Whether a list finds rows by a value, and others by another one, which neither it nor the
        page of the row shows.
        """
        page, found = self.listed(model, {asked: value})
        if not found or found == self.listed(model, {asked: other})[1]:
            return False
        return not any(
            words in unescape(shown.content.decode())
            for shown in (page, self.client.get(page_of(model, "change", found[0].pk)))
        )

    def listed(self, model, query):
        page = self.client.get(page_of(model, "changelist"), query)
        return page, list(page.context["cl"].result_list) if page.status_code == 200 else []


def page_of(model, name, *keys):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=keys)


def choices():
    """``(field, model)`` of each relation whose rows anybody may ask for by typing a name: Django
    asks only whether the model has a page that searches, not whether a form has the field.
    """
    for model in apps.get_models(include_auto_created=True):
        for field in (*model._meta.fields, *model._meta.many_to_many):
            page = admin.site._registry.get(field.related_model)
            if page and page.search_fields:
                yield field, field.related_model


def paths(model):
    """``(what is asked, model)``: each way from the rows of a list to rows that have a page."""
    for field in model._meta.get_fields():
        if field.is_relation and field.related_model in admin.site._registry:
            yield field.name, field.related_model
    for one in admin.site._registry[model].list_filter:
        path = one[0] if isinstance(one, tuple) else one
        if isinstance(path, str) and "__" in path:
            target = model
            for part in path.split("__"):
                target = target._meta.get_field(part).related_model
            if target in admin.site._registry:
                yield path, target
