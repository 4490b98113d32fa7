"""What a report says, as plain values: from the rows that were frozen, not from today's."""

from collections import Counter

from django.conf import settings
from django.utils.translation import gettext as _

from articles.disclosure.rules import left_out, verdicts
from articles.models.choices import Hides
from articles.reports.facts import read_facts
from articles.reports.pieces import Piece, Status, first_published, moment
from newsroom.called import called
from newsroom.models import Masthead

FORMAT = "grant-report/1"


def read_pieces(grant, start, end, *, now):
    """The facts, and the pieces that a grant concerns, in the order of first publication."""
    facts = read_facts(grant, start, end, now=now)
    pieces = [Piece(facts, versions) for versions in facts.pieces]
    return facts, sorted(pieces, key=lambda piece: piece.order)


def dataset(facts, pieces, *, page_name):
    """The report's lists and sums, made of JSON's own types but for dates and decimals.

    A row is an article, however many versions it had; a translation is an article of its own. Those
    whose funder is not named (an embargo or a waiver) are in `withheld`, all others that the grant
    is frozen on in `pieces`. Of both, `published` counts what readers saw, and `delivered` does so
    with a piece and its translations as one. `page_name(piece, text)` is the name of the copy of a
    page, or None where there is none.
    """
    carrying = [piece for piece in pieces if piece.is_carrying]
    named = [piece for piece in carrying if not piece.is_unnamed]
    unnamed = [piece for piece in carrying if piece.is_unnamed]
    published = [piece for piece in carrying if piece.served]
    delivered = list({piece.work: piece for piece in reversed(published)}.values())[::-1]

    def entry(piece):
        others = [one for one in carrying if one.work == piece.work and one is not piece]
        return piece.entry(page_name, [one for one in others if one.is_unnamed == piece.is_unnamed])

    return {
        "promised": facts.grant.promised_pieces,
        "delivered": len(delivered),
        "published": len(published),
        "scheduled": len({piece.work for piece in carrying}) - len(delivered),
        "totals": _totals(delivered, published),
        "pieces": [entry(piece) for piece in named],
        "withheld": [entry(piece) for piece in unnamed],
        "excluded": [row for piece in pieces for row in _excluded(facts, piece)],
        "gaps": [row for piece in pieces for row in _gaps(facts, piece)],
        "waivers": [_waiver(waiver, pieces) for waiver in facts.waivers],
    }


def heading(grant, since, until, *, revision, by, now):
    """What stands over the lists: who reports what to whom."""
    masthead = Masthead.current()
    return {
        "format": FORMAT,
        "publication": {
            "name": masthead.name,
            "legal_name": masthead.legal_name,
            "contact": masthead.contact,
            "url": f"{settings.SITE_URL}/",
            "language": masthead.language,
            "time_zone": settings.TIME_ZONE,
        },
        "grant": {
            "title": grant.title,
            "slug": grant.slug,
            "reference": grant.reference,
            "framework": grant.framework,
            "kind": grant.kind,
            "amount": grant.amount,
            "currency": grant.currency,
            "starts_on": grant.starts_on,
            "ends_on": grant.ends_on,
            "parties": [
                {"name": _reported(party.funder), "role": party.role, "share": party.share}
                for party in grant.parties.select_related("funder")
            ],
        },
        "since": since,
        "until": until,
        "revision": revision,
        "made_at": moment(now),
        "made_by": called(by),
    }


def _reported(funder):
    """A report is handed to others: of a person who is not named it says what readers are told."""
    return _("A private donor") if funder.is_private else funder.name


def _totals(delivered, published):
    """A piece counts in each of its languages; by kind and month once, as it first came out."""
    versions = [piece.current.version for piece in delivered]
    return {
        "by_language": _counted(piece.current.version.language for piece in published),
        "by_kind": _counted(version.kind for version in versions),
        "by_month": _counted(first_published(version)[:7] for version in versions),
    }


def _counted(names):
    return [{"of": name, "pieces": number} for name, number in sorted(Counter(names).items())]


def _excluded(facts, piece):
    for subject, excluded, otherwise in left_out(_verdicts(facts, piece)):
        if not (subject == facts.grant and piece.is_carrying):
            yield piece.reference() | {
                "what": str(subject),
                "left_out_by": excluded.basis,
                "otherwise_covered_by": otherwise.basis,
                "reason": excluded.reason,
            }


def _gaps(facts, piece):
    """A live piece that the grant covers, on which none of its statements stands."""
    if piece.status != Status.LIVE or piece.disclosures(piece.current):
        return
    hides_all = any(row["hides"] == Hides.ALL for row in piece.withheld())
    if piece.is_carrying and not hides_all:
        yield piece.reference() | {"why": "not-disclosed"}
    elif not piece.is_carrying and _is_covered(facts, piece):
        yield piece.reference() | {"why": "covered-since"}


def _is_covered(facts, piece):
    verdict = _verdicts(facts, piece).get(facts.grant)
    return verdict is not None and verdict.holding is not None


def _verdicts(facts, piece):
    """What the coverage of the grant and its statements says of a piece as it was filed."""
    filed = piece.current.filed()
    rows = facts.coverage
    return verdicts(row for row in rows if row.covers(filed, filed.first_published_at))


def _waiver(waiver, pieces):
    of = next((piece for piece in pieces if piece.article_id == waiver.article_id), None)
    return {
        "piece": of and of.reference(),
        "hides": waiver.hides,
        "kind": waiver.kind,
        "reason": waiver.reason,
        "approved_by": waiver.approved_by,
        "decided_at": moment(waiver.decided_at),
        "review_on": waiver.review_on,
        "lifted_at": waiver.lifted_at and moment(waiver.lifted_at),
    }
