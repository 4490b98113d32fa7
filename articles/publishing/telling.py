"""Whom a move concerns, and so who is told of it by mail."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth.models import User

from articles.models import Article, News
from articles.writing.news import its_people, tell, those_who_may

# The moves that people are told of; of one that waits for a reviewer, the reviewers.
TOLD = {
    "submit": News.What.SUBMIT,
    "return": News.What.RETURN,
    "approve": News.What.APPROVE,
    "publish": News.What.PUBLISH,
}


def concerned(verb: str, article: Article) -> Collection[User]:
    """Who is told of a move; asked before it is made, for it may forget who wrote in the piece."""
    if verb == "submit":
        if article.editor:
            return [article.editor]
        return list(those_who_may("articles.approve_article"))
    return list(its_people(article))


def tell_of(
    verb: str,
    article: Article,
    to: Collection[User],
    *,
    by: User | None,
    note: str,
    facts: Mapping[str, Any],
) -> None:
    """Tell of a move, and of a disclosure that readers are not told any more since.

    Why something was published may tell of grants that are not for everybody: the note is told
    with what was returned alone.
    """
    if verb in TOLD:
        tell(TOLD[verb], article, to, by=by, note=note if verb == "return" else "")
    if facts.get("funding", {}).get("dropped"):
        tell(News.What.FUNDING, article, to, by=by)
