from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from articles.reports.downloads import contents
from articles.reports.make import make_report
from articles.reports.period import ReportRefused
from articles.reports.summary import Summary
from funding.models import Grant
from newsroom.addresses.leading_on import row_at
from newsroom.management.people import active


class Command(BaseCommand):
    help = (
        "Makes the report of a grant for the pieces first published in a period, both days "
        "included: frozen, numbered, recorded in the ledger, never changed again. With --out, "
        "writes its HTML, CSV, JSON and ZIP there. Refused as a whole if it cannot be made."
    )

    def add_arguments(self, parser):
        parser.add_argument("grant", help="the address of the grant, as in /funding/ADDRESS/")
        parser.add_argument("--since", required=True, help="the first day, like 2026-01-31")
        parser.add_argument("--until", required=True, help="the last day, like 2026-12-31")
        parser.add_argument(
            "--as", dest="user", required=True, metavar="USER", help="who makes the report"
        )
        parser.add_argument("--out", type=Path, metavar="DIR", help="where to write the files")

    def handle(self, *args, grant, since, until, user, out, **options):
        grant, user = self.grant(grant), active(user)
        since, until = self.day("--since", since), self.day("--until", until)
        if out:
            self.make_folder(out)
        try:
            report = make_report(grant, since, until, by=user)
        except ReportRefused as refusal:
            raise CommandError(f"{refusal} No report was made.") from refusal
        summary = Summary(report)
        self.tell(report, summary)
        if out:
            self.write(report, summary.name, out)
        else:
            desk = reverse("admin:articles_grantreport_change", args=[report.pk])
            self.stdout.write(f"Download it at the desk: {settings.SITE_URL}{desk}")

    def grant(self, slug):
        grant = row_at(Grant.objects.all(), slug)
        if grant is None:
            known = ", ".join(Grant.objects.order_by("slug").values_list("slug", flat=True)[:20])
            raise CommandError(f"There is no grant “{slug}”. Grants here: {known or 'none yet'}.")
        return grant

    def day(self, option, text):
        try:
            return date.fromisoformat(text)
        except ValueError as problem:
            raise CommandError(f"{option} is “{text}”; give a date like 2026-01-31.") from problem

    def make_folder(self, out):
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise CommandError(f"{out} cannot be made: {problem.strerror}.") from problem

    def tell(self, report, summary):
        promised = "no number" if summary.promised is None else summary.promised
        self.stdout.write(
            f"Made report {report.revision} for “{report.grant}”: {summary.delivered} delivered, "
            f"{promised} promised, {len(summary.gaps)} without its statement."
        )
        for gap in summary.gaps:
            self.stdout.write(f"  without its statement: {gap['url']}")
        if summary.unmeasured:
            self.stdout.write(
                f"  reach was not measured for {len(summary.unmeasured)} of them; "
                "import the figures at the desk and make the next report."
            )

    def write(self, report, name, out):
        for kind in ("html", "csv", "json", "zip"):
            file = out / f"{name}.{kind}"
            try:
                file.write_bytes(contents(report, kind))
            except OSError as problem:
                raise CommandError(
                    f"The report is made and kept, but {file} cannot be written: "
                    f"{problem.strerror}. Download it at the desk."
                ) from problem
            self.stdout.write(f"Wrote {file}")
        self.stdout.write(
            f"Hand over {name}.zip. To check it: unzip {name}.zip && cd {name} && "
            "sha256sum -c MANIFEST.sha256"
        )
