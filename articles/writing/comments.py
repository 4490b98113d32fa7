"""Comments on passages of a piece, with answers: who says, settles and takes back what."""

from collections.abc import Collection, Iterable

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Comment, News
from articles.models.seeing import sees
from articles.writing.anchors import WHOLE, Anchor, follow, texts_of
from articles.writing.models.comment import PLACE
from articles.writing.news import its_people, tell
from newsroom.kit import clock
from newsroom.kit.text import refuse_unprintable

# Longer ones are texts of their own.
LONGEST = 5_000
# Of one piece that are open, with their answers. A page of more would not be read.
MOST = 5_000


class CommentRefused(Exception):
    """Nothing was changed. The message is for whoever wanted it."""


@transaction.atomic
def comment(article: Article, words: str, *, by: User, anchor: Anchor = WHOLE) -> Comment:
    """Say something about a passage, or about the whole piece; raises CommentRefused."""
    _check(article, words, by)
    said = Comment(article=article, by=by, at=clock.now(), words=words.strip())
    said.anchor = anchor
    return _stored(said, its_people(article))


@transaction.atomic
def answer(to: Comment, words: str, *, by: User) -> Comment:
    """Answer a comment, or another answer to it; raises CommentRefused."""
    first = to.answers or to
    _check(first.article, words, by)
    said = Comment(article=first.article, answers=first, by=by, at=clock.now(), words=words.strip())
    spoke = User.objects.filter(
        pk__in=[first.by_id, *first.answered_by.values_list("by", flat=True)]
    )
    return _stored(said, its_people(first.article) | spoke.distinct())


def settle(one: Comment, *, by: User, done: bool) -> None:
    """Mark a comment as done, or as open again; raises CommentRefused."""
    if one.answers_id or not may_settle(by, one):
        raise CommentRefused(_("Only who wrote a comment, or an editor, marks it as done."))
    one.done_at, one.done_by = (clock.now(), by) if done else (None, None)
    one.save(update_fields=["done_at", "done_by"])


def take_back(one: Comment, *, by: User) -> None:
    """Delete what one has said oneself and nobody has answered; raises CommentRefused."""
    if not may_take_back(by, one):
        raise CommentRefused(
            _("You can take back what you wrote yourself, as long as nobody has answered it.")
        )
    one.delete()


def may_settle(user: User, one: Comment) -> bool:
    own = one.by_id == user.pk or user.has_perm("articles.edit_any_article")
    return own and sees(user, one.article)


def may_take_back(user: User, one: Comment) -> bool:
    return one.by_id == user.pk and sees(user, one.article) and not one.answered_by.exists()


def follow_texts(articles: Collection[int]) -> None:
    """Find the passages of open comments on some pieces, by their keys, after an edit."""
    for body, comments in _open_comments(articles):
        texts, moved = texts_of(body), []
        for one in comments:
            anchor = follow(one.anchor, texts)
            if anchor != one.anchor:
                one.anchor = anchor
                moved.append(one)
        Comment.objects.bulk_update(moved, PLACE, batch_size=500)


def _open_comments(articles: Collection[int]) -> Iterable[tuple[str, list[Comment]]]:
    found: dict[int, list[Comment]] = {}
    wanted = Comment.objects.filter(article__in=articles, answers=None).exclude(quotation="")
    for one in wanted:
        found.setdefault(one.article_id, []).append(one)
    bodies = Article.objects.filter(pk__in=found).values_list("pk", "body")
    return [(body, found[key]) for key, body in bodies]


def _check(article: Article, words: str, by: User) -> None:
    if not sees(by, article):
        raise CommentRefused(_("You cannot read this piece, so you cannot comment on it."))
    if not words.strip():
        raise CommentRefused(_("Write what you have to say."))
    if len(words) > LONGEST:
        raise CommentRefused(_("That is too long for a comment: %d characters at most.") % LONGEST)
    try:
        refuse_unprintable(words)
    except ValidationError as problem:
        raise CommentRefused(" ".join(problem.messages)) from problem
    open_ones = Comment.objects.filter(article=article, done_at=None, answers__done_at=None)
    if open_ones.count() >= MOST:
        raise CommentRefused(_("This piece has %d open comments: settle those first.") % MOST)


def _stored(said, people):
    said.save()
    tell(News.What.COMMENT, said.article, people, by=said.by, note=said.words)
    return said
