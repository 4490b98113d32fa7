"""The sentences that were found, each with its variants, and how many pieces they stand in."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from articles.debt.settling import open_places, owing_a_sentence
from articles.models import Article, FoundSentence
from articles.models.choices import Funding, Kind
from funding.differences import differences
from newsroom.kit.languages import direction


@dataclass(frozen=True)
class Counted:
    """A sentence, and the keys of the pieces in which it stands."""

    sentence: FoundSentence
    articles: frozenset[int]

    @property
    def pieces(self) -> int:
        return len(self.articles)

    @property
    def key(self) -> str:
        return str(self.sentence.pk)

    @property
    def direction(self) -> str:
        return direction(self.sentence.language)


@dataclass(frozen=True)
class Group:
    """A sentence with its variants, those first that stand in most pieces."""

    key: int
    counted: list[Counted]

    @property
    def first(self) -> Counted:
        return self.counted[0]

    @property
    def variants(self) -> list[Counted]:
        return self.counted[1:]

    @property
    def pieces(self) -> int:
        """In how many pieces any of them stands: one piece may have two."""
        return len(frozenset().union(*(one.articles for one in self.counted)))

    @property
    def beside_the_first(self) -> list[tuple[Counted, list[tuple[str, str]]]]:
        """Each with its words as parts: what it has in common with the first, and what not."""
        first = self.first.sentence.text
        return [(one, differences(first, one.sentence.text)) for one in self.counted]


def groups() -> list[Group]:
    """All that nobody has settled or set aside, the largest first; two queries."""
    return _grouped(FoundSentence.objects.filter(set_aside=False))


def group_of(sentence: FoundSentence) -> Group | None:
    """The group of a sentence; None where it stands in no text any more."""
    first = sentence.resembles_id or sentence.pk
    alike = FoundSentence.objects.filter(Q(pk=first) | Q(resembles=first), set_aside=False)
    return next(iter(_grouped(alike)), None)


def _grouped(sentences):
    articles = defaultdict(set)
    for key, article in open_places().order_by().values_list("sentence", "article"):
        articles[key].add(article)
    found = defaultdict(list)
    for sentence in sentences.filter(pk__in=articles):
        counted = Counted(sentence, frozenset(articles[sentence.pk]))
        found[sentence.resembles_id or sentence.pk].append(counted)
    made = [
        Group(key, sorted(counted, key=lambda one: (-one.pieces, one.sentence.pk)))
        for key, counted in found.items()
    ]
    return sorted(made, key=lambda group: (-group.pieces, group.key))


def owing() -> QuerySet[Article]:
    """The pieces whose funding nobody has declared here since they came in, and those in which a
    sentence on who paid stands: their number is the debt.
    """
    with_a_sentence = Q(pk__in=owing_a_sentence())
    pieces = Article.objects.exclude(kind=Kind.PAGE)
    return pieces.filter(Q(funding=Funding.IMPORTED) | with_a_sentence)
