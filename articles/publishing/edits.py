"""What follows from changing the working copy, from whichever door."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, QuerySet

from articles.models import Article, News
from articles.models.choices import Stage
from articles.publishing.freeze import text_digest
from articles.publishing.moves import may
from articles.publishing.perform import perform
from articles.writing.assigning import newly_assigned
from articles.writing.comments import follow_texts
from articles.writing.news import tell
from articles.writing.proposals import follow_proposals
from articles.writing.revisions import keep
from newsroom.audit.digest import sha256
from newsroom.kit.locking import held


@transaction.atomic
def edited(article: Article, *, by: User, before: str = "") -> bool:
    """Count the edit, remember the writer, and send a piece back whose approved text changed.

    Call it after the article and its rows are saved. `before` is what `words_of`
    said until then, of a piece that was there: whoever changes none of them, but a
    tag or a section, has not written in it. Returns whether it was sent back to
    review; raises MoveRefused where `by` may not change it.
    """
    count_edits([article.pk], by=by)
    article.refresh_from_db(fields=["edit", "stage", "approved_text", "editor"])
    if words_of(article) != before:
        article.writers.add(by)
    if editor := newly_assigned(article):
        tell(News.What.ASSIGN, article, [editor], by=by)
    if article.stage != Stage.READY or text_digest(article) == article.approved_text:
        return False
    perform("revise", article, by=by)
    return True


def words_of(article: Article) -> str:
    """The digest of the words of a piece as they are stored: what four eyes are about."""
    columns = ("title", "standfirst", "body", "lead_caption", "lead_credit")
    return sha256(
        [
            Article.objects.values_list(*columns).get(pk=article.pk),
            list(article.bylines.order_by("pk").values_list("bio", flat=True)),
            list(article.corrections.order_by("pk").values_list("text", flat=True)),
        ]
    )


def changed_elsewhere(articles: QuerySet[Article], *, by: User) -> list[Article]:
    """Send back those of some pieces whose approved text reads otherwise now; returns them.

    Call it after a row was saved that is printed with them: a photo, an author. A piece that
    `by` may not send back stays, and the gate refuses it.
    """
    with transaction.atomic():
        ready = held(articles.filter(stage=Stage.READY))
        changed = [piece for piece in ready if text_digest(piece) != piece.approved_text]
        return [
            piece
            for piece in changed
            if may(by, "revise", piece) and edited(piece, by=by, before=words_of(piece))
        ]


@contextmanager
def editing(article: Article, *, by: User) -> Iterator[Article]:
    """Change an article behind the desk: what is saved inside counts as an edit of somebody.

    Yields the article as it is stored, locked until the end. The one that was
    handed in is brought up to date.
    """
    with transaction.atomic():
        stored = held(Article.objects.all()).get(pk=article.pk)
        before = words_of(stored)
        yield stored
        edited(stored, by=by, before=before)
    article.refresh_from_db()


@contextmanager
def keeping_approvals(articles: Collection[int]) -> Iterator[None]:
    """Change words for another reason than an editor has: what was approved is approved still.

    Of a piece that was changed since, no digest of the approved text is kept.
    """
    before = Article.objects.filter(pk__in=articles)
    approved = {piece.pk for piece in before if piece.approved_text == text_digest(piece)}
    yield
    for piece in Article.objects.filter(pk__in=articles):
        approved_text = text_digest(piece) if piece.pk in approved else ""
        Article.objects.filter(pk=piece.pk).update(approved_text=approved_text)


def count_edits(articles: Collection[int], *, by: User | None) -> None:
    """Make every form older that was filled in from one of these articles, by their keys, and keep
    each as it is now. Comments and suggestions follow the text.

    Call it after all of the edit is saved.
    """
    Article.objects.filter(pk__in=articles).update(edit=F("edit") + 1)
    keep(articles, by=by)
    follow_texts(articles)
    follow_proposals(articles)
