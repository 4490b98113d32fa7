"""Lists, newest first, a page at a time."""

import re
from dataclasses import dataclass

from django.http import Http404

from articles.models.printed import read_printed

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


def listing(request, versions):
    """The page of `Printed` pieces, without bodies, that `?page=` asks for: see `paged`."""
    return paged(request, versions.newest_first(), read=_printed)


def newest(versions, count):
    """The first of a list, as `Printed` pieces without bodies: one query."""
    return _printed(versions.newest_first()[:count])


def _printed(versions):
    return read_printed(versions.by_key().newest_first().defer("body"))


def paged(request, rows, read=list):
    """The page of a queryset that `?page=` asks for, in one query.

    One row more is read than is shown, which tells whether there are older
    ones without counting all. Raises Http404 for what is no page of the list;
    the first page exists even when the list is empty.
    """
    asked = request.GET.get("page", "1")
    if not re.fullmatch("[1-9][0-9]{0,4}", asked):
        raise Http404
    number = int(asked)
    start = (number - 1) * LENGTH
    found = read(rows[start : start + LENGTH + 1])
    if number > 1 and not found:
        raise Http404
    return Listing(found[:LENGTH], number, has_older=len(found) > LENGTH)
