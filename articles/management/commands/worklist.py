import json

from django.core.management.base import BaseCommand, CommandError

from articles.disclosure.concerning import concerning
from articles.upkeep.difference import Cause
from articles.upkeep.worklist import worklist
from funding.models import Grant
from newsroom.addresses.leading_on import row_at


class Command(BaseCommand):
    help = (
        "Lists the live and scheduled pieces that print something else about their funding than "
        "is prescribed now, newest first, without those that were decided to be kept. "
        "Changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--cause", choices=[str(cause) for cause in Cause])
        parser.add_argument("--grant", help="only pieces that this grant concerns, by its address")
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object for each piece, on a line"
        )

    def handle(self, *args, cause, grant, **options):
        versions = concerning(self.grant(grant)) if grant else None
        count = 0
        for whole, differs in worklist(versions=versions):
            if cause and cause not in differs.causes:
                continue
            count += 1
            if options["json"]:
                self.stdout.write(json.dumps(_facts(whole, differs), ensure_ascii=False))
            else:
                words = ", ".join(map(str, differs.words))
                self.stdout.write(f"{whole.version.path}  {whole.version.title}: {words}")
        if not options["json"]:
            self.stdout.write(f"To be decided: {count}.")

    def grant(self, slug):
        grant = row_at(Grant.objects.all(), slug)
        if grant is None:
            raise CommandError(f"There is no grant “{slug}”: its page is /funding/…/")
        return grant


def _facts(whole, differs):
    version = whole.version
    return {
        "path": version.path,
        "title": version.title,
        "language": version.language,
        "version": version.number,
        "live_from": version.live_from.isoformat(),
        "first_published_at": version.first_published_at.isoformat(),
        "causes": list(differs.causes),
        "printed": list(differs.printed),
        "prescribed": list(differs.prescribed),
        "problems": [str(problem) for problem in differs.problems],
    }
