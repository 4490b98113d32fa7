"""What stands before the pieces of an export: each row is found here by its name, or is made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from articles.arrivals.own.media import Media
from articles.former.models import Arrival, FormerSite
from articles.models import Issue, Section, Series, Tag
from authors.models import Author, SocialHandle
from newsroom.audit import changes
from newsroom.kit.text import name_key

Row = dict[str, Any]


@dataclass
class Around:
    """The rows of one export, of which `told` has what it says, by type and slug. `remarks` are
    for whoever brings the pieces in.
    """

    site: FormerSite
    by: User
    media: Media
    told: dict[str, dict[str, Row]]

    def __post_init__(self):
        self.remarks: list[str] = []

    def everything(self) -> Iterator[tuple[str, str, Callable[[str], Model | None]]]:
        """Yield the type and slug of each row, with what takes it in."""
        ways = {
            "section": self.section,
            "issue": self.issue,
            "series": self.series,
            "tag": self.tag,
            "author": self.author,
        }
        for type, way in ways.items():
            for slug in self.told[type]:
                yield type, slug, way

    def section(self, slug: str | None) -> Section | None:
        told = self._said("section", slug)
        known = told and Section.objects.filter(key=name_key(told["name"])).first()
        return known or (told and self._made(Section(**told)))

    def issue(self, slug: str | None) -> Issue | None:
        told = self._said("issue", slug)
        known = told and Issue.objects.filter(number=told["number"]).first()
        return known or (told and self._made(Issue(**self._with_cover(told))))

    def series(self, slug: str | None) -> Series | None:
        told = self._said("series", slug)
        known = told and Series.objects.filter(key=name_key(told["name"])).first()
        return known or (told and self._made(Series(**self._with_cover(told))))

    def tag(self, slug: str) -> Tag | None:
        told = self._said("tag", slug)
        known = told and Tag.objects.filter(key=Tag.called(told["name"]).key).first()
        return known or (told and self._made(Tag(**told)))

    def author(self, slug: str) -> Author | None:
        """Whoever came under this address, whoever has it and this name, or somebody new.

        Two of one name are two people, unless only one of them is told of and one is here.
        """
        told = self._said("author", slug)
        if told is None:
            return None
        arrivals = Arrival.objects.filter(site=self.site, kind=Arrival.Kind.AUTHOR)
        known = arrivals.filter(key=slug).select_related("author").first()
        if known and known.author:
            return known.author.survivor()
        author = self._here(told) or self._new_author(told)
        if not known:
            arrivals.create(site=self.site, kind=Arrival.Kind.AUTHOR, key=slug, author=author)
        return author

    def _here(self, told):
        named = Author.objects.named(told["name"])
        if found := named.filter(slug=told["slug"]).first():
            return found
        key = name_key(told["name"])
        namesakes = [one for one in self.told["author"].values() if name_key(one["name"]) == key]
        found = list(named[:2])
        return found[0] if len(found) == len(namesakes) == 1 else None

    def _new_author(self, told):
        columns = {name: told[name] for name in ("slug", "name", "affiliation", "bio")}
        author = self._saved(Author(**columns))
        if told["photo"]:
            self.media.fill(author, "photo", told["photo"])
            author.refresh_from_db()
        handles = [
            SocialHandle(author=author, position=position, **one)
            for position, one in enumerate(told["handles"])
        ]
        for handle in handles:
            handle.full_clean(exclude=["url"])
            handle.save()
        changes.added(self.by, author, *handles)
        return author

    def _said(self, type, slug):
        if slug is None:
            return None
        told = self.told[type].get(slug)
        if told is None:
            words = _("The file names “%(slug)s” (%(type)s) and does not say what that is.")
            self.remarks.append(words % {"slug": slug, "type": type})
        return told

    def _with_cover(self, told):
        return {**told, "cover": told["cover"] and self.media.photo(told["cover"])}

    def _made(self, row):
        self._saved(row)
        changes.added(self.by, row)
        return row

    @staticmethod
    def _saved(row):
        """Save a row, at its address if nothing else is there."""
        try:
            row.full_clean(exclude=["key"])
        except ValidationError as problem:
            if set(problem.error_dict) != {"slug"}:
                raise
            row.slug = ""
            row.full_clean(exclude=["key"])
        row.save()
        return row
