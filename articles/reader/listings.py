"""Lists, newest first, a page at a time."""

import re
from dataclasses import dataclass
from functools import partial

from django.http import Http404

from articles.models.printed import read_printed
from articles.models.version import PublishedVersionQuerySet

LENGTH = 20


@dataclass(frozen=True)
class Listing:
    """One page of a list, and its neighbours' numbers."""

    pieces: list
    number: int
    has_older: bool

    @property
    def newer(self):
        return self.number - 1

    @property
    def older(self):
        return self.number + 1 if self.has_older else 0


newest_first = PublishedVersionQuerySet.newest_first


def newest(versions, count):
    """The first of a list, as `Printed` pieces without bodies: one query."""
    return _printed(newest_first(versions)[:count], newest_first)


def listing(request, versions, ordered=newest_first, length=LENGTH):
    """The page of `Printed` pieces, without bodies, that `?page=` asks for: see `paged`.

    `ordered` puts versions in their order, the newest first unless told otherwise.
    """
    read = partial(_printed, ordered=ordered)
    return paged(request, ordered(versions), read=read, length=length)


def _printed(versions, ordered):
    return read_printed(ordered(versions.by_key()).defer("body"))


def paged(request, rows, read=list, length=LENGTH):
    """The page of a queryset that `?page=` asks for, in one query.

    One row more is read than is shown, which tells whether there are older
    ones without counting all. Raises Http404 for what is no page of the list;
    the first page exists even when the list is empty.
    """
    asked = request.GET.get("page", "1")
    if not re.fullmatch("[1-9][0-9]{0,4}", asked):
        raise Http404
    number = int(asked)
    start = (number - 1) * length
    found = read(rows[start : start + length + 1])
    if number > 1 and not found:
        raise Http404
    return Listing(found[:length], number, has_older=len(found) > length)
