"""Related pieces are chosen by the transaction that publishes one of them.

What a piece is about are its tags and the words that stand out in its text. Something that few
pieces share binds them closely, something that very many share does not at all. Of what a piece
has in common with another, the later one chooses; whichever of the two is read leads to the other.
"""

import math
from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef

from articles.models import Article, PublishedVersion, Relation, Trait
from articles.models.printed import Printed, read_printed
from newsroom.kit.html import plain
from newsroom.search.analyser import terms, words

# How many words of a text are kept, of how many letters at least; how many pieces are chosen.
WORDS, SHORTEST, CHOSEN = 40, 5, 8
# What more pieces have than this tells nothing, and is not asked for.
COMMON = 500
# What it weighs at most to share a tag or a word, and what is too little for being related.
TAG, WORD, ENOUGH = 300, 100, 120


def choose(whole: Printed) -> None:
    """Choose the pieces that are related to one, by what it prints. What was chosen by an earlier
    version of it is forgotten. A page of the publication is related to none.
    """
    if whole.version.is_page:
        return
    key, about = whole.version.article_id, traits_of(whole)
    Trait.objects.filter(article=key).delete()
    Relation.objects.filter(article=key).delete()
    Trait.objects.bulk_create(Trait(article_id=key, term=term) for term in about)
    weights = _weights(key)
    closest = sorted(_shared(key, weights).items(), key=lambda pair: (-pair[1], -pair[0]))
    Relation.objects.bulk_create(
        Relation(article_id=key, other_id=other, weight=weight)
        for other, weight in closest[:CHOSEN]
        if weight >= ENOUGH
    )


def choose_anew(articles: Iterable[int]) -> None:
    """Choose for some pieces, by their keys, by what readers are shown of them, or will be."""
    unfinished = PublishedVersion.objects.unfinished().filter(article__in=articles)
    for whole in {one.version.article_id: one for one in read_printed(unfinished)}.values():
        choose(whole)


def traits_of(whole: Printed) -> list[str]:
    """What a piece is about: its tags by their keys, and the words that it says most often."""
    version = whole.version
    tags = [f"#{tag.tag_id}" for tag in whole.tags]
    return [f"{version.language} {trait}" for trait in [*tags, *_telling(version)]]


def _telling(version):
    """The words of a text that stand out, each by its stem."""
    texts = (version.title, version.title, version.standfirst, plain(version.body))
    said = Counter(word for word in words(" ".join(texts)) if len(word) >= SHORTEST)
    stems: Counter[str] = Counter()
    # Twice as many as are kept: words of one stem are one.
    for word, number in said.most_common(2 * WORDS):
        stems[(terms(word, version.language) or [word])[-1]] += number
    return [stem for stem, _number in stems.most_common(WORDS)]


def _weights(key):
    """What sharing each of the traits of a piece weighs, the more the fewer pieces have it. What
    many have is not counted: in an archive a frequent word would be counted for seconds.
    """
    more = Trait.objects.filter(term=OuterRef("term")).order_by("article")[COMMON + 1 :]
    rare = Trait.objects.filter(~Exists(more), article=key).values("term")
    others = Trait.objects.filter(term__in=rare).exclude(article=key)
    known = others.values("term").annotate(pieces=Count("pk")).order_by()
    found = {row["term"]: row["pieces"] for row in known}
    if not found:
        return {}
    most = math.log(max(2, Article.objects.filter(path__isnull=False).count()))
    return {
        term: round((TAG if " #" in term else WORD) * max(0, 1 - math.log(pieces) / most))
        for term, pieces in found.items()
    }


def _shared(key, weights):
    """How much every other piece shares with one, by its key."""
    found: Counter[int] = Counter()
    if weights:
        sharing = Trait.objects.filter(term__in=weights).exclude(article=key)
        for article, term in sharing.values_list("article", "term"):
            found[article] += weights[term]
    return found
