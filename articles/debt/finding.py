"""Finding the sentences on who paid in the texts of pieces that came from elsewhere."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import F, QuerySet

from articles.debt.likeness import are_alike
from articles.debt.passages import Passage, passages
from articles.models import Article, FoundSentence, Occurrence
from articles.models.choices import Kind
from articles.models.notice_groups import read_alike
from newsroom.audit.digest import of_text


def from_elsewhere() -> QuerySet[Article]:
    """The pieces that came from a former site."""
    return Article.objects.filter(arrivals__isnull=False).exclude(kind=Kind.PAGE).distinct()


@transaction.atomic
def look(article: Article) -> None:
    """Remember what stands in the text of a piece now; what was taken out of it is kept. A page of
    the publication itself owes nothing.
    """
    article.occurrences.filter(item=None).delete()
    if article.is_page:
        return
    names = list(article.authors.values_list("name", flat=True))
    Occurrence.objects.bulk_create(
        Occurrence(
            sentence=_sentence(found, article.language),
            article=article,
            block=found.block,
            left=found.left,
            place=found.place,
            edit=article.edit,
        )
        for found in passages(article.body, names)
    )


def look_at_all(articles: QuerySet[Article]) -> Iterator[Article]:
    """Look at some pieces, each in a transaction of its own; yields them."""
    for key in list(articles.values_list("pk", flat=True)):
        article = Article.objects.get(pk=key)
        look(article)
        yield article


def outdated() -> QuerySet[Article]:
    """The pieces that somebody has edited since they were looked at."""
    read_before = Occurrence.objects.filter(item=None).exclude(edit=F("article__edit"))
    return Article.objects.filter(pk__in=read_before.values("article"))


def _sentence(found: Passage, language: str) -> FoundSentence:
    key = of_text(f"{language} {read_alike(found.text)}")
    if known := FoundSentence.objects.filter(key=key).first():
        return known
    told = {"text": found.text, "kind": found.kind, "language": language}
    told["resembles"] = _what_it_resembles(found, language)
    return FoundSentence.objects.get_or_create(key=key, defaults=told)[0]


def _what_it_resembles(found, language):
    firsts = FoundSentence.objects.filter(resembles=None, kind=found.kind, language=language)
    return next((one for one in firsts.iterator() if are_alike(one.text, found.text)), None)
