"""What a publication changes of what readers are told about who paid.

Compared are the rows that readers were shown last with those that would be frozen now: the
declaration, grants with their parties, logos, disclosures, and what is withheld of a grant.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.disclosure.resolve import Resolution
from articles.models import Article, PublishedVersion, VersionCorrection
from articles.models.choices import Funding
from articles.models.notices import Correction
from articles.models.printed import Printed, read_printed
from articles.publishing.disclosing import disclosed
from articles.publishing.freeze import frozen_corrections
from articles.publishing.funding_note import default_note, may_be_noted, unspoken_grants
from funding.amounts import write_amount

HEADINGS = {
    "dropped": gettext_lazy("Dropped: %s."),
    "changed": gettext_lazy("Changed: %s."),
    "added": gettext_lazy("Added: %s."),
}


@dataclass(frozen=True)
class FundingChange:
    """By name: what readers were told about who paid and would be told no longer, otherwise,
    or for the first time. False if nothing of it.

    `note` is what readers are told of a disclosure that is dropped, unless somebody writes
    something else: empty where none is, and where an embargo or a waiver is the cause.
    `may_be_noted` is false where no note may be printed, whoever writes it: it would unmask
    whom one of them protects.
    """

    dropped: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    note: str = ""
    may_be_noted: bool = True

    def __bool__(self):
        return bool(self.dropped or self.changed or self.added)

    def __str__(self):
        return " ".join(self.sentences)

    @property
    def sentences(self) -> list[str]:
        return in_words(self.facts)

    @property
    def facts(self) -> dict[str, list[str]]:
        """What the ledger keeps of it: the names under each heading that has some."""
        return {heading: list(names) for heading in HEADINGS if (names := getattr(self, heading))}


def in_words(facts: Mapping[str, list[str]]) -> list[str]:
    """A sentence for each heading in the `facts` of a change."""
    return [HEADINGS[name] % "; ".join(facts[name]) for name in HEADINGS if name in facts]


def funding_change(
    article: Article,
    resolution: Resolution,
    *,
    at: datetime,
    now: datetime,
    corrections: list[VersionCorrection] | None = None,
    seen: Printed | None = None,
) -> FundingChange | None:
    """What publishing a working copy would change; None if readers have never seen the piece.

    `resolution` is what the piece has to say at `at`, the moment of its publication;
    `corrections` are the notes that would be printed with it, and `seen` what `last_seen` finds,
    where they are at hand.
    """
    seen = seen or last_seen(article, at=at, now=now)
    if seen is None:
        return None
    version = PublishedVersion(
        article=article, live_from=at, funding=article.funding, language=article.language
    )
    if corrections is None:
        corrections = frozen_corrections(article, now)
    bare = Printed(version, corrections=corrections)
    return compare(seen, disclosed(bare, resolution))


def last_seen(article: Article, *, at: datetime, now: datetime) -> Printed | None:
    """What readers see of a piece just before a moment, or saw last; None if they never saw it.

    What is scheduled counts for nothing: a publication replaces it. Of the edition that is live
    now it is the version of that moment, for an embargo may end before.
    """
    if not article.was_served(now):
        return None
    versions = article.versions.order_by("-live_from", "-number")
    begun = next(iter(read_printed(versions.begun(now)[:1])), None)
    if begun is None or at <= now:
        return begun
    version = begun.version
    if version.ends_at and version.ends_at <= now:
        return begun
    (seen,) = read_printed(versions.filter(edition=version.edition, live_from__lte=at)[:1])
    return seen


def compare(before: Printed, after: Printed) -> FundingChange:
    """What is told in `after`, which need not be stored, otherwise than in `before`."""
    old, new = dict(_told(before)), dict(_told(after))
    unspoken = unspoken_grants(before, after)
    return FundingChange(
        dropped=tuple(told.name for key, told in old.items() if key not in new),
        changed=tuple(
            _from_to(old[key], told) for key, told in new.items() if old.get(key, told) != told
        ),
        # A note that somebody writes for readers takes nothing from them, and says why itself.
        added=tuple(told.name for key, told in new.items() if key not in old and key[0] != NOTE),
        note=default_note(before, after, unspoken),
        may_be_noted=may_be_noted(before, after, unspoken),
    )


class Told(NamedTuple):
    """Something that readers are told: what it is called, and all that is shown of it.

    `details` are what of that can be said in words, as (what, words).
    """

    name: str
    shown: object = None
    details: tuple[tuple[str, str], ...] = ()


NOTE = "note"
NOTHING = "–"


def _told(whole):
    """Yield all that is told about who paid, each under a key that it has in every version."""
    declared = Funding(whole.version.funding).label
    yield ("declaration",), Told(_("the declaration “%s”") % declared)
    for grant in whole.grants:
        parties = [(party.funder_id, party.role, party.name) for party in grant.own_parties]
        shown = (grant.title, grant.kind, grant.amount, grant.currency, parties)
        yield (
            ("grant", grant.grant_id),
            Told(_("the grant “%s”") % grant.title, shown, tuple(_details_of(grant))),
        )
    for row in whole.withheld:
        name = _("the grant “%s”, kept from readers") % row.grant
        yield ("withheld", row.grant_id, row.hides), Told(name)
    for logo in whole.logos:
        files = (logo.file, logo.dark_file)
        yield ("logo", logo.funder_id), Told(_("the logo “%s”") % logo.alt, files)
    for row in whole.disclosures:
        yield ("disclosure", row.statement_id, row.grant_id), Told(f"“{row.text}”")
    for row in whole.corrections:
        if row.kind == Correction.Kind.FUNDING:
            dated = ((_("date"), date_format(row.dated)),)
            yield (NOTE, row.correction_id), Told(_("the note “%s”") % row.text, row.dated, dated)


def _details_of(grant):
    yield _("kind"), grant.get_kind_display()
    yield _("amount"), write_amount(grant.amount, grant.currency) if grant.amount else ""
    parties = (f"{party.name} ({party.get_role_display()})" for party in grant.own_parties)
    yield _("parties"), ", ".join(parties)


def _from_to(old, new):
    """What was called and what is; and which details of it changed, in words."""
    named = new.name if old.name == new.name else f"{old.name} → {new.name}"
    changed = [
        f"{what}: {before or NOTHING} → {after or NOTHING}"
        for (what, before), (_what, after) in zip(old.details, new.details, strict=True)
        if before != after
    ]
    if named == new.name and not changed:
        changed = [_("shown otherwise")]
    return f"{named} ({' · '.join(changed)})" if changed else named
