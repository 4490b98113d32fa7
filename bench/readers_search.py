"""How fast readers search among 50,000 pieces of 600 words.

    .venv/bin/python bench/readers_search.py [PIECES]

Makes the pieces in a database of its own (SQLite in a temporary folder, or DATABASE_URL if it is
set; `bin/postgres` has a server for it), once. Words are as frequent as in a language (Zipf). Of
each search the fastest of seven is printed: finding and ordering the pieces, and the whole page.
"""

import time
from datetime import timedelta
from functools import partial
from itertools import accumulate
from random import Random

import a_large_newsroom as large
from django.core.management import call_command
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.utils import timezone

from articles.finding.asking import asked
from articles.finding.matching import found
from articles.models import (
    Article,
    Findable,
    PublishedVersion,
    Section,
    Tag,
    VersionByline,
    VersionTag,
)
from articles.models.choices import Funding, Stage
from authors.models import Author
from newsroom.search.analyser import in_order

WORDS, PARAGRAPHS, OF_WORDS, OF_PARAGRAPHS = 30_000, 3_000, 60, 10
SECTIONS, AUTHORS, TAGS, CHUNK = 8, 300, 400, 2_000
ROUNDS = 7
DICE = Random(8)  # noqa: S311


def vocabulary():
    """Words of one to four syllables, the most frequent first."""
    syllables = [
        f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "s", "l", "")
    ]
    lengths = (1, 2, 2, 3, 3, 4)
    made = ("".join(DICE.choices(syllables, k=DICE.choice(lengths))) for _n in range(WORDS * 3))
    return list(dict.fromkeys(made))[:WORDS]


def fill(total, say):
    """Store pieces and what they are found by; what their texts hold is analysed once for each of
    the paragraphs of which all are made.
    """
    paragraphs = [say(k=OF_WORDS) for _number in range(PARAGRAPHS)]
    analysed = [in_order(" ".join(words), "en").split() for words in paragraphs]
    subjects = {
        "sections": [Section.objects.create(name=f"Section {n}") for n in range(SECTIONS)],
        "authors": [Author.objects.create(name=f"Author {n}") for n in range(AUTHORS)],
        "tags": [Tag.objects.create(name=f"Tag {n}", slug=f"tag-{n}") for n in range(TAGS)],
    }
    for start in range(0, total, CHUNK):
        end = min(start + CHUNK, total)
        chunk(range(start, end), say, paragraphs, analysed, **subjects)
        reset_queries()  # Each is a megabyte.
        large.say(f"{end} pieces …")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@transaction.atomic
def chunk(numbers, say, paragraphs, analysed, *, sections, authors, tags):
    pieces = [piece(number, say, paragraphs, analysed, sections) for number in numbers]
    articles, versions, index = zip(*pieces, strict=True)
    Article.objects.bulk_create(articles)
    for version, article in zip(versions, articles, strict=True):
        version.article = version.original = article
    PublishedVersion.objects.bulk_create(versions)
    for entry, version in zip(index, versions, strict=True):
        entry.version = version
    Findable.objects.bulk_create(index)
    numbered = list(zip(numbers, versions, strict=True))
    VersionByline.objects.bulk_create(
        VersionByline(version=version, author=one, role="author", name=one.name, slug=one.slug)
        for number, version in numbered
        for one in [authors[number % AUTHORS]]
    )
    VersionTag.objects.bulk_create(
        VersionTag(version=version, tag=one, name=one.name, slug=one.slug)
        for number, version in numbered
        for one in [tags[number % TAGS]]
    )


def piece(number, say, paragraphs, analysed, sections):
    moment = timezone.now() - timedelta(minutes=100 * number + 1)
    section = sections[number % SECTIONS]
    chosen = DICE.choices(range(PARAGRAPHS), k=OF_PARAGRAPHS)
    fields = {
        "title": " ".join(say(k=7)).capitalize(),
        "standfirst": " ".join(say(k=25)).capitalize() + ".",
        "body": "".join(f"<p>{' '.join(paragraphs[one])}</p>" for one in chosen),
        "language": "en",
        "section": section,
        "funding": Funding.NONE,
        "path": f"/{moment:%Y/%m/%d}/title-{number}/",
        "first_published_at": moment,
        "served_since": moment,
    }
    article = Article(stage=Stage.PUBLISHED, slug=f"title-{number}", **fields)
    fields |= {"number": 1, "live_from": moment, "printed_at": moment, "frozen_at": moment}
    fields |= {"section_name": section.name, "section_slug": section.slug, "kind": "article"}
    words = [word for one in chosen for word in analysed[one]]
    entry = Findable(
        first_published_at=moment,
        title=in_order(fields["title"], "en"),
        standfirst=in_order(fields["standfirst"], "en"),
        names=in_order(f"Author {number % AUTHORS} Tag {number % TAGS}", "en"),
        # Words first, and then their stems.
        body=" ".join(sorted(words, key=lambda word: word.endswith("0stem"))),
    )
    return article, PublishedVersion(**fields), entry


def fastest(work):
    taken = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
        reset_queries()
    return min(taken) * 1000


def measure(what, typed, **more):
    live = PublishedVersion.objects.live()
    hold = len(found(asked(typed), live).keys)
    ranking = fastest(lambda: found(asked(typed), live, narrowed=False)) if not more else 0
    page = fastest(lambda: Client().get("/search/", {"q": typed, **more}))
    told = f"{ranking:8.1f} ms" if ranking else "           "
    print(f"{told} {page:8.1f} ms  {hold:5} found  {what}")


def main():
    total = int(large.sys.argv[1]) if len(large.sys.argv) > 1 else 50_000
    call_command("migrate", verbosity=0)
    known = vocabulary()
    often = list(accumulate(1 / (place + 2) for place in range(len(known))))
    say = partial(DICE.choices, known, cum_weights=often)
    if not PublishedVersion.objects.exists():
        fill(total, say)
    rare, some, frequent, everywhere = known[9_000], known[400], known[40], known[0]
    first = PublishedVersion.objects.live().newest_first()[total // 2].title
    print("    found        page")
    measure("a rare word", rare)
    measure("of one in eight", some)
    measure("of four in five", frequent)
    measure("of every piece", everywhere)
    measure("two words", f"{some} {frequent}")
    measure("the words of a title", first)
    measure("a title in quotation marks", f'"{first}"')
    measure("two words of every piece in a row", f'"{everywhere} {known[1]}"')
    measure("one word and not another", f"{frequent} -{everywhere}")
    measure("nothing, and something near", f"{rare[:-1]}xq")
    measure("a frequent word in a section", frequent, section="section-3")
    measure("by an author", frequent, author="author-7")
    measure("in a year", frequent, since="2020", until="2020")


if __name__ == "__main__":
    main()
