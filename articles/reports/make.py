"""Making a report: read, frozen and recorded in one transaction, and never changed again."""

import json

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from articles.models import GrantReport, ReportFile
from articles.reports.dataset import dataset, heading, read_pieces
from articles.reports.pages import copies, page_name
from articles.reports.period import ReportRefused, moments
from articles.reports.printable import printable
from articles.reports.spreadsheet import as_csv
from funding.models import Grant
from newsroom.audit import ledger
from newsroom.audit.digest import canonical, of_text
from newsroom.kit import clock
from newsroom.kit.locking import held


@transaction.atomic
def make_report(grant, since, until, *, by, now=None):
    """Freeze what the grant paid for, of pieces first published from `since` to `until`.

    Both dates are included and are the publication's. Returns the stored
    GrantReport with its files: the next revision for the grant, whatever its
    period. Raises ReportRefused, and changes nothing, if `by` may not make
    reports or the dates are no period.
    """
    now = now or clock.now()
    if not by.has_perm("articles.add_grantreport"):
        raise ReportRefused(_("You may not make reports."))
    start, end = moments(since, until)
    grant = held(Grant.objects.all()).get(pk=grant.pk)
    last = GrantReport.objects.filter(grant=grant).aggregate(n=Max("revision"))["n"] or 0
    facts, pieces = read_pieces(grant, start, end, now=now)
    pages = copies([piece for piece in pieces if piece.is_carrying], now=now)
    document = canonical(
        heading(grant, since, until, revision=last + 1, by=by, now=now)
        | dataset(facts, pieces, page_name=page_name)
        | {"pages": [{"name": name, "sha256": of_text(html)} for name, html in pages.items()]}
    )
    report = GrantReport.objects.create(
        grant=grant,
        since=since,
        until=until,
        revision=last + 1,
        made_at=now,
        made_by=by,
        document=document,
        sha256=of_text(document),
    )
    files = _keep(report, written(document) | pages)
    ledger.record(
        by,
        "make a report",
        report,
        moment=now,
        rows=[report, *files],
    )
    return report


def written(document):
    """The files written from a document, by name: a pure function, in the publication's language.

    `document` is the canonical JSON of a report.
    """
    told = json.loads(document)
    with translation.override(told["publication"]["language"]):
        return {
            "report.csv": as_csv(told),
            "report.html": printable(told, sha256=of_text(document)),
        }


def _keep(report, files):
    """Store the files of a report; returns their rows."""
    return ReportFile.objects.bulk_create(
        ReportFile(report=report, name=name, content=content, sha256=of_text(content))
        for name, content in files.items()
    )
