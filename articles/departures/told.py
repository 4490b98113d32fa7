"""How rows are told in an export: column by column, in JSON's own types.

A row that is told somewhere else is named by what it is called in the world, an address or the
digest of a file, and never by its key.
"""

from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.functions import Collate

from articles.models import Article, Photo
from funding.models import Grant, Statement
from newsroom.backups.kinds import kind_of
from newsroom.backups.tables import BY_BYTES

Row = dict[str, Any]

SECTION = ("slug", "name", "description", "position")
ISSUE = ("slug", "number", "title", "dated", "description")
SERIES = ("slug", "name", "description")
TAG = ("slug", "name")
AUTHOR = ("slug", "name", "affiliation", "bio", "photo")
HANDLE = ("platform", "handle")
PHOTO = (
    *("file", "called", "alt", "decorative", "caption", "credit", "licence"),
    *("focal_x", "focal_y"),
)
TEXT = ("title", "standfirst", "body", "language", "kind", "issue_place", "part", "funding")
PIECE = (*TEXT, "stage", "slug", "lead_caption", "lead_credit", "dated", "due")
PIECE += ("path", "first_published_at")
CORRECTION = ("kind", "text", "dated")
GUESS = ("field", "why")
FUNDER = (
    *("slug", "name", "kind", "country", "url", "about", "public", "anonymous", "consent"),
    "logo_leads",
)
LOGO = ("file", "background", "alt", "permitted_from", "permitted_until")
GRANT = (
    *("slug", "title", "reference", "framework", "kind", "status", "amount", "currency"),
    *("amount_public", "starts_on", "ends_on", "pieces_from", "pieces_until", "awarded_on"),
    *("promised_pieces", "embargoed_until", "agreement", "summary", "public", "allows_appeals"),
)
PARTY = ("role", "share")
STATEMENT = (
    *("kind", "label", "mandatory", "placement", "occasion", "position"),
    *("fallback_language", "fallback_consent", "fallback_evidence"),
)
WORDING = ("language", "variant", "number", "text", "status", "note", "evidence")
COVERAGE = ("mode", "first_published_from", "first_published_until", "reason")
WAIVER = ("kind", "hides", "reason", "approved_by", "evidence", "review_on")


def told(row: Model, columns: Collection[str]) -> Row:
    """Some columns of a row, each by its name."""
    return {name: _value(row, name) for name in columns}


def _value(row, name):
    field = row._meta.get_field(name)
    value = field.value_from_object(row)
    # Of a column that names a file that is its name, and nothing where there is none.
    value = getattr(value, "name", value)
    return None if value is None else kind_of(field).written(value)


def moment(value: Any) -> str | None:
    """A moment, or nothing."""
    return value and kind_of(Article._meta.get_field("created_at")).written(value)


def in_order(rows: QuerySet, column: str) -> QuerySet:
    """Rows by a column as its bytes are, which is the same on every database."""
    return rows.order_by(Collate(column, BY_BYTES[connection.vendor]))


def called(grant: Grant) -> Row:
    """What tells a grant from others: two newsrooms may give one address to two projects."""
    return {"slug": grant.slug, "title": grant.title}


def named(statement: Statement) -> Row:
    """What tells a statement from others: whose it is, its kind, its label, and its number among
    those that are alike in this.
    """
    alike = Statement.objects.filter(
        grant=statement.grant_id,
        funder=statement.funder_id,
        kind=statement.kind,
        label=statement.label,
    )
    keys = list(alike.order_by("position", "pk").values_list("pk", flat=True))
    return {
        "grant": called(statement.grant) if statement.grant else None,
        "funder": statement.funder.slug if statement.funder else None,
        "kind": statement.kind,
        "label": statement.label,
        "number": keys.index(statement.pk) + 1,
    }


def photo(row: Photo) -> Row:
    return told(row, PHOTO)
