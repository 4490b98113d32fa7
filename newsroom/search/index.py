"""The index of the desk: kept with the rows, asked word by word, made anew by a command."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

from newsroom.kit.fields import BodyField
from newsroom.kit.html import plain
from newsroom.search.analyser import joined, stems, terms
from newsroom.search.models import Indexed

# A prefix of fewer letters is looked for as a whole word.
SHORTEST_PREFIX = 2
MATCHING = {
    "sqlite": "SELECT rowid FROM newsroom_words WHERE newsroom_words MATCH %s",
    "postgresql": "SELECT id FROM newsroom_indexed "
    "WHERE array_to_tsvector(string_to_array({column}, ' ')) @@ %s::tsquery",
}


def follow(rows: Iterable[Model]) -> None:
    """Let the index say of some rows what they hold now."""
    Indexed.objects.bulk_create(
        map(entry, rows),
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["title", "terms"],
    )


def forget(row: Model) -> None:
    """Take a row out of the index, before it is deleted."""
    Indexed.objects.filter(kind=row._meta.label_lower, key=row.pk).delete()


def entry(row: Model) -> Indexed:
    """What the index has to say of a row."""
    texts = [_text(row, name) for name in row.searched]
    language = getattr(row, "language", "")
    title, found = terms(texts[0], language), terms("\n".join(texts), language)
    return Indexed(kind=row._meta.label_lower, key=row.pk, title=joined(title), terms=joined(found))


def _text(row, name):
    text = getattr(row, name) or ""
    return plain(text) if isinstance(row._meta.get_field(name), BodyField) else text


def keys(model: type[Model], word: str, *, column: str = "terms") -> QuerySet[Indexed, int]:
    """The keys of the rows of a model that hold a folded word, begin one like it, or have its
    stem; in their title alone where `column` is that.
    """
    found = Indexed.objects.filter(kind=model._meta.label_lower)
    matching = MATCHING[connection.vendor].format(column=column)
    # What is put together here is written here: the word itself is a parameter.
    asked = RawSQL(matching, [_question(word, column)])  # noqa: S611
    return found.filter(pk__in=asked).values_list("key", flat=True)


def _question(word, column):
    """A word as the database is asked for it. It holds letters, digits and their marks alone."""
    exact = sorted(stems(word))
    prefix = len(word) >= SHORTEST_PREFIX
    if connection.vendor == "sqlite":
        ways = [f'"{word}"' + ("*" if prefix else ""), *(f'"{one}"' for one in exact)]
        return f"{column} : ({' OR '.join(ways)})"
    return " | ".join([f"'{word}'" + (":*" if prefix else ""), *(f"'{one}'" for one in exact)])


def searched_models() -> list[type[Model]]:
    """Every model whose rows are found."""
    return [model for model in apps.get_models() if hasattr(model, "searched")]


def wrong() -> Iterator[str]:
    """Yield the name of each row of which the index says something else than it holds, or says
    anything though it is gone.
    """
    for model in searched_models():
        kind = model._meta.label_lower
        known = {one.key: one for one in Indexed.objects.filter(kind=kind).iterator()}
        for row in model._base_manager.order_by("pk").iterator():
            made, kept = entry(row), known.pop(row.pk, None)
            if kept is None or (kept.title, kept.terms) != (made.title, made.terms):
                yield f"{kind} {row.pk}"
        yield from (f"{kind} {key}" for key in sorted(known))


def rebuild() -> int:
    """Make the index anew of all that is stored; return of how many rows it is."""
    count = 0
    Indexed.objects.all().delete()
    for model in searched_models():
        for row in model._base_manager.order_by("pk").iterator(chunk_size=200):
            follow([row])
            count += 1
    return count
