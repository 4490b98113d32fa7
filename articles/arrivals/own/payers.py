"""The grants and statements that a piece names, as far as this newsroom has them."""

from typing import Any

from articles.models import Article, Coverage, Waiver
from funding.models import Grant, Statement

Row = dict[str, Any]


def grant_of(told: Row) -> Grant | None:
    """The grant at this address that has this title: another one may have the address here."""
    return Grant.objects.filter(slug=told["slug"], title=told["title"]).first()


def statement_of(told: Row) -> Statement | None:
    """The statement of that number among those that are alike."""
    grant = told["grant"] and grant_of(told["grant"])
    if told["grant"] and grant is None:
        return None
    alike = Statement.objects.filter(
        grant=grant, funder__slug=told["funder"], kind=told["kind"], label=told["label"]
    )
    return alike.order_by("position", "pk")[max(told["number"] - 1, 0) :].first()


def covered_by(told: Row) -> Grant | Statement | None:
    """What a row of coverage is about."""
    if told["grant"]:
        return grant_of(told["grant"])
    return statement_of(told["statement"]) if told["statement"] else None


def name_of(told: Row) -> str:
    """What a grant or statement is called that this newsroom does not have."""
    if told["grant"]:
        return told["grant"]["title"]
    return (told["statement"] or {}).get("label") or (told["statement"] or {}).get("kind", "")


def cover(article: Article, told: Row, by: Any) -> Coverage | None:
    """Put a piece under what a row says, once; returns the row if it is new."""
    about = covered_by(told)
    columns = ("mode", "first_published_from", "first_published_until", "reason")
    row = Coverage(
        article=article,
        grant=about if isinstance(about, Grant) else None,
        statement=about if isinstance(about, Statement) else None,
        **{name: told[name] for name in columns},
    )
    same = Coverage.objects.filter(
        article=article, grant=row.grant, statement=row.statement, mode=row.mode
    )
    if about is None or same.exists():
        return None
    row.created_by = by
    row.full_clean()
    row.save()
    return row


def waiver_of(article: Article | None, told: Row) -> Waiver | None:
    """The waiver that a piece is to have here and does not have yet, unsaved."""
    grant = grant_of(told["grant"])
    columns = ("kind", "hides", "reason", "approved_by", "review_on")
    said = {name: told[name] for name in columns}
    if grant is None:
        return None
    known = article and Waiver.objects.filter(grant=grant, article=article, **said).exists()
    return None if known else Waiver(grant=grant, article=article, **said)
