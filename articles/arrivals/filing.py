"""What pieces were filed under there, and what they are filed under here.

A file says it, which a first run writes and a person corrects:

    [category]
    "essays" = "section: Essays"
    "europe/poland" = "tag: Poland"
    "uncategorised" = ""

A section that is not there yet is made; what leads to nothing is left out.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.arrivals.incoming import Term
from articles.arrivals.text_files import Unreadable, text_of
from articles.models import Redirect, Section, Tag
from newsroom.audit import changes
from newsroom.kit.text import name_key, tidy_line

SECTION, TAG = "section", "tag"
# What pieces were filed under there: each is a table of the file.
KINDS = ("category", "tag")
# What a system files under by itself where nobody chose anything.
UNFILED = {"uncategorized", "uncategorised", "bez-kategorii", "allgemein", "без-рубрики"}


class WrongMapping(Exception):
    """A file says something else than where things go. The message says where."""


@dataclass(frozen=True)
class Place:
    """Where something goes: a section or tag of a name, or nowhere."""

    kind: str
    name: str

    def __str__(self):
        return f"{self.kind}: {self.name}" if self.kind else ""


NOWHERE = Place("", "")


def usual(term: Term) -> Place:
    """A category on top is a section, one below another a tag, and a tag is a tag."""
    if term.slug in UNFILED:
        return NOWHERE
    return Place(SECTION if term.kind == "category" and not term.parents else TAG, term.name)


def path_of(term: Term) -> str:
    return "/".join((*term.parents, term.slug))


def read_mapping(path: Path) -> dict[tuple[str, str], Place]:
    """What a file says, by kind and path of a term. Raises WrongMapping."""
    try:
        tables = tomllib.loads(text_of(path))
    except Unreadable as problem:
        raise WrongMapping(str(problem)) from problem
    except (ValueError, RecursionError) as problem:
        raise WrongMapping(f"{path}: {problem}.") from problem
    for kind, places in tables.items():
        if kind not in KINDS or not isinstance(places, Mapping):
            raise WrongMapping(f"{path}: “{kind}” is not one of its tables, [category] and [tag].")
    return {
        (kind, slug): _place(path, slug, said)
        for kind, places in tables.items()
        for slug, said in places.items()
    }


def _place(path, slug, said):
    kind, _colon, name = str(said).partition(":")
    kind, name = kind.strip(), tidy_line(name)
    if not kind:
        return NOWHERE
    if kind not in (SECTION, TAG) or not name:
        words = _("%(file)s: “%(said)s” of “%(slug)s” is neither a section nor a tag.")
        raise WrongMapping(words % {"file": path, "said": said, "slug": slug})
    return Place(kind, name)


def write_mapping(terms: Iterable[Term], path: Path) -> None:
    """Write what would be done by itself into a file that a person corrects."""
    lines = ["# Where pieces go: “section: Name”, “tag: Name”, or nowhere (“”).", ""]
    for kind in KINDS:
        lines.append(f"[{kind}]")
        # Two of one path are one line: the file knows them apart no more than an address does.
        of_kind = {path_of(term): usual(term) for term in terms if term.kind == kind}
        lines += [f"{_quoted(slug)} = {_quoted(str(of_kind[slug]))}" for slug in sorted(of_kind)]
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def _quoted(text):
    """A text as TOML has it: as JSON does, which lets one more control stand."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


@dataclass
class Filing:
    """Sections and tags for what comes in. `unfiled` is the name of the section of a piece that has
    none; without it, that is the first there is.
    """

    by: User
    unfiled: str = ""
    mapping: Mapping[tuple[str, str], Place] = field(default_factory=dict)

    def place(self, term: Term) -> Place:
        return self.mapping.get((term.kind, path_of(term)), usual(term))

    def section(self, terms: Iterable[Term]) -> Section:
        """That of the first term that leads to one."""
        named = [place.name for term in terms if (place := self.place(term)).kind == SECTION]
        return self._section(named[0]) if named else self._of_the_unfiled()

    def tags(self, terms: Iterable[Term]) -> list[str]:
        """The names of the tags; a second section is one, so that nothing is lost."""
        places = [self.place(term) for term in terms]
        sections = [place.name for place in places if place.kind == SECTION]
        named = [*(place.name for place in places if place.kind == TAG), *sections[1:]]
        return list(dict.fromkeys(named))

    def lead_on(self, term: Term, path: str) -> None:
        """Let the page of a term lead to that of the section or tag, once there is one.

        Raises ValidationError for a name that no tag can have.
        """
        place = self.place(term)
        rows = {SECTION: Section, TAG: Tag}.get(place.kind)
        found = rows and rows.objects.filter(key=_key(place)).first()
        if not found or found.get_absolute_url().rstrip("/") == path:
            return
        redirect, is_new = Redirect.objects.get_or_create(
            old_path=path, defaults={"new_path": found.get_absolute_url()}
        )
        if is_new:
            changes.added(self.by, redirect)

    def _of_the_unfiled(self):
        first = None if self.unfiled else Section.objects.first()
        return first or self._section(self.unfiled or "Articles")

    def _section(self, name):
        section = Section.objects.filter(key=name_key(name)).first()
        if section is None:
            section = Section(name=name)
            try:
                section.full_clean(exclude=["slug"])
            except ValidationError as problem:
                words = _("There can be no section “%(name)s”: %(problem)s")
                told = {"name": name, "problem": " ".join(problem.messages)}
                raise ValidationError(words % told) from problem
            section.save()
            changes.added(self.by, section)
        return section


def _key(place):
    return Tag.called(place.name).key if place.kind == TAG else name_key(place.name)
