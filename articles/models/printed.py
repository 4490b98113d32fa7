"""A published version together with everything printed on it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from django.db.models import Model, QuerySet

from articles.models.choices import AUTHORING, UNNAMED
from articles.models.filed import Filed
from articles.models.notice_groups import NoticeGroup, notice_groups
from articles.models.version import PublishedVersion
from articles.models.version_parts import (
    VersionByline,
    VersionCorrection,
    VersionDisclosure,
    VersionFigure,
    VersionGrant,
    VersionHandle,
    VersionLogo,
    VersionParty,
    VersionTag,
    VersionWithheld,
)
from newsroom.audit.digest import sha256
from newsroom.kit.json_rows import JsonRows, instances

PARTS: dict[str, type[Any]] = {
    "bylines": VersionByline,
    "handles": VersionHandle,
    "figures": VersionFigure,
    "grants": VersionGrant,
    "parties": VersionParty,
    "logos": VersionLogo,
    "withheld": VersionWithheld,
    "disclosures": VersionDisclosure,
    "tags": VersionTag,
    "corrections": VersionCorrection,
}


# What tells rows apart and is shown to nobody.
KEYS = {"id", "number", "edition", "version_id", "byline_id", "version_grant_id", "position"}
KEYS |= {"light_id", "dark_id"}
MOMENTS = {"live_from", "live_until", "expires_at", "planned_until"}
MOMENTS |= {"first_published_at", "served_since", "printed_at", "path"}
BOOKKEEPING = KEYS | MOMENTS | {"frozen_at", "frozen_by_id", "article_id"}


@dataclass
class Printed:
    """What every renderer is handed: the page, a feed entry, a preview.

    The rows are model instances, stored or not yet stored, in print order; a
    preview is made of the same things as a page.
    """

    version: PublishedVersion
    bylines: list[VersionByline] = field(default_factory=list)
    handles: list[VersionHandle] = field(default_factory=list)
    figures: list[VersionFigure] = field(default_factory=list)
    grants: list[VersionGrant] = field(default_factory=list)
    parties: list[VersionParty] = field(default_factory=list)
    logos: list[VersionLogo] = field(default_factory=list)
    withheld: list[VersionWithheld] = field(default_factory=list)
    disclosures: list[VersionDisclosure] = field(default_factory=list)
    tags: list[VersionTag] = field(default_factory=list)
    corrections: list[VersionCorrection] = field(default_factory=list)

    def __post_init__(self):
        """Give each byline its handles and each grant its parties, in memory."""
        for byline in self.bylines:
            byline.own_handles = [h for h in self.handles if h.byline is byline]
        for grant in self.grants:
            grant.own_parties = [p for p in self.parties if p.version_grant is grant]

    @property
    def speaking(self) -> list[VersionByline]:
        """The bylines of those who speak in the piece, and are named wherever it is listed; whom
        it owes a translation or a photo is named on its own page.
        """
        return [byline for byline in self.bylines if byline.role in AUTHORING]

    @property
    def notices(self) -> list[VersionDisclosure]:
        """The disclosures that are printed, each once, in order."""
        return [disclosure for disclosure in self.disclosures if disclosure.is_printed]

    @property
    def paid(self) -> list[VersionDisclosure]:
        """The notices on who paid, or that nobody did."""
        return [notice for notice in self.notices if notice.is_on_funding]

    @property
    def known(self) -> list[VersionDisclosure]:
        """The notices on what else readers should know, under a heading of their own."""
        return [notice for notice in self.notices if not notice.is_on_funding]

    @cached_property
    def groups(self) -> list[NoticeGroup]:
        """The notices on who paid, grant by grant, with logos."""
        return notice_groups(self.disclosures, self.grants, self.logos)

    @property
    def labels(self) -> list[VersionDisclosure]:
        """The disclosures that stand over the piece as well."""
        return [disclosure for disclosure in self.notices if disclosure.is_on_top]

    @property
    def labels_elsewhere(self) -> list[VersionDisclosure]:
        """What stands by the title of the piece in lists and where it is shared: paid content is
        marked there even if its label stands under the piece alone.
        """
        return [notice for notice in self.notices if notice.is_on_top or notice.is_label_of_law]

    @property
    def paid_labels(self) -> list[VersionDisclosure]:
        """The labels that the law wants on paid content: a piece that has one is paid content."""
        return [notice for notice in self.notices if notice.is_label_of_law]

    @property
    def allows_appeals(self) -> bool:
        """Whether a donate box may stand here: every grant allows it, and none is kept unnamed."""
        unnamed = any(row.hides in UNNAMED for row in self.withheld)
        return not unnamed and all(grant.allows_appeals for grant in self.grants)

    def rows(self) -> list[Model]:
        """Every row, the version first: what is stored, and what the ledger vouches for."""
        return [self.version, *(row for part in PARTS for row in getattr(self, part))]

    def filed(self) -> Filed:
        """Where the version was filed when it was frozen, wherever the working copy is by now."""
        version = self.version
        return Filed(
            article_id=version.article_id,
            section_id=version.section_id,
            issue_id=version.issue_id,
            tag_ids=tuple(tag.tag_id for tag in self.tags),
            author_ids=tuple(byline.author_id for byline in self.bylines),
            speakers=len(self.speaking),
            language=version.language,
            funding=version.funding,
            first_published_at=version.first_published_at,
        )

    def content_digest(self) -> str:
        """The digest of what readers are shown: equal for two versions that print the same."""
        return sha256(
            [
                {
                    field.attname: getattr(row, field.attname)
                    for field in row._meta.concrete_fields
                    if field.attname not in BOOKKEEPING
                }
                for row in self.rows()
            ]
        )


def read_printed(
    versions: QuerySet[PublishedVersion], parts: Iterable[str] = tuple(PARTS)
) -> list[Printed]:
    """Read versions with their parts: one query, however many versions and parts there are.

    Of what is not among the `parts` there is nothing in them.
    """
    parts = tuple(parts)
    return [_printed(version, parts) for version in versions.annotate(**_columns(parts))]


@cache
def _columns(parts):
    """Parts of a version as columns."""
    return {
        f"{name}_rows": JsonRows(model, key="version_id", order="position")
        for name, model in PARTS.items()
        if name in parts
    }


def _printed(version, parts):
    read: dict[str, list[Any]] = {
        name: instances(PARTS[name], getattr(version, f"{name}_rows")) for name in parts
    }
    _join(read.get("handles", ()), "byline", read.get("bylines", ()))
    _join(read.get("parties", ()), "version_grant", read.get("grants", ()))
    return Printed(version, **read)


def _join(children, name, parents):
    by_key = {parent.pk: parent for parent in parents}
    for child in children:
        setattr(child, name, by_key[getattr(child, f"{name}_id")])
