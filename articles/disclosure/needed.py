"""In which languages something has to be said: by what is published and what is being written."""

from collections import defaultdict
from datetime import date
from typing import Self

from django.db.models import Q

from articles.disclosure.models.coverage import CoverageQuerySet
from articles.models import Coverage, PublishedVersion, VersionDisclosure
from articles.models.choices import Stage
from funding.models import Grant, Statement
from newsroom.kit.languages import spoken
from newsroom.kit.moments import day_of

# From a row of coverage to the pieces filed under what it names. A piece that was given a
# grant by hand counts from its first draft on.
PUBLISHED = {
    "tag": "tag__version_tags__version",
    "section": "section__versions",
    "author": "author__version_bylines__version",
}


class Needed:
    """The languages in which grants and statements have to be spoken of.

    A language counts where live or scheduled pieces of it are filed under a tag, section or
    author that coverage names, or print the statement; or where a piece that was given the grant
    by itself is written in it. Rows whose window is past ask for nothing new.
    """

    def __init__(self) -> None:
        self._by_subject: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
        self._printed: defaultdict[tuple[int, int | None], set[str]] = defaultdict(set)
        self._live: set[str] = set()

    @classmethod
    def now(cls) -> Self:
        """Read from the database: a constant number of queries."""
        needed = cls()
        versions = PublishedVersion.objects.unfinished().pieces()
        needed._live = set(versions.order_by().values_list("language", flat=True).distinct())
        printed = VersionDisclosure.objects.filter(version__in=versions).order_by()
        columns = ("statement_id", "grant_id", "version__language")
        for statement, grant, language in printed.values_list(*columns).distinct():
            needed._printed[statement, grant].add(language)
        for grant, statement, language in _covered(versions, day_of()):
            needed._add(grant, statement, {language})
        for grant, statement in _of_the_site(day_of()):
            needed._add(grant, statement, needed._live)
        return needed

    def languages(self, statement: Statement | None, grant: Grant | None) -> set[str]:
        """The codes of the languages for a statement as it is made for a grant; for the grant
        as a whole without a statement, and for the site without a grant.
        """
        found: set[str] = set()
        if grant:
            found |= self._by_subject["grant", grant.pk]
        if statement:
            found |= self._by_subject["statement", statement.pk]
            found |= self._printed[statement.pk, grant.pk if grant else None]
            if statement.is_for_no_funding:
                found |= self._live
        return found

    def _add(self, grant, statement, languages):
        subject = ("grant", grant) if grant else ("statement", statement)
        self._by_subject[subject] |= languages


def in_order(languages: set[str]) -> list[str]:
    """Languages in the order of the publication's own, then those that it has given up."""
    order = [code for code, _name in spoken()]
    return sorted(languages, key=lambda code: (code not in order, [*order, code].index(code), code))


def _rows(today: date) -> CoverageQuerySet:
    rows = Coverage.objects.filter(mode=Coverage.Mode.INCLUDE).order_by()
    return rows.filter(Q(first_published_until=None) | Q(first_published_until__gte=today))


def _covered(versions, today):
    """Yield (grant, statement, language), keys of which one is None, once each."""
    subject = ("grant_id", "statement_id")
    for way in PUBLISHED.values():
        rows = _rows(today).filter(**{f"{way}__in": versions})
        yield from rows.values_list(*subject, f"{way}__language").distinct()
    written = Coverage.objects.filter(mode=Coverage.Mode.INCLUDE, article__isnull=False)
    written = written.exclude(article__stage=Stage.WITHDRAWN).order_by()
    yield from written.values_list(*subject, "article__language").distinct()


def _of_the_site(today):
    return _rows(today).filter(whole_site=True).values_list("grant_id", "statement_id").distinct()
