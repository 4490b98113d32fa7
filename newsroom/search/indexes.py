"""The register of indexes that are kept with the rows: each subject brings its own at start."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.db.models import Model

from newsroom.search import index
from newsroom.search.models import Indexed


class Index(NamedTuple):
    """Where an index is kept; how it is made anew, which tells of how many rows it is; and what
    yields the names of the rows of which it says something wrong.
    """

    model: type[Model]
    rebuild: Callable[[], int]
    wrong: Callable[[], Iterator[str]]


INDEXES = [Index(Indexed, index.rebuild, index.wrong)]


def add_index(added: Index) -> None:
    """Let `index_words` make and check an index as well; once, however often it is told."""
    if added not in INDEXES:
        INDEXES.append(added)
