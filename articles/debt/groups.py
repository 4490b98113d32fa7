"""The sentences that were found, each with its variants, and how many pieces they stand in."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from articles.debt.settling import open_places, owing_a_sentence
from articles.models import Article, FoundSentence
from articles.models.choices import Funding, Kind
from newsroom.kit.languages import direction


@dataclass(frozen=True)
class Counted:
    """A sentence, and in how many pieces it stands."""

    sentence: FoundSentence
    pieces: int

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
        return sum(one.pieces for one in self.counted)


def groups() -> list[Group]:
    """All that nobody has settled or set aside, the largest first; two queries."""
    return _grouped(FoundSentence.objects.filter(set_aside=False))


def group_of(sentence: FoundSentence) -> Group | None:
    """The group of a sentence; None where it stands in no text any more."""
    first = sentence.resembles_id or sentence.pk
    alike = FoundSentence.objects.filter(Q(pk=first) | Q(resembles=first), set_aside=False)
    return next(iter(_grouped(alike)), None)


def _grouped(sentences):
    counts = dict(
        open_places()
        .order_by()
        .values_list("sentence")
        .annotate(pieces=Count("article", distinct=True))
    )
    found = defaultdict(list)
    for sentence in sentences.filter(pk__in=counts):
        counted = Counted(sentence, counts[sentence.pk])
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
